#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>
#include <variant>

namespace ferry::devserver {

/// What the server shows of itself over TLS, and the key that proves it.
struct TlsIdentity
{
    QList<QSslCertificate> chain; ///< its own first
    QSslKey key;

    /// The name under which a client that trusts the certificate finds the server on this computer: "127.0.0.1", or
    /// "localhost" where the certificate says only that.
    QByteArray host() const;
};

/// From files in PEM form, a key of RSA or EC and without a password; an empty keyFile: it is in the other one. A
/// sentence where that cannot be had, for whoever named the files.
std::variant<TlsIdentity, QString> readTlsIdentity(const QString &certificateFile, const QString &keyFile);

} // namespace ferry::devserver
