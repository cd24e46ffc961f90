#include "tests/support/TestCertificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <QCryptographicHash>

namespace ferry {

namespace {

void addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

long serialNumber()
{
    static std::atomic<long> next{1000};
    return ++next;
}

void nameIt(X509_NAME *name, const QString &commonName)
{
    const QByteArray utf8 = commonName.toUtf8();
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(utf8.constData()),
                               int(utf8.size()), -1, 0);
}

template <typename Write>
QByteArray written(Write write)
{
    BIO *memory = BIO_new(BIO_s_mem());
    write(memory);
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    const QByteArray text(bytes, qsizetype(size));
    BIO_free(memory);
    return text;
}

} // namespace

TestCertificate TestCertificate::make(const TestCertificate *issuer, const Options &options)
{
    TestCertificate made;
    EVP_PKEY *key = options.rsaBits > 0 ? EVP_RSA_gen(unsigned(options.rsaBits)) : EVP_EC_gen("P-256");
    made.m_key = std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free);
    made.weak = options.rsaBits > 0 || options.sha1;
    made.m_certificate = std::shared_ptr<X509>(X509_new(), X509_free);
    X509 *certificate = made.x509();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serialNumber());
    X509_time_adj_ex(X509_getm_notBefore(certificate), options.validFromDays, 0, nullptr);
    X509_time_adj_ex(X509_getm_notAfter(certificate), options.validToDays, 0, nullptr);
    nameIt(X509_get_subject_name(certificate), options.commonName);
    X509 *signer = issuer ? issuer->x509() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    X509_set_pubkey(certificate, made.key());

    addExtension(certificate, signer, NID_subject_key_identifier, "hash");
    addExtension(certificate, signer, NID_basic_constraints, options.authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (options.authority)
        addExtension(certificate, signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    else
        addExtension(certificate, signer, NID_ext_key_usage, options.forClientsOnly ? "clientAuth" : "serverAuth");
    if (!options.names.isEmpty())
        addExtension(certificate, signer, NID_subject_alt_name, options.names.join(','));
    X509_sign(certificate, issuer ? issuer->key() : made.key(), options.sha1 ? EVP_sha1() : EVP_sha256());
    if (issuer)
        made.m_issuer = issuer->m_certificate;
    return made;
}

TestCertificate TestCertificate::selfSigned(const Options &options)
{
    return make(nullptr, options);
}

TestCertificate TestCertificate::authority(const QString &name)
{
    Options options;
    // Told apart by name.
    options.commonName = name.isEmpty() ? QStringLiteral("Test authority %1").arg(serialNumber()) : name;
    options.names.clear();
    options.authority = true;
    return make(nullptr, options);
}

TestCertificate TestCertificate::signedBy(const TestCertificate &issuer, const Options &options)
{
    return make(&issuer, options);
}

QByteArray TestCertificate::pem() const
{
    return written([this](BIO *to) { PEM_write_bio_X509(to, x509()); });
}

QByteArray TestCertificate::keyPem(const QByteArray &password) const
{
    return written([&](BIO *to) {
        PEM_write_bio_PKCS8PrivateKey(to, key(), password.isEmpty() ? nullptr : EVP_aes_128_cbc(), password.constData(),
                                      int(password.size()), nullptr, nullptr);
    });
}

QByteArray TestCertificate::der() const
{
    unsigned char *bytes = nullptr;
    const int size = i2d_X509(x509(), &bytes);
    const QByteArray der(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    return der;
}

QByteArray TestCertificate::sha256() const
{
    return QCryptographicHash::hash(der(), QCryptographicHash::Sha256);
}

} // namespace ferry
