#pragma once

#include "core/types/TransferError.h"

#include <memory>
#include <QByteArray>
#include <QList>
#include <QSslError>

struct ssl_ctx_st;
struct bio_st;
struct ssl_st;
struct x509_store_ctx_st;

namespace ferry {

/// Judges the certificates of one TLS connection and remembers what it saw. OpenSSL keeps it alive as long as the
/// connection's context, since a kept connection outlives the request that opened it; replies share it.
/// Used on the manager's thread only.
class TlsCheck
{
public:
    struct Rule
    {
        QByteArray host;       ///< the name or address that the leaf must bear, without brackets
        QByteArray pinnedLeaf; ///< SHA-256 of the certificate that is taken in spite of its faults
        bool anyCertificate = false;
    };

    explicit TlsCheck(Rule rule)
        : m_rule(std::move(rule))
    {
    }

    /// Makes the context ask this check. Every fault is collected, not only the first.
    static bool install(ssl_ctx_st *context, const std::shared_ptr<TlsCheck> &check);
    /// The check that a running connection was judged by, or null.
    static std::shared_ptr<TlsCheck> of(ssl_st *connection);

    bool judged() const { return m_judged; }
    bool refused() const { return m_refused; }
    /// What was found wrong, taken or not. The chain is decoded at the first call.
    TlsFacts facts() const;
    QList<QSslError> errors() const;
    QByteArray fingerprint() const { return m_fingerprint; }
    QString detail() const;
    /// The other side closed the connection properly (close_notify, RFC 8446 6.1); else what came may be cut.
    bool saidGoodbye() const { return m_saidGoodbye; }

    /// The other side asked for a certificate of this one, and went away when it got none (RFC 8446 4.4.2.4). From TLS
    /// 1.3 on that is after the handshake, as this side sees it.
    bool wantsClientCertificate() const { return m_wantsCertificate; }

    /// Records with data (not of the handshake) that were read up to now, whole or not yet.
    qint64 dataRecords() const { return m_dataRecords; }

    /// Bytes of the other side that were deciphered, or at least taken from the socket, and not read.
    static bool hasUnread(ssl_st *connection);

    /// HTTP/2 was agreed on in the handshake (RFC 7301, RFC 9113 3.2).
    static bool isForHttp2(const ssl_st *connection);

    /// Bytes that the other side had not acknowledged when this side's last alert left, be it close_notify or what it
    /// says where the other side went without one; -1 before that. What was written since then is that alone, which
    /// nobody need take.
    int unacknowledgedAtFarewell() const { return m_unacknowledgedAtFarewell; }

    /// From now on a write that fails while something can be read counts as "not now": an answer that a server gave
    /// just before it reset the connection is read before the failure is seen.
    void readBeforeFailing(ssl_st *connection, int fd);

private:
    struct Fault
    {
        int code = 0;
        int depth = 0;
    };

    static int verify(x509_store_ctx_st *store, void *self);
    static long onWrite(bio_st *bio, int operation, const char *, size_t, int, long, int result, size_t *);
    static void watch(const ssl_st *connection, int where, int value);
    static void onMessage(int written, int version, int type, const void *bytes, size_t size, ssl_st *connection,
                          void *);
    static int collect(int ok, x509_store_ctx_st *store);
    void note(int code, int depth);
    bool judge(x509_store_ctx_st *store);
    void checkName(x509_store_ctx_st *store);
    void keepChain(x509_store_ctx_st *store);

    Rule m_rule;
    QList<Fault> m_faults;
    QList<QByteArray> m_chainDer;
    QByteArray m_fingerprint;
    mutable QList<QSslCertificate> m_chain;
    int m_socket = -1;
    int m_writesPutOff = 0;
    int m_unacknowledgedBefore = 0; ///< the last write
    int m_unacknowledgedAtFarewell = -1;
    qint64 m_dataRecords = 0;
    bool m_judged = false;
    bool m_refused = false;
    bool m_saidGoodbye = false;
    bool m_asksForCertificate = false;
    bool m_wantsCertificate = false;
};

} // namespace ferry
