#include "core/wire/ErrorMapping.h"

#include "core/wire/WireText.h"

#include <cerrno>
#include <cstring>

namespace ferry {

namespace {

bool isTlsCode(CURLcode code)
{
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return true;
    default:
        return false;
    }
}

bool wordsContain(const FailureFacts &failure, const char *part)
{
    return failure.words && std::strstr(failure.words, part);
}

/// The code for a line beyond libcurl's own limit of about 100 KiB: "out of memory" up to 8.5.
bool isTooLarge(CURLcode code)
{
#if LIBCURL_VERSION_NUM >= 0x080600
    if (code == CURLE_TOO_LARGE)
        return true;
#endif
    return code == CURLE_OUT_OF_MEMORY;
}

/// Before a connection to the server stands, what fails with a proxy in use is the proxy's fault, unless the
/// tunnel was open and the server's own TLS failed in it.
bool isProxyFault(const FailureFacts &failure)
{
    if (!failure.proxied || failure.begun)
        return false;
    return !(failure.originTls && isTlsCode(failure.code));
}

/// By its number where the failure is one of connecting, else by its words within libcurl's: both have these from the
/// system, in its language.
bool systemSaid(const FailureFacts &failure, int error)
{
    if (failure.code == CURLE_COULDNT_CONNECT)
        return failure.systemError == error;
    return wordsContain(failure, qt_error_string(error).toLocal8Bit().constData());
}

/// The system has no number for it where the other side just leaves.
bool wasClosed(const FailureFacts &failure)
{
    return systemSaid(failure, EPIPE) || wordsContain(failure, "SSL_ERROR_SYSCALL") ||
           wordsContain(failure, "unexpected eof") || wordsContain(failure, "connection to proxy closed");
}

QString systemWords(const FailureFacts &failure)
{
    if (systemSaid(failure, ECONNREFUSED))
        return WireText::tr("It refuses connections at this port.");
    if (systemSaid(failure, ENETUNREACH) || systemSaid(failure, EHOSTUNREACH))
        return WireText::tr("It cannot be reached from this network.");
    if (systemSaid(failure, ETIMEDOUT))
        return WireText::tr("The other side did not answer.");
    if (systemSaid(failure, ECONNRESET))
        return WireText::tr("The other side reset it.");
    return wasClosed(failure) ? WireText::tr("The other side closed it.") : QString();
}

/// What a SOCKS proxy said is in libcurl's words alone.
QString socksWords(const FailureFacts &failure)
{
    if (wordsContain(failure, "rejected by the SOCKS5 server"))
        return WireText::tr("The name and the password were not taken.");
    if (wordsContain(failure, "No authentication method was acceptable"))
        return WireText::tr("The proxy asks for a name and a password, or for another way to sign in.");
    if (wordsContain(failure, "invalid version in initial SOCKS5"))
        return WireText::tr("It does not speak SOCKS5 at this port.");
    if (wordsContain(failure, "complete SOCKS5 connection"))
        return WireText::tr("The proxy made no connection to the server.");
    if (failure.proxied && wordsContain(failure, "Could not resolve")) // and not truly of which, with SOCKS
        return WireText::tr("There is no address for the proxy, or none for the server.");
    return {};
}

/// A line that libcurl takes for no field, some of which are bad arguments to it.
QString headWords(const FailureFacts &failure)
{
    const bool isLine = failure.code == CURLE_BAD_FUNCTION_ARGUMENT || failure.code == CURLE_WEIRD_SERVER_REPLY;
    if (!isLine || !(failure.begun || isProxyFault(failure)))
        return {};
    if (wordsContain(failure, "Content-Length"))
        return WireText::tr("The Content-Length of the answer is not a length, or there are two that differ.");
    return WireText::tr("The header of the answer has a line that cannot be read.");
}

/// What is common enough to be said in the language of the program; empty for the rest.
QString ownWords(const FailureFacts &failure)
{
    if (failure.connectCode == 407)
        return WireText::tr("The proxy asks for a name and a password.");
    if (failure.connectCode >= 300)
        return WireText::tr("The proxy answered %1.").arg(failure.connectCode);
    if (failure.code == CURLE_OPERATION_TIMEDOUT)
        return WireText::tr("The other side did not answer.");
    if (failure.code == CURLE_GOT_NOTHING || wordsContain(failure, "CONNECT aborted"))
        return WireText::tr("It was closed without an answer.");
    if (failure.code == CURLE_PARTIAL_FILE)
        return WireText::tr("It was closed before the answer was whole.");
    if (failure.code == CURLE_UNSUPPORTED_PROTOCOL && failure.begun)
        return WireText::tr("The answer does not begin with a status line of HTTP.");
    if (isTooLarge(failure.code) && failure.inHead)
        return WireText::tr("The header of the answer has a line that is too long.");
    if (failure.code == CURLE_RECV_ERROR && wordsContain(failure, "chunk"))
        return WireText::tr("Its chunks cannot be read.");
    for (const QString &words : {headWords(failure), socksWords(failure)}) {
        if (!words.isEmpty())
            return words;
    }
    return systemWords(failure);
}

} // namespace

WireFault faultFor(const FailureFacts &failure)
{
    if (isProxyFault(failure))
        return WireFault::Proxy;
    if (isTlsCode(failure.code))
        return WireFault::Tls;
    switch (failure.code) {
    case CURLE_OK:
        return WireFault::None;
    case CURLE_COULDNT_RESOLVE_HOST:
        return WireFault::NameLookup;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
        return WireFault::Proxy;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
    case CURLE_OPERATION_TIMEDOUT:
        return WireFault::Connect;
    case CURLE_URL_MALFORMAT:
    case CURLE_FAILED_INIT:
    case CURLE_OUT_OF_MEMORY: // also a header line that is too long
    case CURLE_BAD_FUNCTION_ARGUMENT:
#if LIBCURL_VERSION_NUM >= 0x080600
    case CURLE_TOO_LARGE:
#endif
        return failure.begun ? WireFault::Protocol : WireFault::Request;
    case CURLE_UNSUPPORTED_PROTOCOL: // also HTTP/0.9
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_FILESIZE_EXCEEDED:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return failure.begun ? WireFault::Protocol : WireFault::Request;
    case CURLE_READ_ERROR:
        return WireFault::Source;
    case CURLE_RECV_ERROR:
        return wordsContain(failure, "chunk") || wordsContain(failure, "Too large response headers")
                   ? WireFault::Protocol
                   : WireFault::Broken;
    default:
        return failure.begun ? WireFault::Broken : WireFault::Connect;
    }
}

bool isProxyOutOfReach(const FailureFacts &failure)
{
    return isProxyFault(failure) && failure.connectCode == 0 &&
           (failure.code == CURLE_COULDNT_CONNECT || failure.code == CURLE_COULDNT_RESOLVE_PROXY);
}

QString failureWords(const FailureFacts &failure)
{
    if (isProxyOutOfReach(failure)) {
        return failure.proxyVariable.isEmpty()
                   ? QString()
                   : WireText::tr("%1 in the environment names it.").arg(QString::fromLatin1(failure.proxyVariable));
    }
    // OpenSSL's words for an answer that is no TLS at all.
    if (isTlsCode(failure.code) &&
        (wordsContain(failure, "wrong version number") || wordsContain(failure, "http request")))
        return WireText::tr("It seems to speak plain http at this port.");
    if (const QString own = ownWords(failure); !own.isEmpty())
        return own;
    const bool said = failure.words && *failure.words;
    return QString::fromLocal8Bit(said ? failure.words : curl_easy_strerror(failure.code));
}

QNetworkReply::NetworkError networkErrorFor(WireFault fault, int systemError, int statusCode)
{
    switch (fault) {
    case WireFault::None:
        return networkErrorForStatus(statusCode);
    case WireFault::Aborted:
        return QNetworkReply::OperationCanceledError;
    case WireFault::NameLookup:
        return QNetworkReply::HostNotFoundError;
    case WireFault::Connect:
        if (systemError == ECONNREFUSED)
            return QNetworkReply::ConnectionRefusedError;
        return systemError == ETIMEDOUT ? QNetworkReply::TimeoutError : QNetworkReply::UnknownNetworkError;
    case WireFault::Tls:
        return QNetworkReply::SslHandshakeFailedError;
    case WireFault::Proxy:
        if (statusCode == 407)
            return QNetworkReply::ProxyAuthenticationRequiredError;
        return systemError == ECONNREFUSED ? QNetworkReply::ProxyConnectionRefusedError
                                           : QNetworkReply::UnknownProxyError;
    case WireFault::Broken:
        return QNetworkReply::RemoteHostClosedError;
    case WireFault::Protocol:
        return QNetworkReply::ProtocolFailure;
    case WireFault::Source:
    case WireFault::Sink:
        return QNetworkReply::UnknownNetworkError;
    case WireFault::Request:
        return QNetworkReply::ProtocolInvalidOperationError;
    }
    return QNetworkReply::UnknownNetworkError;
}

QNetworkReply::NetworkError networkErrorForStatus(int statusCode)
{
    switch (statusCode) {
    case 400:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 418:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        break;
    }
    if (statusCode > 500)
        return QNetworkReply::UnknownServerError;
    return statusCode >= 400 ? QNetworkReply::UnknownContentError : QNetworkReply::NoError;
}

WireFault faultForNetworkError(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::NoError:
        return WireFault::None;
    case QNetworkReply::OperationCanceledError:
        return WireFault::Aborted;
    case QNetworkReply::HostNotFoundError:
        return WireFault::NameLookup;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::TimeoutError:
        return WireFault::Connect;
    case QNetworkReply::SslHandshakeFailedError:
        return WireFault::Tls;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TemporaryNetworkFailureError:
        return WireFault::Broken;
    case QNetworkReply::ProtocolFailure:
        return WireFault::Protocol;
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return WireFault::Request;
    default:
        break;
    }
    if (error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError)
        return WireFault::Proxy;
    return error < QNetworkReply::ContentAccessDenied ? WireFault::Broken : WireFault::None;
}

} // namespace ferry
