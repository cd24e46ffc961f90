#include "core/wire/TlsCheck.h"

#include "core/wire/SendTail.h"
#include "core/wire/TlsFaults.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <poll.h>
#include <QCryptographicHash>
#include <QStringList>

namespace ferry {

namespace {

/// Reading comes to an end long before; a bound all the same, since the reader may have paused.
constexpr int maxWritesPutOff = 100;

constexpr unsigned nameFlags = X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;

using Holder = std::shared_ptr<TlsCheck>;

void freeHolder(void *, void *holder, CRYPTO_EX_DATA *, int, long, void *)
{
    delete static_cast<Holder *>(holder);
}

/// The slot of a context in which its check is kept.
int slotIndex()
{
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, freeHolder);
    return index;
}

Holder *holderOf(SSL_CTX *context)
{
    return context ? static_cast<Holder *>(SSL_CTX_get_ex_data(context, slotIndex())) : nullptr;
}

QByteArray derOf(X509 *certificate)
{
    unsigned char *bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    QByteArray der(reinterpret_cast<const char *>(bytes), qMax(0, size));
    OPENSSL_free(bytes);
    return der;
}

} // namespace

bool TlsCheck::install(ssl_ctx_st *context, const std::shared_ptr<TlsCheck> &check)
{
    delete holderOf(context);
    if (!SSL_CTX_set_ex_data(context, slotIndex(), new Holder(check)))
        return false;
    SSL_CTX_set_info_callback(context, &TlsCheck::watch);
    SSL_CTX_set_msg_callback(context, &TlsCheck::onMessage);
    SSL_CTX_set_cert_verify_callback(context, &TlsCheck::verify, check.get());
    return true;
}

std::shared_ptr<TlsCheck> TlsCheck::of(ssl_st *connection)
{
    const Holder *holder = connection ? holderOf(SSL_get_SSL_CTX(connection)) : nullptr;
    return holder ? *holder : nullptr;
}

bool TlsCheck::hasUnread(ssl_st *connection)
{
    return connection && SSL_has_pending(connection) == 1;
}

bool TlsCheck::isForHttp2(const ssl_st *connection)
{
    const unsigned char *protocol = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(connection, &protocol, &size);
    return QByteArrayView(protocol, qsizetype(size)) == "h2";
}

int TlsCheck::verify(x509_store_ctx_st *store, void *self)
{
    const bool taken = static_cast<TlsCheck *>(self)->judge(store);
    if (taken)
        X509_STORE_CTX_set_error(store, X509_V_OK); // libcurl asks for the result once more
    return taken ? 1 : 0;
}

/// What is written is told when it has been written, or at least handed to the kernel.
void TlsCheck::watch(const ssl_st *connection, int where, int value)
{
    const bool isAlert = where == SSL_CB_READ_ALERT || where == SSL_CB_WRITE_ALERT;
    const Holder *holder = isAlert ? holderOf(SSL_get_SSL_CTX(connection)) : nullptr;
    if (!holder)
        return;
    const int alert = value & 0xff;
    TlsCheck &self = **holder;
    if (where == SSL_CB_WRITE_ALERT) {
        const bool isLast = alert == SSL3_AD_CLOSE_NOTIFY || value >> 8 == SSL3_AL_FATAL;
        if (isLast && self.m_unacknowledgedAtFarewell < 0)
            self.m_unacknowledgedAtFarewell = self.m_unacknowledgedBefore;
        return;
    }
    self.m_saidGoodbye = self.m_saidGoodbye || alert == SSL3_AD_CLOSE_NOTIFY;
    // The last one is for this alone; others are what older versions and some libraries say.
    if (alert == SSL3_AD_HANDSHAKE_FAILURE || alert == SSL3_AD_BAD_CERTIFICATE ||
        alert == TLS13_AD_CERTIFICATE_REQUIRED)
        self.m_wantsCertificate = self.m_asksForCertificate;
}

/// From TLS 1.3 on, the outer type of a record does not tell (RFC 8446 5.2): a ticket looks like data.
void TlsCheck::onMessage(int written, int, int type, const void *bytes, size_t size, ssl_st *connection, void *)
{
    if (!written && type == SSL3_RT_HANDSHAKE && size > 0 &&
        *static_cast<const quint8 *>(bytes) == SSL3_MT_CERTIFICATE_REQUEST)
        if (const Holder *holder = holderOf(SSL_get_SSL_CTX(connection)))
            (*holder)->m_asksForCertificate = true;
    const int told = SSL_version(connection) >= TLS1_3_VERSION ? SSL3_RT_INNER_CONTENT_TYPE : SSL3_RT_HEADER;
    if (written || type != told || size == 0 || *static_cast<const quint8 *>(bytes) != SSL3_RT_APPLICATION_DATA)
        return;
    if (const Holder *holder = holderOf(SSL_get_SSL_CTX(connection)))
        ++(*holder)->m_dataRecords;
}

void TlsCheck::readBeforeFailing(ssl_st *connection, int fd)
{
    m_socket = fd;
    m_writesPutOff = 0;
    m_unacknowledgedBefore = 0;
    m_unacknowledgedAtFarewell = -1;
    BIO *bio = SSL_get_wbio(connection);
    BIO_set_callback_ex(bio, &TlsCheck::onWrite);
    BIO_set_callback_arg(bio, reinterpret_cast<char *>(this)); // the connection's context keeps this alive
}

long TlsCheck::onWrite(bio_st *bio, int operation, const char *, size_t, int, long, int result, size_t *)
{
    auto *self = reinterpret_cast<TlsCheck *>(BIO_get_callback_arg(bio));
    if (operation == BIO_CB_WRITE)
        self->m_unacknowledgedBefore = SendTail::unacknowledged(self->m_socket);
    if (operation != (BIO_CB_WRITE | BIO_CB_RETURN) || result > 0 || BIO_should_retry(bio))
        return result;
    pollfd entry{self->m_socket, POLLIN, 0};
    if (++self->m_writesPutOff > maxWritesPutOff || poll(&entry, 1, 0) <= 0 || !(entry.revents & POLLIN))
        return result;
    BIO_set_retry_write(bio);
    return -1;
}

int TlsCheck::collect(int ok, x509_store_ctx_st *store)
{
    if (ok)
        return 1;
    auto *ssl = static_cast<SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    const Holder *holder = ssl ? holderOf(SSL_get_SSL_CTX(ssl)) : nullptr;
    if (!holder)
        return 0;
    (*holder)->note(X509_STORE_CTX_get_error(store), X509_STORE_CTX_get_error_depth(store));
    return 1;
}

void TlsCheck::note(int code, int depth)
{
    for (const Fault &f : std::as_const(m_faults))
        if (f.code == code && f.depth == depth)
            return;
    m_faults.append({code, depth});
}

bool TlsCheck::judge(x509_store_ctx_st *store)
{
    m_judged = true;
    m_faults.clear();
    X509_STORE_CTX_set_verify_cb(store, &TlsCheck::collect);
    if (X509_verify_cert(store) <= 0 && m_faults.isEmpty()) {
        const int code = X509_STORE_CTX_get_error(store);
        note(code == X509_V_OK ? X509_V_ERR_UNSPECIFIED : code, 0);
    }
    checkName(store);
    keepChain(store);
    const bool pinned = !m_rule.pinnedLeaf.isEmpty() && m_fingerprint == m_rule.pinnedLeaf;
    m_refused = !m_faults.isEmpty() && !pinned && !m_rule.anyCertificate;
    return !m_refused;
}

/// RFC 9110 4.3.4 and RFC 9525: the name asked for must be one of the leaf's alternative names, in which a wildcard is
/// the whole first label (RFC 9525 6.3).
void TlsCheck::checkName(x509_store_ctx_st *store)
{
    X509 *leaf = X509_STORE_CTX_get0_cert(store);
    if (!leaf)
        return;
    QByteArray host = m_rule.host;
    if (host.endsWith('.'))
        host.chop(1);
    if (ASN1_OCTET_STRING *address = a2i_IPADDRESS(host.constData())) {
        ASN1_OCTET_STRING_free(address);
        if (X509_check_ip_asc(leaf, host.constData(), 0) != 1)
            note(X509_V_ERR_IP_ADDRESS_MISMATCH, 0);
    } else if (X509_check_host(leaf, host.constData(), size_t(host.size()), nameFlags, nullptr) != 1) {
        note(X509_V_ERR_HOSTNAME_MISMATCH, 0);
    }
}

void TlsCheck::keepChain(x509_store_ctx_st *store)
{
    m_chainDer.clear();
    m_chain.clear();
    const STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(store);
    if (!chain || sk_X509_num(chain) == 0)
        chain = X509_STORE_CTX_get0_untrusted(store);
    for (int i = 0; chain && i < sk_X509_num(chain); ++i)
        m_chainDer.append(derOf(sk_X509_value(chain, i)));
    if (X509 *leaf = X509_STORE_CTX_get0_cert(store))
        m_fingerprint = QCryptographicHash::hash(derOf(leaf), QCryptographicHash::Sha256);
}

TlsFacts TlsCheck::facts() const
{
    if (m_chain.isEmpty())
        for (const QByteArray &der : m_chainDer)
            m_chain.append(QSslCertificate(der, QSsl::Der));
    TlsFacts facts;
    for (const Fault &f : m_faults)
        facts.fault = worseFault(facts.fault, tlsFaultFor(f.code));
    for (const Fault &f : m_faults) {
        const TlsFault other = tlsFaultFor(f.code);
        if (f.depth == 0 && isOutOfTime(other) && !isOutOfTime(facts.fault))
            facts.alsoOutOfTime = true;
        else if (other == TlsFault::WrongHost && facts.fault != TlsFault::WrongHost)
            facts.alsoWrongHost = true;
    }
    facts.sha256Fingerprint = m_fingerprint;
    facts.chain = m_chain;
    return facts;
}

QList<QSslError> TlsCheck::errors() const
{
    const QList<QSslCertificate> chain = facts().chain;
    QList<QSslError> errors;
    for (const Fault &f : m_faults)
        errors.append(QSslError(sslErrorFor(f.code), chain.value(f.depth)));
    return errors;
}

QString TlsCheck::detail() const
{
    QStringList words;
    for (const Fault &f : m_faults)
        words.append(QString::fromLatin1(X509_verify_cert_error_string(f.code)));
    words.removeDuplicates();
    return words.join(QStringLiteral("; "));
}

} // namespace ferry
