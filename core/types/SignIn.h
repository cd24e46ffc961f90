#pragma once

#include <QMetaType>
#include <QString>
#include <QUrl>

namespace ferry {

/// Who asks for a name and a password: a realm of a server (RFC 9110 section 11.5), or a proxy. A value.
struct SignIn
{
    QUrl origin;       ///< scheme, host and port of the server or the proxy; nothing else
    QString realm;     ///< in the server's words; may be empty
    QByteArray scheme; ///< "Basic" or "Digest": the strongest one offered that Ferry speaks
    bool proxy = false;
    bool tried = false; ///< a name and a password were sent, and were not taken

    /// One protection space (RFC 9110 section 11.5): the same origin and realm, or the same proxy.
    bool isSameRealm(const SignIn &other) const
    {
        return proxy == other.proxy && origin == other.origin && realm == other.realm;
    }

    friend bool operator==(const SignIn &, const SignIn &) = default;
};

/// What a person answers to it. Kept in memory only, never stored or printed.
struct Credentials
{
    QString user;
    QString password;

    friend bool operator==(const Credentials &, const Credentials &) = default;
};

} // namespace ferry

Q_DECLARE_METATYPE(ferry::SignIn)
