#pragma once

#include <memory>
#include <QByteArray>
#include <QList>
#include <QString>

struct evp_pkey_st;
struct x509_st;

namespace ferry {

/// A key and a certificate made on the spot through OpenSSL, good or faulty as a test needs it. A shared value, safe
/// to hand to a server's threads.
class TestCertificate
{
public:
    struct Options
    {
        QString commonName = QStringLiteral("localhost");
        QList<QByteArray> names = {"DNS:localhost", "IP:127.0.0.1"}; ///< subjectAltName entries
        int validFromDays = -1;                                      ///< from today
        int validToDays = 2;
        bool authority = false;      ///< may sign others
        bool forClientsOnly = false; ///< extended key usage clientAuth
        int rsaBits = 0;             ///< of the key; 0: P-256
        bool sha1 = false;           ///< signed over SHA-1
    };

    TestCertificate() = default;
    static TestCertificate selfSigned(const Options &options);
    static TestCertificate selfSigned() { return selfSigned(Options()); }
    static TestCertificate authority(const QString &name = {});
    static TestCertificate signedBy(const TestCertificate &issuer, const Options &options);
    static TestCertificate signedBy(const TestCertificate &issuer) { return signedBy(issuer, Options()); }

    bool isNull() const { return !m_certificate; }
    QByteArray pem() const;
    /// Of the key; with a password, if one is given.
    QByteArray keyPem(const QByteArray &password = {}) const;
    QByteArray der() const;
    QByteArray sha256() const; ///< of der(), 32 bytes
    x509_st *x509() const { return m_certificate.get(); }
    evp_pkey_st *key() const { return m_key.get(); }
    /// The issuer, if it is not this certificate itself.
    std::shared_ptr<x509_st> issuer() const { return m_issuer; }

    /// TLS versions that a server with this certificate speaks, as OpenSSL's numbers; 0: the library's own limits.
    int oldestVersion = 0;
    int newestVersion = 0;
    bool weak = false;      ///< the server takes it in spite of its own rules
    bool withIssuer = true; ///< the server shows the issuer, too
    bool mutual = false;    ///< the server wants a certificate of the client

private:
    static TestCertificate make(const TestCertificate *issuer, const Options &options);

    std::shared_ptr<x509_st> m_certificate;
    std::shared_ptr<evp_pkey_st> m_key;
    std::shared_ptr<x509_st> m_issuer;
};

} // namespace ferry
