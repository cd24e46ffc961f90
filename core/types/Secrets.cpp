#include "core/types/Secrets.h"

#include "core/types/SecretWords.h"

#include <algorithm>
#include <QUrlQuery>

namespace ferry {

namespace {

bool isAddressField(QByteArrayView name)
{
    return sameHeaderName(name, "Location") || sameHeaderName(name, "Content-Location");
}

/// An address in an address is percent-encoded once for each that it is in.
constexpr int deepest = 4;

/// "me:secret@" of "http://me:secret@host", the first anywhere in a text; empty if there is none.
QStringView passwordIn(QStringView text)
{
    for (qsizetype at = text.indexOf(u"://"); at >= 0; at = text.indexOf(u"://", at + 3)) {
        qsizetype end = at + 3;
        while (end < text.size() && !QStringView(u"/?#").contains(text.at(end)))
            ++end;
        const QStringView authority = text.sliced(at + 3, end - at - 3);
        const qsizetype colon = authority.indexOf(u':');
        const qsizetype last = authority.lastIndexOf(u'@');
        if (colon >= 0 && last > colon)
            return authority.first(last + 1);
    }
    return {};
}

/// A "name=value" of a secret, anywhere in a text.
bool holdsPair(const QString &text)
{
    const auto separates = [](QChar c) { return QStringView(u"?&#;").contains(c); };
    for (qsizetype start = 0; start < text.size();) {
        const auto end = std::find_if(text.begin() + start, text.end(), separates) - text.begin();
        const QStringView pair = QStringView(text).sliced(start, end - start);
        const qsizetype equals = pair.indexOf(u'=');
        if (equals > 0 && equals + 1 < pair.size() && isSecretParameter(pair.first(equals).toString()))
            return true;
        start = end + 1;
    }
    return false;
}

bool holdsSecret(QString text)
{
    for (int depth = 0; depth < deepest; ++depth) {
        if (holdsPair(text) || !passwordIn(text).isEmpty())
            return true;
        const QString decoded = QUrl::fromPercentEncoding(text.toUtf8());
        if (decoded == text)
            return false;
        text = decoded;
    }
    return false;
}

/// depth: how often it was decoded.
QString withoutPasswordsAt(int depth, const QString &text)
{
    QString clean = text;
    for (QStringView found = passwordIn(clean); !found.isEmpty(); found = passwordIn(clean))
        clean.remove(found.data() - clean.constData(), found.size());
    if (depth + 1 == deepest || !clean.contains(u'%'))
        return clean;
    const QString decoded = QUrl::fromPercentEncoding(clean.toUtf8());
    const QString inner = withoutPasswordsAt(depth + 1, decoded);
    return inner == decoded ? clean : QString::fromLatin1(QUrl::toPercentEncoding(inner));
}

using Pairs = QList<std::pair<QString, QString>>;

bool isSecretPair(const Pairs::value_type &encoded)
{
    return isSecretParameter(QUrl::fromPercentEncoding(encoded.first.toUtf8()), encoded.second);
}

/// Whether there was any.
bool dropPasswords(Pairs &pairs)
{
    bool any = false;
    for (auto &pair : pairs) {
        const auto clean = pairWithoutPasswords(pair);
        any = any || clean != pair;
        pair = clean;
    }
    return any;
}

/// Gives the pairs of the query and those of the fragment, encoded, to what changes them and says whether it did.
template <typename Change>
QUrl changed(const QUrl &url, Change change)
{
    const auto clean = [&change](Pairs &pairs) {
        const bool any = dropPasswords(pairs);
        return change(pairs) || any;
    };
    QUrl result = url.adjusted(QUrl::RemoveUserInfo);
    const auto textOf = [](const Pairs &pairs) {
        QUrlQuery query;
        query.setQueryItems(pairs);
        return pairs.isEmpty() ? QString() : query.toString(QUrl::FullyEncoded);
    };
    // Lists ask for thousands, and most have neither.
    if (result.hasQuery()) {
        Pairs pairs = QUrlQuery(result).queryItems(QUrl::FullyEncoded);
        if (clean(pairs))
            result.setQuery(textOf(pairs));
    }
    if (result.hasFragment()) {
        Pairs pairs = QUrlQuery(result.fragment(QUrl::FullyEncoded)).queryItems(QUrl::FullyEncoded);
        if (clean(pairs))
            result.setFragment(textOf(pairs));
    }
    return result;
}

} // namespace

bool isSecretName(const QByteArray &name)
{
    return secretwords::isSecret(name) || secretwords::isKeyAlone(name);
}

bool isSecretName(const QString &name)
{
    return isSecretName(name.trimmed().toUtf8());
}

bool isSecretField(const QString &name)
{
    return secretwords::isSecret(name.trimmed().toUtf8());
}

bool isSecretParameter(const QString &name, const QString &value)
{
    return isSecretName(name) || name.trimmed().compare(QLatin1String("code"), Qt::CaseInsensitive) == 0 ||
           (!value.isEmpty() && holdsSecret(value));
}

QString withoutPasswords(const QString &text)
{
    return withoutPasswordsAt(0, text);
}

std::pair<QString, QString> pairWithoutPasswords(const std::pair<QString, QString> &pair)
{
    const auto &[name, value] = pair;
    if (!QUrl::fromPercentEncoding(name.toUtf8()).contains(QLatin1String("://")))
        return pair;
    const QString rest = QString(value).replace(QLatin1String("%3D"), QLatin1String("="), Qt::CaseInsensitive);
    const QString whole = value.isEmpty() ? name : name + u'=' + rest;
    const QString clean = withoutPasswords(whole);
    const qsizetype equals = clean.indexOf(u'=');
    if (clean == whole)
        return pair;
    return equals < 0 ? std::pair(clean, QString()) : std::pair(clean.first(equals), clean.sliced(equals + 1));
}

QString secretDots()
{
    return QString(6, QChar(u'•'));
}

QUrl withoutSecrets(const QUrl &url)
{
    if (!url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty()) // as most; histories ask for thousands
        return url;
    return changed(url, [](Pairs &pairs) { return pairs.removeIf(isSecretPair) > 0; });
}

QUrl withStandIns(const QUrl &url, const std::function<QString(const QString &name)> &standIn)
{
    return changed(url, [&standIn](Pairs &pairs) {
        bool any = false;
        for (auto &pair : pairs) {
            if (pair.second.isEmpty() || !isSecretPair(pair))
                continue;
            pair.second = standIn(pair.first);
            any = true;
        }
        return any;
    });
}

QString shownAddress(const QUrl &url, QUrl::FormattingOptions options)
{
    return withStandIns(url, [](const QString &) { return secretDots(); }).toString(options | QUrl::RemoveUserInfo);
}

HeaderList shownHeaders(const HeaderList &headers)
{
    HeaderList shown;
    for (const auto &[name, value] : headers) {
        QByteArray instead = value;
        if (isSecretName(name)) {
            instead = secretDots().toUtf8();
        } else if (isAddressField(name)) {
            // Only an address that holds a secret is written anew: any other is shown as it came.
            const QUrl url(QString::fromUtf8(value));
            if (withoutSecrets(url) != url)
                instead = shownAddress(url).toUtf8();
        }
        shown.append(name, instead);
    }
    return shown;
}

} // namespace ferry
