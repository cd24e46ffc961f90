#include "core/http/Redirect.h"

#include "core/http/Origin.h"
#include "core/http/TolerantUrl.h"

#include <QStringDecoder>

#include <algorithm>

namespace ferry {

namespace {

bool isRedirectStatus(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Reads the field's bytes as UTF-8; bytes that are not are percent-encoded as they stand, which is what the
/// server would get back from a browser.
QUrl parsedLocation(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(bytes);
    if (!utf8.hasError())
        return tolerantUrl(text);
    QByteArray encoded;
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) < 0x80)
            encoded += c;
        else
            encoded += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return tolerantUrl(QString::fromLatin1(encoded));
}

QByteArray nextMethod(int status, const QByteArray &method)
{
    const bool toGet = (status <= 302 && method == "POST") || (status == 303 && method != "HEAD");
    return toGet ? QByteArrayLiteral("GET") : method;
}

RedirectDecision refuse(RedirectRefusal why, const QUrl &url = {})
{
    RedirectDecision decision;
    decision.verdict = RedirectVerdict::Refuse;
    decision.refusal = why;
    decision.url = url.adjusted(QUrl::RemoveUserInfo);
    return decision;
}

QUrl resolvedTarget(const QUrl &from, const QUrl &location)
{
    QUrl target = from.resolved(location);
    if (!location.hasFragment() && from.hasFragment())
        target.setFragment(from.fragment(QUrl::FullyEncoded), QUrl::StrictMode);
    target.setUserInfo(QString());
    return target;
}

} // namespace

RedirectDecision decideRedirect(int statusCode, const QByteArray &method, const QUrl &from, const QByteArray &location,
                                int hopsSoFar, int maxHops)
{
    if (!isRedirectStatus(statusCode))
        return {};
    const QByteArray text = location.trimmed();
    if (text.isEmpty())
        return refuse(RedirectRefusal::NoLocation);
    const bool control =
        std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    const QUrl parsed = control ? QUrl() : parsedLocation(text);
    if (control || !parsed.isValid())
        return refuse(RedirectRefusal::BadLocation);

    const QUrl target = resolvedTarget(from, parsed);
    const QString scheme = target.scheme();
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return refuse(RedirectRefusal::Scheme, target);
    if (!target.isValid() || target.host().isEmpty())
        return refuse(RedirectRefusal::BadLocation);
    if (from.scheme() == QLatin1String("https") && scheme == QLatin1String("http"))
        return refuse(RedirectRefusal::Downgrade, target);
    if (hopsSoFar >= maxHops)
        return refuse(RedirectRefusal::TooMany, target);

    RedirectDecision decision;
    decision.verdict = RedirectVerdict::Follow;
    decision.url = target;
    decision.method = nextMethod(statusCode, method);
    decision.dropBody = decision.method != method || statusCode == 303;
    decision.crossOrigin = !sameOrigin(from, target);
    return decision;
}

} // namespace ferry
