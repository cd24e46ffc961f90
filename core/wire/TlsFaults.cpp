#include "core/wire/TlsFaults.h"

#include <openssl/x509_vfy.h>

namespace ferry {

QSslError::SslError sslErrorFor(int code)
{
    switch (code) {
    case X509_V_OK:
        return QSslError::NoError;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        return QSslError::UnableToGetIssuerCertificate;
    case X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE:
        return QSslError::UnableToDecryptCertificateSignature;
    case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
        return QSslError::UnableToDecodeIssuerPublicKey;
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
        return QSslError::CertificateSignatureFailed;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return QSslError::CertificateNotYetValid;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return QSslError::CertificateExpired;
    case X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD:
        return QSslError::InvalidNotBeforeField;
    case X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD:
        return QSslError::InvalidNotAfterField;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return QSslError::SelfSignedCertificate;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return QSslError::SelfSignedCertificateInChain;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        return QSslError::UnableToGetLocalIssuerCertificate;
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return QSslError::UnableToVerifyFirstCertificate;
    case X509_V_ERR_CERT_REVOKED:
        return QSslError::CertificateRevoked;
    case X509_V_ERR_INVALID_CA:
        return QSslError::InvalidCaCertificate;
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
        return QSslError::PathLengthExceeded;
    case X509_V_ERR_INVALID_PURPOSE:
        return QSslError::InvalidPurpose;
    case X509_V_ERR_CERT_UNTRUSTED:
        return QSslError::CertificateUntrusted;
    case X509_V_ERR_CERT_REJECTED:
        return QSslError::CertificateRejected;
    case X509_V_ERR_SUBJECT_ISSUER_MISMATCH:
        return QSslError::SubjectIssuerMismatch;
    case X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH:
        return QSslError::AuthorityIssuerSerialNumberMismatch;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return QSslError::HostNameMismatch;
    default:
        return QSslError::UnspecifiedError;
    }
}

TlsFault tlsFaultFor(int code)
{
    switch (code) {
    case X509_V_OK:
        return TlsFault::None;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return TlsFault::SelfSigned;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_UNTRUSTED:
        return TlsFault::UnknownRoot;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return TlsFault::Expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return TlsFault::NotYetValid;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return TlsFault::WrongHost;
    case X509_V_ERR_INVALID_PURPOSE:
        return TlsFault::WrongUsage;
    default:
        return TlsFault::WeakOrBroken;
    }
}

TlsFault worseFault(TlsFault a, TlsFault b)
{
    const auto rank = [](TlsFault fault) {
        switch (fault) {
        case TlsFault::None:
            return 0;
        case TlsFault::WrongHost:
            return 1;
        case TlsFault::WrongUsage:
            return 2;
        case TlsFault::NotYetValid:
            return 3;
        case TlsFault::Expired:
            return 4;
        case TlsFault::UnknownRoot:
            return 5;
        case TlsFault::SelfSigned:
            return 6;
        case TlsFault::WeakOrBroken:
            return 7;
        case TlsFault::OldProtocol:
            return 8;
        case TlsFault::Handshake:
            return 9;
        case TlsFault::ClientCertificate:
            return 10;
        }
        return 0;
    };
    return rank(a) >= rank(b) ? a : b;
}

TlsFault handshakeFault(const QByteArray &libraryWords)
{
    // OpenSSL's words for: the server offers only older versions; the server refuses ours by an alert.
    const bool old = libraryWords.contains("unsupported protocol") || libraryWords.contains("protocol version") ||
                     libraryWords.contains("version too low");
    return old ? TlsFault::OldProtocol : TlsFault::Handshake;
}

} // namespace ferry
