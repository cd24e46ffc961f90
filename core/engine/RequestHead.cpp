#include "core/engine/RequestHead.h"

#include "core/engine/Authentication.h"
#include "core/http/DigestAnswer.h"
#include "core/http/HeaderRules.h"
#include "core/types/Secrets.h"
#include "core/wire/NetworkAccessManager.h"
#include "core/wire/ProxyEnvironment.h"

namespace ferry {

namespace {

QByteArray authorizationOf(const TransferRequest &request)
{
    const TransferOptions &options = optionsOf(request);
    if (!options.bearerToken.isEmpty())
        return QByteArrayLiteral("Bearer ") + options.bearerToken.toUtf8();
    const auto own = ownCredentials(request);
    return own ? basicAnswer(own->user.toUtf8(), own->password.toUtf8()) : QByteArray();
}

/// What stands between the slashes and the host, to its last "@".
qsizetype userInfoLength(const QByteArray &address, qsizetype start)
{
    qsizetype end = start;
    while (end < address.size() && !QByteArrayView("/?#\\").contains(address.at(end)))
        ++end;
    const qsizetype at = QByteArrayView(address).first(end).lastIndexOf('@');
    return at < start ? 0 : at + 1 - start;
}

// Asked for each hop, since a redirect may lead to a host with another way.
void setProxy(QNetworkRequest &head, const ProxyChoice &proxy)
{
    const auto attribute = QNetworkRequest::Attribute(NetworkAccessManager::ProxyAttribute);
    const bool excepted =
        proxy.kind == ProxyChoice::Explicit && ProxyEnvironment::excepts(proxy.noProxyFor.toUtf8(), head.url());
    if (proxy.kind == ProxyChoice::None || excepted)
        head.setAttribute(attribute, QUrl());
    else if (proxy.kind == ProxyChoice::Explicit)
        head.setAttribute(attribute, proxy.url);
}

// QNetworkRequest holds a name once: repeated fields become one list (RFC 9110 5.3), cookies with their own comma.
void addOwnHeaders(QNetworkRequest &head, const HeaderList &headers, HopRules rules)
{
    HeaderList sent;
    QByteArrayList names;
    for (const auto &[name, value] : headers) {
        if ((!rules.atOrigin && !mayLeaveOrigin(name)) || (!rules.withBody && describesBody(name)))
            continue;
        QByteArray combined = value;
        if (sent.contains(name))
            combined = head.rawHeader(name) + (sameHeaderName(name, "Cookie") ? "; " : ", ") + value;
        else
            names.append(name);
        sent.append(name, value);
        head.setRawHeader(name, combined);
    }
    if (!names.isEmpty())
        head.setAttribute(QNetworkRequest::Attribute(NetworkAccessManager::HeaderNamesAttribute),
                          QVariant::fromValue(names));
}

} // namespace

QUrl publicUrl(const QUrl &url)
{
    if (url.userName().isEmpty() && url.password().isEmpty()) // as most
        return url;
    return url.adjusted(QUrl::RemoveUserInfo);
}

HeaderList maskSecrets(const QList<HeaderField> &headers)
{
    HeaderList shown;
    for (const auto &[name, value] : headers)
        shown.append(name, isSecretName(name) ? secretDots().toUtf8() : value);
    return shown;
}

HeaderList withoutUserInfo(const HeaderList &headers)
{
    HeaderList shown;
    for (const auto &[name, value] : headers) {
        QByteArray address = value;
        const bool isAddress = sameHeaderName(name, "Location") || sameHeaderName(name, "Content-Location");
        const qsizetype slashes = isAddress ? address.indexOf("//") : -1;
        if (slashes >= 0)
            address.remove(slashes + 2, userInfoLength(address, slashes + 2));
        shown.append(name, address);
    }
    return shown;
}

QNetworkRequest makeRequestHead(const TransferRequest &request, const QUrl &url, HopRules rules)
{
    const TransferOptions &options = optionsOf(request);
    QNetworkRequest head(publicUrl(url));
    head.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    head.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Transfers know nothing of each other: what a server sets for one is not told to it by the next.
    head.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    head.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    head.setAttribute(QNetworkRequest::Attribute(NetworkAccessManager::InsecureAttribute), options.insecure);
    if (!options.caCertFile.isEmpty())
        head.setAttribute(QNetworkRequest::Attribute(NetworkAccessManager::CaCertFileAttribute), options.caCertFile);
    setProxy(head, options.proxy);

    if (options.identity) {
        head.setRawHeader(QByteArrayLiteral("Referer"), refererFor(options.identity->appId, options.identity->version));
    }
    if (rules.atOrigin) {
        const QByteArray authorization = authorizationOf(request);
        if (!authorization.isEmpty())
            head.setRawHeader(QByteArrayLiteral("Authorization"), authorization);
    }
    if (kindOf(request) == TransferKind::Download)
        head.setRawHeader(QByteArrayLiteral("Accept-Encoding"), QByteArrayLiteral("identity"));
    head.setRawHeader(QByteArrayLiteral("User-Agent"), QByteArrayLiteral("Ferry/" FERRY_VERSION));
    const auto *upload = std::get_if<UploadRequest>(&request);
    if (upload && rules.withBody && !upload->idempotencyKey.isEmpty())
        head.setRawHeader(QByteArrayLiteral("Idempotency-Key"), upload->idempotencyKey);
    addOwnHeaders(head, headersOf(request), rules);
    return head;
}

} // namespace ferry
