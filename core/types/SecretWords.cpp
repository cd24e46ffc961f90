#include "core/types/SecretWords.h"

#include <algorithm>
#include <array>
#include <QVarLengthArray>
#include <string_view>

namespace ferry::secretwords {

namespace {

using std::string_view;

/// By their first letters.
constexpr std::array<string_view, 22> anywhere = {
    "auth",     "apikey", "accesskey",  "bearer",   "credential", "csrf",    "hmac",   "jwt",
    "password", "passwd", "passphrase", "passcode", "secret",     "session", "sessid", "signature",
    "token",    "xsrf",   "令牌",       "密码",     "密钥",       "口令",
};

// Too short to be looked for within a word: compass, opinion, design, assign.
constexpr std::array<string_view, 9> lastWords = {"pass", "pw",   "pwd",    "pin",    "otp",
                                                  "sig",  "sign", "cookie", "cookies"};

// Keys that name a thing instead of opening it. What misses a secret waits for its person after a restart.
constexpr std::array<string_view, 14> namingKeys = {"idempotency", "cache",     "surrogate", "sort",    "order",
                                                    "group",       "partition", "routing",   "primary", "foreign",
                                                    "object",      "public",    "websocket", "hot"};

// Hold such a word and tell no secret.
constexpr std::array<string_view, 6> harmless = {
    "wwwauthenticate", "proxyauthenticate", "accesscontrolallowcredentials", "tokentype", "maxtokens", "monkey",
};

constexpr bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr char lower(char c)
{
    return isUpper(c) ? char(c + 'a' - 'A') : c;
}

/// In small letters, without what joins words. Every header of every transfer comes by here, several times.
using Letters = QVarLengthArray<char, 64>;

Letters plainLetters(QByteArrayView name)
{
    Letters plain;
    for (const char c : name) {
        if (isLower(c) || isUpper(c) || isDigit(c) || uchar(c) >= 0x80)
            plain.append(lower(c));
    }
    return plain;
}

/// In small letters, without a number behind it: of "user[pass]", "dbPass", "DB_PASS2" it is "pass".
Letters lastWord(QByteArrayView name)
{
    qsizetype end = name.size();
    while (end > 0 && !isLower(name[end - 1]) && !isUpper(name[end - 1]))
        --end;
    qsizetype start = end;
    while (start > 0 && (isLower(name[start - 1]) || isUpper(name[start - 1]))) {
        --start;
        const bool begins = isUpper(name[start]) && start > 0 &&
                            (isLower(name[start - 1]) || (start + 1 < end && isLower(name[start + 1])));
        if (begins)
            break;
    }
    return plainLetters(name.sliced(start, end - start));
}

template <size_t N>
bool isOneOf(string_view word, const std::array<string_view, N> &words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool opensSomething(string_view plain)
{
    constexpr string_view key = "key";
    if (plain.size() <= key.size() || !plain.ends_with(key))
        return false;
    const string_view kind = plain.substr(0, plain.size() - key.size());
    return std::none_of(namingKeys.begin(), namingKeys.end(), [kind](string_view n) { return kind.ends_with(n); });
}

string_view view(const Letters &letters)
{
    return {letters.constData(), size_t(letters.size())};
}

struct Words
{
    quint8 from = 0;
    quint8 to = 0;
};

/// Where those with one first letter stand: most letters of most names begin none.
constexpr std::array<Words, 256> wordsWith = [] {
    std::array<Words, 256> found{};
    for (quint8 i = 0; i < anywhere.size(); ++i) {
        Words &words = found[uchar(anywhere[i].front())];
        if (words.to == 0)
            words.from = i;
        words.to = quint8(i + 1);
    }
    return found;
}();

bool beginsWithSecretWord(string_view text)
{
    const Words words = wordsWith[uchar(text.front())];
    return std::any_of(anywhere.begin() + words.from, anywhere.begin() + words.to,
                       [text](string_view word) { return text.starts_with(word); });
}

/// "author" and "authority" are no "auth", while "authorization" is.
bool hasSecretWord(string_view text)
{
    while (!text.empty()) {
        const bool author = text.starts_with("author") && !text.starts_with("authoriz");
        if (!author && beginsWithSecretWord(text))
            return true;
        text.remove_prefix(author ? 6 : 1);
    }
    return false;
}

} // namespace

bool isKeyAlone(QByteArrayView name)
{
    return name.compare("key", Qt::CaseInsensitive) == 0;
}

bool isSecret(QByteArrayView name)
{
    const Letters plain = plainLetters(name);
    const string_view text = view(plain);
    if (isOneOf(text, harmless))
        return false;
    return hasSecretWord(text) || opensSomething(text) || isOneOf(view(lastWord(name)), lastWords);
}

} // namespace ferry::secretwords
