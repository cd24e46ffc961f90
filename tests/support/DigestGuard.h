#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QHash>
#include <QRegularExpression>

namespace ferry {

/// The server's half of Digest (RFC 7616), written apart from Ferry's: makes a challenge and checks answers to it.
struct DigestGuard
{
    QByteArray realm = "files";
    QByteArray user = "me";
    QByteArray password = "hush";
    QByteArray nonce = "n0nce/7";
    QByteArray algorithm; ///< empty: MD5, and not named
    QByteArray qop = "auth";
    bool userHash = false;

    QByteArray challenge(const QByteArray &more = {}) const
    {
        QByteArray text = "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", opaque=\"0paque\"";
        if (!qop.isEmpty())
            text += ", qop=\"" + qop + "\"";
        if (!algorithm.isEmpty())
            text += ", algorithm=" + algorithm;
        if (userHash)
            text += ", userhash=true";
        return text + more;
    }

    /// An empty text if the answer is right; else what is wrong with it.
    QByteArray fault(const QByteArray &header, const QByteArray &method, const QByteArray &target) const
    {
        const QHash<QByteArray, QByteArray> p = read(header);
        if (!header.startsWith("Digest "))
            return "not a Digest: " + header;
        const bool session = algorithm.endsWith("-sess");
        QByteArray secret = hash(user + ':' + realm + ':' + password);
        if (session)
            secret = hash(secret + ':' + nonce + ':' + p.value("cnonce"));
        const QByteArray middle =
            qop.isEmpty() ? nonce : nonce + ':' + p.value("nc") + ':' + p.value("cnonce") + ':' + p.value("qop");
        const QByteArray right = hash(secret + ':' + middle + ':' + hash(method + ':' + target));
        if (p.value("username") != (userHash ? hash(user + ':' + realm) : user))
            return "user " + p.value("username");
        if (p.value("nonce") != nonce || p.value("realm") != realm || p.value("opaque") != "0paque")
            return "not what was asked: " + header;
        if (p.value("uri") != target)
            return "uri " + p.value("uri") + " of " + target;
        if (!qop.isEmpty() && (p.value("qop") != "auth" || p.value("nc").size() != 8 || p.value("cnonce").size() < 8))
            return "qop: " + header;
        if (p.value("algorithm") != algorithm)
            return "algorithm " + p.value("algorithm");
        return p.value("response") == right ? QByteArray() : "response " + p.value("response") + " is not " + right;
    }

    static QHash<QByteArray, QByteArray> read(const QByteArray &header)
    {
        static const QRegularExpression pair(QStringLiteral("(\\w+)=(?:\"([^\"]*)\"|([^\",\\s]+))"));
        QHash<QByteArray, QByteArray> found;
        auto it = pair.globalMatch(QString::fromUtf8(header));
        while (it.hasNext()) {
            const auto match = it.next();
            found.insert(match.captured(1).toLatin1(), (match.captured(2) + match.captured(3)).toUtf8());
        }
        return found;
    }

private:
    QByteArray hash(const QByteArray &text) const
    {
        const bool sha = algorithm.startsWith("SHA-256");
        return QCryptographicHash::hash(text, sha ? QCryptographicHash::Sha256 : QCryptographicHash::Md5).toHex();
    }
};

} // namespace ferry
