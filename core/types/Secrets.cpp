#include "core/types/Secrets.h"

#include <algorithm>
#include <array>
#include <QUrlQuery>
#include <QVarLengthArray>
#include <string_view>

namespace ferry {

namespace {

constexpr std::array<std::string_view, 13> secretWords = {
    "auth",    "token",      "secret",    "password", "passwd", "apikey", "accesskey",
    "session", "credential", "signature", "jwt",      "csrf",   "xsrf",
};

template <size_t N>
bool isOneOf(QByteArrayView name, const std::array<const char *, N> &names)
{
    return std::any_of(names.begin(), names.end(), [name](const char *n) { return sameHeaderName(name, n); });
}

/// In small letters, without what joins words. Every header of every transfer comes by here, several times.
using Letters = QVarLengthArray<char, 64>;

Letters plainLetters(QByteArrayView name)
{
    Letters plain;
    for (const char c : name) {
        if (c != '-' && c != '_')
            plain.append(c >= 'A' && c <= 'Z' ? char(c + 'a' - 'A') : c);
    }
    return plain;
}

bool beginsWithSecretWord(std::string_view text)
{
    constexpr std::string_view firstLetters = "acjpstx";
    return firstLetters.find(text.front()) != std::string_view::npos &&
           std::any_of(secretWords.begin(), secretWords.end(),
                       [text](std::string_view word) { return text.starts_with(word); });
}

/// "author" and "authority" are no "auth", while "authorization" is.
bool hasSecretWord(std::string_view text)
{
    while (!text.empty()) {
        const bool author = text.starts_with("author") && !text.starts_with("authoriz");
        if (!author && beginsWithSecretWord(text))
            return true;
        text.remove_prefix(author ? 6 : 1);
    }
    return false;
}

bool isSecretItem(const QString &encodedName)
{
    return isSecretParameter(QUrl::fromPercentEncoding(encodedName.toUtf8()));
}

} // namespace

bool isSecretName(const QByteArray &name)
{
    if (isOneOf(name, std::array{"Cookie", "Cookie2", "Set-Cookie", "Set-Cookie2"}))
        return true;
    // The challenges of a server contain "auth" and are no secrets.
    if (isOneOf(name, std::array{"WWW-Authenticate", "Proxy-Authenticate"}))
        return false;
    const Letters plain = plainLetters(name);
    return hasSecretWord({plain.constData(), size_t(plain.size())});
}

bool isSecretName(const QString &name)
{
    return isSecretName(name.trimmed().toUtf8());
}

bool isSecretParameter(const QString &name)
{
    const QByteArray bytes = name.trimmed().toUtf8();
    return isOneOf(bytes, std::array{"key", "sig", "pass", "pwd", "code"}) || isSecretName(bytes);
}

QString secretDots()
{
    return QString(6, QChar(u'•'));
}

QUrl withoutSecrets(const QUrl &url)
{
    if (!url.hasQuery() && url.userName().isEmpty() && url.password().isEmpty()) // as most; histories ask for thousands
        return url;
    QUrl kept = url.adjusted(QUrl::RemoveUserInfo);
    if (!kept.hasQuery())
        return kept;
    QUrlQuery query;
    auto items = QUrlQuery(kept).queryItems(QUrl::FullyEncoded);
    if (items.removeIf([](const auto &item) { return isSecretItem(item.first); }) > 0) {
        query.setQueryItems(items);
        kept.setQuery(query.isEmpty() ? QString() : query.toString(QUrl::FullyEncoded));
    }
    return kept;
}

QUrl withStandIns(const QUrl &url, const std::function<QString(const QString &name)> &standIn)
{
    QUrl shown = url.adjusted(QUrl::RemoveUserInfo);
    if (!shown.hasQuery()) // as most; lists ask for thousands
        return shown;
    auto items = QUrlQuery(shown).queryItems(QUrl::FullyEncoded);
    bool any = false;
    for (auto &[name, value] : items) {
        if (value.isEmpty() || !isSecretItem(name))
            continue;
        value = standIn(name);
        any = true;
    }
    if (any) {
        QUrlQuery query;
        query.setQueryItems(items);
        shown.setQuery(query);
    }
    return shown;
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
        } else if (isOneOf(name, std::array{"Location", "Content-Location"})) {
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
