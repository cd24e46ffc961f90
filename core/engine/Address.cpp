#include "core/engine/RefusedInput.h"
#include "core/engine/RequestCheck.h"
#include "core/http/TolerantUrl.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

namespace ferry {

namespace {

/// Gives the sentences the translation context that they share with checkRequest().
class AddressWords
{
    Q_DECLARE_TR_FUNCTIONS(RequestCheck)
};

bool hasControl(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// Whether a typed address begins with a scheme; "localhost:8080" and "user:word@host" do not.
bool hasScheme(const QString &typed)
{
    const qsizetype colon = typed.indexOf(u':');
    const QStringView before = QStringView(typed).first(qMax(qsizetype(0), colon));
    const QStringView behind = QStringView(typed).sliced(colon + 1);
    const bool isWord =
        !before.isEmpty() && before.front().isLetter() && std::all_of(before.begin(), before.end(), [](QChar c) {
            return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.');
        });
    if (!isWord)
        return false;
    if (behind.startsWith(u"//"))
        return true;
    const qsizetype at = behind.indexOf(u'@');
    const qsizetype slash = behind.indexOf(u'/');
    const bool userInfo = at >= 0 && (slash < 0 || at < slash) && before != u"mailto";
    const bool port = !behind.isEmpty() && behind.front().isDigit();
    return !userInfo && !port && !behind.isEmpty();
}

/// A password that holds a character which ends the part of an address that it belongs to: "http://me:a/b@host/".
const QRegularExpression &brokenUserInfo()
{
    static const QRegularExpression expression(QStringLiteral("^((?:[^/?#@:]*:)?//)?+[^/?#@:]*:[^/?#@]*[/?#].*@"),
                                               QRegularExpression::DotMatchesEverythingOption);
    return expression;
}

/// The sentence may be logged, so a password in it may not, and what is no address has no parameters to look at.
QString withoutItsSecrets(QString typed)
{
    static const QRegularExpression userInfo(QStringLiteral("(^|//)[^/?#]*@"));
    static const QRegularExpression rest(QStringLiteral("([?#]).+"), QRegularExpression::DotMatchesEverythingOption);
    if (typed.contains(brokenUserInfo()))
        typed.replace(brokenUserInfo(), QStringLiteral("\\1…@"));
    else
        typed.replace(userInfo, QStringLiteral("\\1"));
    return typed.replace(rest, QStringLiteral("\\1…"));
}

/// As browsers and curl do: the last @ before the path ends the user info, and those before are part of it.
QString withUserInfoEnded(const QString &typed)
{
    static const QRegularExpression userInfo(QStringLiteral("^([^/?#]*//)?([^/?#]*@[^/?#]*)(?=@)"));
    const QRegularExpressionMatch match = userInfo.match(typed);
    if (!match.hasMatch())
        return typed;
    return match.captured(1) + match.captured(2).replace(u'@', QLatin1String("%40")) + typed.mid(match.capturedEnd());
}

/// Loopback names and plain IP addresses, where there is seldom a certificate.
bool isNearby(const QString &host)
{
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")) ||
           !QHostAddress(host).isNull();
}

bool isUsable(const QUrl &url)
{
    const QString scheme = url.scheme();
    return url.isValid() && (scheme == QLatin1String("http") || scheme == QLatin1String("https")) &&
           !url.host().isEmpty() && url.port() != 0;
}

} // namespace

std::optional<TransferError> checkAddress(const QUrl &url, const QString &asTyped)
{
    if (!hasControl(asTyped) && isUsable(url)) // as thousands that are started in a row
        return {};
    const QString typed = withoutItsSecrets(asTyped.isNull() ? url.toString(QUrl::RemoveUserInfo) : asTyped);
    if (hasControl(asTyped))
        return refusedInput(typed.simplified(),
                            AddressWords::tr("The address holds a line break or another control character."));
    if (url.isEmpty() && typed.trimmed().isEmpty())
        return refusedInput(typed, AddressWords::tr("The address is missing."));
    if (!url.isValid() && typed.isEmpty())
        return refusedInput(typed, AddressWords::tr("This is no address. One looks like https://example.com/path."));
    if (!url.isValid() && brokenUserInfo().match(asTyped).hasMatch())
        return refusedInput(typed,
                            AddressWords::tr("“%1” is no address. In front of the “@”, the characters /, ? and # "
                                             "are written as %2F, %3F and %23.")
                                .arg(typed));
    if (!url.isValid())
        return refusedInput(typed,
                            AddressWords::tr("“%1” is no address. It looks like https://example.com/path.").arg(typed));
    const QString scheme = url.scheme();
    if (scheme.isEmpty())
        return refusedInput(typed, AddressWords::tr("The address must begin with http:// or https://."));
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return refusedInput(typed,
                            AddressWords::tr("Addresses with “%1” cannot be used. Use http or https.").arg(scheme));
    if (url.host().isEmpty())
        return refusedInput(typed, AddressWords::tr("The address names no host."));
    if (url.port() == 0)
        return refusedInput(typed, AddressWords::tr("The port 0 cannot be connected to."));
    return {};
}

QUrl addressFromText(const QString &text)
{
    QString typed = text.trimmed();
    // As addresses are quoted in mails (RFC 3986, appendix C).
    if (typed.size() > 2 &&
        ((typed.startsWith(u'<') && typed.endsWith(u'>')) || (typed.startsWith(u'"') && typed.endsWith(u'"'))))
        typed = typed.mid(1, typed.size() - 2).trimmed();
    if (typed.isEmpty())
        return {};
    if (hasScheme(typed))
        return tolerantUrl(withUserInfoEnded(typed));
    if (typed.startsWith(QLatin1String("//")))
        typed.remove(0, 2);
    typed = withUserInfoEnded(typed);
    const QUrl url = tolerantUrl(QLatin1String("https://") + typed);
    if (!isNearby(url.host()))
        return url;
    return tolerantUrl(QLatin1String("http://") + typed);
}

} // namespace ferry
