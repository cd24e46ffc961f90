#include "core/devserver/TlsIdentity.h"

#include <memory>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace ferry::devserver {

namespace {

/// Gives the sentences their translation context.
class DevServerTls
{
    Q_DECLARE_TR_FUNCTIONS(DevServerTls)
};

constexpr qint64 longestFile = 1024 * 1024;

struct FreeOpenSsl
{
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};

template <typename T>
using Owned = std::unique_ptr<T, FreeOpenSsl>;

/// Empty where it cannot be read, or is no file.
QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) ? file.read(longestFile) : QByteArray();
}

QSslKey keyIn(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// Nobody is asked for a password.
int noPassword(char *, int, int, void *)
{
    return 0;
}

/// Qt finds that out with the first client.
bool belongTogether(const QSslCertificate &certificate, const QSslKey &key)
{
    const QByteArray shown = certificate.toPem();
    const QByteArray proof = key.toPem();
    const Owned<BIO> shownBytes(BIO_new_mem_buf(shown.constData(), int(shown.size())));
    const Owned<BIO> proofBytes(BIO_new_mem_buf(proof.constData(), int(proof.size())));
    if (!shownBytes || !proofBytes)
        return false;
    const Owned<X509> x509(PEM_read_bio_X509(shownBytes.get(), nullptr, noPassword, nullptr));
    const Owned<EVP_PKEY> own(PEM_read_bio_PrivateKey(proofBytes.get(), nullptr, noPassword, nullptr));
    return x509 && own && X509_check_private_key(x509.get(), own.get()) == 1;
}

} // namespace

QByteArray TlsIdentity::host() const
{
    const auto names = chain.isEmpty() ? QMultiMap<QSsl::AlternativeNameEntryType, QString>()
                                       : chain.first().subjectAlternativeNames();
    const bool onlyByName = names.contains(QSsl::DnsEntry, QStringLiteral("localhost")) &&
                            !names.contains(QSsl::IpAddressEntry, QStringLiteral("127.0.0.1"));
    return onlyByName ? QByteArrayLiteral("localhost") : QByteArrayLiteral("127.0.0.1");
}

std::variant<TlsIdentity, QString> readTlsIdentity(const QString &certificateFile, const QString &keyFile)
{
    const auto shown = [](const QString &path) { return QDir::toNativeSeparators(path); };
    TlsIdentity identity;
    identity.chain = QSslCertificate::fromData(contentOf(certificateFile), QSsl::Pem);
    if (identity.chain.isEmpty())
        return DevServerTls::tr("There is no certificate in PEM form in “%1”.").arg(shown(certificateFile));
    const QString whereKey = keyFile.isEmpty() ? certificateFile : keyFile;
    identity.key = keyIn(contentOf(whereKey));
    if (identity.key.isNull()) {
        return DevServerTls::tr("There is no private key in “%1” that can be used: PEM form, RSA or EC, and without a "
                                "password.")
            .arg(shown(whereKey));
    }
    if (!belongTogether(identity.chain.first(), identity.key)) {
        return DevServerTls::tr("The key in “%1” is not that of the first certificate in “%2”.")
            .arg(shown(whereKey), shown(certificateFile));
    }
    return identity;
}

} // namespace ferry::devserver
