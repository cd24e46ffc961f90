#include "core/wire/RequestPlan.h"

#include "core/wire/ByteSink.h"
#include "core/wire/NetworkAccessManager.h"
#include "core/wire/Throttle.h"
#include "core/wire/WireText.h"

#include <QFileInfo>
#include <QIODevice>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkRequest>

namespace ferry {

namespace {

/// RFC 9110 5.6.2.
bool isToken(const QByteArray &word)
{
    static const QByteArray marks = QByteArrayLiteral("!#$%&'*+-.^_`|~");
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
    });
}

bool isFieldValue(const QByteArray &value)
{
    return !value.contains('\r') && !value.contains('\n') && !value.contains('\0');
}

QByteArray methodOf(QNetworkAccessManager::Operation op, const QNetworkRequest &request)
{
    switch (op) {
    case QNetworkAccessManager::HeadOperation:
        return QByteArrayLiteral("HEAD");
    case QNetworkAccessManager::GetOperation:
        return QByteArrayLiteral("GET");
    case QNetworkAccessManager::PutOperation:
        return QByteArrayLiteral("PUT");
    case QNetworkAccessManager::PostOperation:
        return QByteArrayLiteral("POST");
    case QNetworkAccessManager::DeleteOperation:
        return QByteArrayLiteral("DELETE");
    default:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    }
}

QVariant attributeOf(const QNetworkRequest &request, NetworkAccessManager::Attribute attribute)
{
    return request.attribute(QNetworkRequest::Attribute(attribute));
}

bool isAutomatic(const QNetworkRequest &request, QNetworkRequest::Attribute attribute)
{
    return request.attribute(attribute, QNetworkRequest::Automatic).toInt() == QNetworkRequest::Automatic;
}

/// Cookies of the jar take the place of a Cookie header, as in Qt.
QByteArray cookiesFor(const QNetworkRequest &request, const QNetworkAccessManager &manager)
{
    QByteArray line;
    QNetworkCookieJar *jar = manager.cookieJar();
    if (!jar || !isAutomatic(request, QNetworkRequest::CookieLoadControlAttribute))
        return line;
    const QList<QNetworkCookie> cookies = jar->cookiesForUrl(request.url());
    for (const QNetworkCookie &cookie : cookies) {
        if (!line.isEmpty())
            line += "; ";
        line += cookie.toRawForm(QNetworkCookie::NameAndValueOnly);
    }
    return line;
}

void refuse(RequestPlan &plan, WireFault fault, const QString &detail)
{
    if (plan.fault == WireFault::None) {
        plan.fault = fault;
        plan.detail = detail;
    }
}

/// From Qt 6.7 on a request keeps names in small letters: as they were written where that is told, else as they usually
/// are.
QByteArray spelled(const QByteArray &name, const QByteArrayList &written)
{
    const auto told =
        std::find_if(written.begin(), written.end(), [&](const QByteArray &w) { return sameHeaderName(w, name); });
    if (told != written.end())
        return *told;
    if (QT_VERSION < QT_VERSION_CHECK(6, 7, 0))
        return name;
    QByteArray usual = name;
    bool begins = true;
    for (char &c : usual) {
        if (begins && c >= 'a' && c <= 'z')
            c = char(c - 'a' + 'A');
        begins = c == '-';
    }
    return usual;
}

void planHeaders(RequestPlan &plan, const QNetworkRequest &request, const QNetworkAccessManager &manager)
{
    const QByteArray cookies = cookiesFor(request, manager);
    bool hasAgent = false;
    const QList<QByteArray> names = request.rawHeaderList();
    const auto written = attributeOf(request, NetworkAccessManager::HeaderNamesAttribute).value<QByteArrayList>();
    for (const QByteArray &kept : names) {
        const QByteArray name = spelled(kept, written);
        const QByteArray value = request.rawHeader(kept);
        if (!isToken(name) || !isFieldValue(value))
            refuse(plan, WireFault::Request,
                   WireText::tr("The header %1 cannot be sent.").arg(QString::fromLatin1(name)));
        // The framing of the body is the wire's own: two answers to where it ends are a way to smuggle requests.
        if (sameHeaderName(name, "Transfer-Encoding"))
            refuse(plan, WireFault::Request, WireText::tr("Transfer-Encoding cannot be set by hand."));
        if (sameHeaderName(name, "Content-Length") || (sameHeaderName(name, "Cookie") && !cookies.isEmpty()))
            continue;
        if (sameHeaderName(name, "Proxy-Authorization")) { // a secret between the person and the proxy
            plan.proxyHeaders.append({name, value});
            continue;
        }
        hasAgent = hasAgent || sameHeaderName(name, "User-Agent");
        plan.headers.append({name, value});
    }
    if (!hasAgent)
        plan.headers.append({QByteArrayLiteral("User-Agent"), QByteArrayLiteral("Ferry/" FERRY_VERSION)});
    if (!cookies.isEmpty())
        plan.headers.append({QByteArrayLiteral("Cookie"), cookies});
}

QString unusableProxy(const ProxyRoute &proxy)
{
    const QString fault = WireText::tr("The address of the proxy cannot be used.");
    if (proxy.variable.isEmpty())
        return fault;
    return fault + u' ' + WireText::tr("%1 in the environment names it.").arg(QString::fromLatin1(proxy.variable));
}

/// Basic is sent at once: asking first would send a body twice. What the caller gives comes first.
void planProxy(RequestPlan &plan, const QNetworkRequest &request, const QNetworkAccessManager &manager)
{
    plan.proxy = proxyRoute(request, manager);
    static const QStringList schemes{QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("socks5"),
                                     QStringLiteral("socks5h")};
    if (plan.proxy.isSet() && (plan.proxy.broken || !schemes.contains(plan.proxy.url.scheme())))
        refuse(plan, WireFault::Proxy, unusableProxy(plan.proxy));
    const auto given =
        attributeOf(request, NetworkAccessManager::ProxyAuthorizationAttribute).value<ProxyAuthorization>();
    if (!given.value.isEmpty() && given.proxy == plan.proxy.url)
        plan.proxyHeaders = {{QByteArrayLiteral("Proxy-Authorization"), given.value}};
    const bool named = !plan.proxy.user.isEmpty() || !plan.proxy.password.isEmpty();
    if (plan.proxyHeaders.isEmpty() && named) {
        const QByteArray both = (plan.proxy.user + u':' + plan.proxy.password).toUtf8();
        plan.proxyHeaders = {{QByteArrayLiteral("Proxy-Authorization"), "Basic " + both.toBase64()}};
    }
    if (!plan.proxy.isHttp())
        plan.proxyHeaders.clear();
    for (const HeaderField &field : std::as_const(plan.proxyHeaders))
        if (!isFieldValue(field.second))
            refuse(plan, WireFault::Request, WireText::tr("The name and the password for the proxy cannot be sent."));
}

/// SSL_CERT_FILE, as OpenSSL's and curl's programs know it: it stands for the system's roots, and where it cannot be
/// read there are none to fall back on.
void planTrust(RequestPlan &plan, const QNetworkRequest &request)
{
    plan.trust.caFile = attributeOf(request, NetworkAccessManager::CaCertFileAttribute).toString();
    plan.trust.anyCertificate = attributeOf(request, NetworkAccessManager::InsecureAttribute).toBool();
    plan.trust.pinnedLeaf = attributeOf(request, NetworkAccessManager::PinnedCertificateAttribute).toByteArray();
    const bool asksSystem = (plan.isTls() || plan.proxy.isTls()) && plan.trust.caFile.isEmpty();
    if (!asksSystem || plan.trust.anyCertificate)
        return;
    plan.systemRoots = qEnvironmentVariable("SSL_CERT_FILE");
    const QFileInfo roots(plan.systemRoots);
    if (!plan.systemRoots.isEmpty() && (roots.isDir() || !roots.isReadable()))
        refuse(
            plan, WireFault::Request,
            WireText::tr("The certificates in “%1” cannot be read. SSL_CERT_FILE in the environment names that file.")
                .arg(plan.systemRoots));
}

void planBody(RequestPlan &plan, QIODevice *body)
{
    plan.hasBody = body || plan.method == "POST" || plan.method == "PUT";
    if (!body)
        return;
    plan.body = body;
    if (!body->isOpen() || !body->isReadable())
        refuse(plan, WireFault::Source, WireText::tr("The body to send is not open for reading."));
    else if (body->isSequential())
        refuse(plan, WireFault::Request, WireText::tr("A body whose length is not known cannot be sent."));
    else if (body->size() < body->pos())
        refuse(plan, WireFault::Source, WireText::tr("The body to send ends before it begins."));
    else
        plan.bodySize = body->size() - body->pos();
}

void planTarget(RequestPlan &plan, const QNetworkRequest &request)
{
    plan.url = request.url();
    const QByteArray encoded = plan.url.toEncoded(QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    plan.wireUrl = encoded;
    plan.host = plan.url.host(QUrl::FullyEncoded).toLatin1();
    if (!plan.url.isValid() || plan.host.isEmpty())
        refuse(plan, WireFault::Request, WireText::tr("The address has no host."));
    if (!isToken(plan.method))
        refuse(plan, WireFault::Request, WireText::tr("The method is not a word of HTTP."));
}

} // namespace

RequestPlan RequestPlan::make(QNetworkAccessManager::Operation op, const QNetworkRequest &request, QIODevice *body,
                              const QNetworkAccessManager &manager)
{
    RequestPlan plan;
    plan.method = methodOf(op, request);
    planTarget(plan, request);
    planHeaders(plan, request, manager);
    planBody(plan, body);

    plan.sink = attributeOf(request, NetworkAccessManager::SinkAttribute).value<ByteSink *>();
    plan.throttle = attributeOf(request, NetworkAccessManager::ThrottleAttribute).value<Throttle *>();
    plan.http2 =
        plan.isTls() && !plan.hasBody && attributeOf(request, NetworkAccessManager::PreferHttp2Attribute).toBool();

    planProxy(plan, request, manager);
    planTrust(plan, request);
    return plan;
}

} // namespace ferry
