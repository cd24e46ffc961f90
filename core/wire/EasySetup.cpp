#include "core/wire/EasySetup.h"

#include <QFileInfo>

namespace ferry {

namespace {

constexpr long receiveBuffer = 512L * 1024;
constexpr qint64 sendBuffer = 2048L * 1024; // libcurl's maximum
constexpr qint64 sendBufferOfMany = 512L * 1024;
constexpr qint64 smallestSendBuffer = 16L * 1024;

void append(Slist &list, const QByteArray &line)
{
    curl_slist *longer = curl_slist_append(list.get(), line.constData());
    if (longer) {
        list.release();
        list.reset(longer);
    }
}

/// Whether the system's roots are in one file, which libcurl then reads once and keeps. A directory beside it, its
/// other default, would make it read everything again for each connection.
bool hasRootsFile()
{
    static const bool has = [] {
        const char *file = curl_version_info(CURLVERSION_NOW)->cainfo;
        return file && QFileInfo(QString::fromLocal8Bit(file)).isReadable();
    }();
    return has;
}

/// Fixed decisions: nothing is followed, decoded, remembered or read from the environment.
void setGeneral(CURL *easy, const RequestPlan &plan)
{
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, receiveBuffer);
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, plan.isSafe() ? 110L : 30L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, long(plan.http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
#if LIBCURL_VERSION_NUM >= 0x075700
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); // a lookup that is given up is not waited for
#endif
    curl_easy_setopt(easy, CURLOPT_URL, plan.wireUrl.constData());
}

void setRoots(CURL *easy, const QString &path)
{
    const QByteArray file = path.toLocal8Bit();
    curl_easy_setopt(easy, CURLOPT_CAINFO, file.constData());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, file.constData());
    curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, nullptr);
}

void setTls(CURL *easy, const RequestPlan &plan)
{
    const long verify = plan.trust.anyCertificate ? 0L : 1L;
    // The name is checked by TlsCheck, which tells it apart from other faults; libcurl's own check would also
    // refuse a certificate that the person has taken.
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, verify);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYPEER, verify);
    curl_easy_setopt(easy, CURLOPT_PROXY_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_PROXY_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    // A resumed session skips the check of the certificate.
    curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    if (!plan.trust.caFile.isEmpty()) {
        setRoots(easy, plan.trust.caFile);
#if LIBCURL_VERSION_NUM >= 0x075700
        curl_easy_setopt(easy, CURLOPT_CA_CACHE_TIMEOUT, 0L); // the file may be edited while Ferry runs
#endif
    } else if (!plan.systemRoots.isEmpty()) {
        setRoots(easy, plan.systemRoots);
    } else if (hasRootsFile()) {
        curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
        curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, nullptr);
    }
}

Slist setProxy(CURL *easy, const RequestPlan &plan)
{
    const ProxyRoute &proxy = plan.proxy;
    Slist list;
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    curl_easy_setopt(easy, CURLOPT_PROXY, proxy.isSet() ? proxy.url.toEncoded().constData() : "");
    if (!proxy.isSet())
        return list;
    curl_easy_setopt(easy, CURLOPT_HEADEROPT, long(CURLHEADER_SEPARATE));
    if (proxy.isHttp()) { // its name and password are a header line
        for (const HeaderField &field : plan.proxyHeaders)
            append(list, field.first + ": " + field.second);
        curl_easy_setopt(easy, CURLOPT_PROXYHEADER, list.get());
    } else if (!proxy.user.isEmpty() || !proxy.password.isEmpty()) {
        curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, proxy.user.toUtf8().constData());
        curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, proxy.password.toUtf8().constData());
    }
    return list;
}

void setMethod(CURL *easy, const RequestPlan &plan, bool manyRunning)
{
    if (plan.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (!plan.hasBody) {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
        if (plan.method != "GET")
            curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, plan.method.constData());
        return;
    }
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(plan.bodySize));
    if (plan.bodySize == 0)
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "");
    if (plan.method != "POST")
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, plan.method.constData());
    const qint64 block = qBound(smallestSendBuffer, plan.bodySize, manyRunning ? sendBufferOfMany : sendBuffer);
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, long(block));
}

Slist headerLines(const RequestPlan &plan)
{
    Slist list;
    bool expect = false;
    bool type = false;
    for (const HeaderField &field : plan.headers) {
        expect = expect || sameHeaderName(field.first, "Expect");
        type = type || sameHeaderName(field.first, "Content-Type");
        // "Name:" takes a header away and "Name;" sends an empty one; that is libcurl's notation.
        append(list, field.second.isEmpty() ? field.first + ';' : field.first + ": " + field.second);
    }
    // What libcurl would add by itself to a body.
    if (!expect && plan.hasBody)
        append(list, QByteArrayLiteral("Expect:"));
    if (!type && plan.hasBody)
        append(list, QByteArrayLiteral("Content-Type:"));
    return list;
}

} // namespace

void SlistDeleter::operator()(curl_slist *list) const
{
    curl_slist_free_all(list);
}

HeaderLines setUpEasy(CURL *easy, const RequestPlan &plan, bool manyRunning)
{
    setGeneral(easy, plan);
    setTls(easy, plan);
    setMethod(easy, plan, manyRunning);
    HeaderLines lines{headerLines(plan), setProxy(easy, plan)};
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lines.server.get());
    return lines;
}

} // namespace ferry
