#include "core/http/DigestAnswer.h"

#include <QCryptographicHash>

#include <algorithm>

namespace ferry {

namespace {

struct Algorithm
{
    QCryptographicHash::Algorithm hash = QCryptographicHash::Md5;
    bool session = false;
};

std::optional<Algorithm> algorithmOf(const Challenge &challenge)
{
    const QByteArray name = challenge.parameter("algorithm").toUpper();
    if (name.isEmpty() || name == "MD5")
        return Algorithm{QCryptographicHash::Md5, false};
    if (name == "MD5-SESS")
        return Algorithm{QCryptographicHash::Md5, true};
    if (name == "SHA-256")
        return Algorithm{QCryptographicHash::Sha256, false};
    if (name == "SHA-256-SESS")
        return Algorithm{QCryptographicHash::Sha256, true};
    return std::nullopt;
}

bool offersAuth(const QByteArray &qop)
{
    const QList<QByteArray> offered = qop.split(',');
    return std::any_of(offered.begin(), offered.end(),
                       [](const QByteArray &q) { return q.trimmed().compare("auth", Qt::CaseInsensitive) == 0; });
}

bool isPrintable(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return quint8(c) < 0x20 || c == 0x7f; });
}

QByteArray quoted(QByteArray text)
{
    text.replace('\\', "\\\\");
    text.replace('"', "\\\"");
    return '"' + text + '"';
}

} // namespace

bool canAnswerDigest(const Challenge &challenge)
{
    const QByteArray qop = challenge.parameter("qop");
    // What is repeated in the answer must not break the header that carries it.
    const bool clean = std::all_of(challenge.parameters.begin(), challenge.parameters.end(),
                                   [](const auto &p) { return isPrintable(p.second); });
    return clean && algorithmOf(challenge) && !challenge.parameter("nonce").isEmpty() &&
           (qop.isEmpty() || offersAuth(qop));
}

QByteArray digestAnswer(const Challenge &challenge, const DigestInput &input)
{
    const Algorithm algorithm = algorithmOf(challenge).value_or(Algorithm());
    const auto hash = [&algorithm](const QByteArray &text) {
        return QCryptographicHash::hash(text, algorithm.hash).toHex();
    };
    const QByteArray realm = challenge.parameter("realm");
    const QByteArray nonce = challenge.parameter("nonce");
    const bool withQop = !challenge.parameter("qop").isEmpty();
    const QByteArray count = QByteArray::number(input.nonceCount, 16).rightJustified(8, '0');

    QByteArray secret = hash(input.user + ':' + realm + ':' + input.password);
    if (algorithm.session)
        secret = hash(secret + ':' + nonce + ':' + input.cnonce);
    const QByteArray protection = withQop ? ':' + count + ':' + input.cnonce + ":auth" : QByteArray();
    const QByteArray request = hash(input.method + ':' + input.target);
    const QByteArray response = hash(secret + ':' + nonce + protection + ':' + request);

    const bool hideUser = challenge.parameter("userhash").compare("true", Qt::CaseInsensitive) == 0;
    QByteArray answer = "Digest username=" + quoted(hideUser ? hash(input.user + ':' + realm) : input.user) +
                        ", realm=" + quoted(realm) + ", nonce=" + quoted(nonce) + ", uri=" + quoted(input.target);
    if (withQop || algorithm.session)
        answer += ", cnonce=" + quoted(input.cnonce);
    if (withQop)
        answer += ", nc=" + count + ", qop=auth";
    answer += ", response=" + quoted(response);
    if (const QByteArray opaque = challenge.parameter("opaque"); !opaque.isNull())
        answer += ", opaque=" + quoted(opaque);
    if (const QByteArray name = challenge.parameter("algorithm"); !name.isEmpty())
        answer += ", algorithm=" + name;
    if (hideUser)
        answer += ", userhash=true";
    return answer;
}

QByteArray basicAnswer(const QByteArray &user, const QByteArray &password)
{
    return "Basic " + (user + ':' + password).toBase64();
}

} // namespace ferry
