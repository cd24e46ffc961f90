#include "core/wire/CurlReply.h"

#include "core/wire/CurlPools.h"
#include "core/wire/ErrorMapping.h"

#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QTimer>

namespace ferry {

namespace {

constexpr qint64 progressInterval = 100; ///< ms between two progress signals, as in Qt

} // namespace

CurlReply::CurlReply(QNetworkAccessManager::Operation op, const QNetworkRequest &request, QIODevice *body,
                     QNetworkAccessManager &manager, CurlPools &pools)
    : QNetworkReply(&manager)
    , m_manager(&manager)
    , m_pools(&pools)
    , m_plan(RequestPlan::make(op, request, body, manager))
{
    setRequest(request);
    setOperation(op);
    setUrl(request.url());
    setAttribute(QNetworkRequest::ConnectionEncryptedAttribute, m_plan.isTls());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    m_pools->add(this);
}

CurlReply::~CurlReply()
{
    if (m_multi)
        m_multi->forget(this);
    m_transfer.reset();
    if (m_manager)
        m_pools->remove(this);
}

void CurlReply::start()
{
    if (m_plan.fault != WireFault::None)
        failLater(m_plan.fault, m_plan.detail);
    else if (!begin())
        failLater(WireFault::Request, tr("The request could not be started."));
}

bool CurlReply::begin()
{
    m_multi = &m_pools->forPlan(m_plan);
    m_transfer = std::make_unique<CurlTransfer>(*m_multi, *this, m_plan);
    m_transfer->setBufferLimit(readBufferSize());
    return m_transfer->start();
}

/// Nobody is connected yet, so the news waits for the event loop.
void CurlReply::failLater(WireFault fault, const QString &detail)
{
    QTimer::singleShot(0, this, [this, fault, detail] { finishWith(fault, detail); });
}

void CurlReply::finishWith(WireFault fault, const QString &detail)
{
    if (isFinished())
        return;
    m_ownFault = fault;
    m_ownDetail = detail;
    finish();
}

void CurlReply::abort()
{
    if (isFinished())
        return;
    if (m_multi && m_multi->isInside()) { // a sink or a body's device called; libcurl must return first
        m_ownFault = WireFault::Aborted;
        m_transfer->stopSoon();
        m_multi->markDirty(this);
        return;
    }
    if (m_transfer)
        m_transfer->stop();
    QNetworkReply::close();
    finishWith(WireFault::Aborted, tr("Operation canceled"));
}

void CurlReply::close()
{
    if (!isFinished())
        abort();
    else
        QNetworkReply::close();
}

qint64 CurlReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + (m_transfer ? m_transfer->buffered() : 0);
}

void CurlReply::setReadBufferSize(qint64 size)
{
    QNetworkReply::setReadBufferSize(size);
    if (m_transfer)
        m_transfer->setBufferLimit(size);
}

qint64 CurlReply::readData(char *data, qint64 maxSize)
{
    const qint64 count = m_transfer ? m_transfer->take(data, maxSize) : 0;
    return count == 0 && isFinished() ? -1 : count;
}

void CurlReply::deliver()
{
    if (isFinished() || !m_transfer)
        return;
    const QPointer<CurlReply> self(this);
    const auto live = [&self] { return self && !self->isFinished(); };
    if (m_ownFault == WireFault::Aborted && m_transfer->isRunning()) {
        m_ownFault.reset();
        abort();
        return;
    }
    const bool taken = m_transfer->flushSink();
    if (!taken)
        m_transfer->stop();
    if (!emitStart() || !live() || !emitHead() || !live() || !emitBody() || !live())
        return;
    if (m_transfer->isRunning()) {
        emitProgress(false);
        return;
    }
    if (m_transfer->fault() == WireFault::Tls && askAboutCertificate())
        return;
    if (live())
        finish();
}

/// Each returns whether this still lives.
bool CurlReply::emitStart()
{
    const QPointer<CurlReply> self(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 3, 0)
    if (!m_toldConnecting && m_transfer->hasStartedConnecting()) {
        m_toldConnecting = true;
        emit socketStartedConnecting();
    }
#endif
    if (self && !isFinished() && !m_toldEncrypted && m_transfer->hasFreshTls()) {
        m_toldEncrypted = true;
        emit encrypted();
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 3, 0)
    if (self && !isFinished() && !m_toldRequestSent && m_transfer->isRequestSent()) {
        m_toldRequestSent = true;
        emit requestSent();
    }
#endif
    return !self.isNull();
}

bool CurlReply::emitHead()
{
    if (m_toldHead || !m_transfer->head().isComplete())
        return true;
    const QPointer<CurlReply> self(this);
    m_toldHead = true;
    applyHead();
    emit metaDataChanged();
    return !self.isNull();
}

bool CurlReply::emitBody()
{
    const QPointer<CurlReply> self(this);
    if (!m_plan.sink && m_transfer->received() > m_toldBody) {
        m_toldBody = m_transfer->received();
        emit readyRead();
    }
    return !self.isNull();
}

bool CurlReply::due(QElapsedTimer &clock, bool last) const
{
    if (!last && clock.isValid() && clock.elapsed() < progressInterval)
        return false;
    clock.start();
    return true;
}

bool CurlReply::emitProgress(bool last)
{
    const QPointer<CurlReply> self(this);
    const qint64 sent = m_transfer->sent();
    const bool nothingYet = last && m_plan.bodySize > 0 && !m_uploadClock.isValid(); // the size is news at least
    if ((sent != m_toldSent || nothingYet) && due(m_uploadClock, last || sent == m_plan.bodySize)) {
        m_toldSent = sent;
        emit uploadProgress(sent, m_plan.bodySize);
    }
    if (!self || isFinished())
        return !self.isNull();
    const qint64 received = m_transfer->received();
    const qint64 length = m_transfer->head().contentLength();
    const bool totalIsNews = last && length < 0 && received > 0;
    if ((received != m_toldReceived || totalIsNews) && due(m_downloadClock, last)) {
        m_toldReceived = received;
        emit downloadProgress(received, last && length < 0 ? received : length);
    }
    return !self.isNull();
}

bool CurlReply::askAboutCertificate()
{
    const auto tls = m_transfer->tls();
    if (m_asked || !tls || !tls->refused())
        return false;
    m_asked = true;
    const QPointer<CurlReply> self(this);
    const QList<QSslError> errors = tls->errors();
    emit sslErrors(errors);
    if (!self || isFinished())
        return true;
    const bool taken = m_ignoreAll || std::all_of(errors.begin(), errors.end(),
                                                  [this](const QSslError &e) { return m_ignored.contains(e); });
    if (!taken || !m_manager)
        return false;
    // Nothing was sent, so it may start again: with exactly the certificate that the person saw.
    m_plan.trust.pinnedLeaf = tls->fingerprint();
    m_multi->forget(this);
    if (begin())
        return true;
    failLater(WireFault::Request, tr("The request could not be started."));
    return true;
}

void CurlReply::finish()
{
    const QPointer<CurlReply> self(this);
    if (m_transfer && !m_ownFault && !emitProgress(true))
        return;
    if (isFinished())
        return;
    setFinished(true);
    const WireFault fault = m_ownFault.value_or(m_transfer ? m_transfer->fault() : WireFault::None);
    const int status = m_transfer ? m_transfer->answerStatus() : 0;
    const NetworkError code = networkErrorFor(fault, m_transfer ? m_transfer->systemError() : 0, status);
    if (code != NoError) {
        const QString server =
            tr("Error transferring %1 - server replied: %2")
                .arg(url().toDisplayString(), attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString());
        const QString words = m_ownFault ? m_ownDetail : m_transfer->detail();
        setError(code, fault == WireFault::None ? server : words);
        emit errorOccurred(code);
    }
    if (self)
        emit readChannelFinished();
    if (self)
        emit finished();
}

void CurlReply::applyHead()
{
    const ResponseHead &head = m_transfer->head();
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, head.statusCode());
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QString::fromLatin1(head.reason()));
    setAttribute(QNetworkRequest::Http2WasUsedAttribute, head.protocol() == "HTTP/2");
    if (!m_plan.sink)
        applyFields(head.headers());
    const QByteArray location = head.headers().value("Location");
    if (!location.isEmpty() && head.statusCode() / 100 == 3)
        setAttribute(QNetworkRequest::RedirectionTargetAttribute, QUrl::fromEncoded(location));
    storeCookies(head.headers());
}

void CurlReply::applyFields(const HeaderList &fields)
{
    for (const HeaderField &field : fields) {
        QByteArray value = rawHeader(field.first);
        if (hasRawHeader(field.first)) // one value for repeated fields, as in Qt
            value += sameHeaderName(field.first, "Set-Cookie") ? "\n" : ", ";
        value += field.second;
        setRawHeader(field.first, value.isNull() ? QByteArrayLiteral("") : value); // a null one would take it away
    }
}

void CurlReply::storeCookies(const HeaderList &fields)
{
    const int control =
        request().attribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Automatic).toInt();
    if (!m_manager || !m_manager->cookieJar() || control != QNetworkRequest::Automatic)
        return;
    const QList<QNetworkCookie> cookies = QNetworkCookie::parseCookies(fields.values("Set-Cookie").join('\n'));
    if (!cookies.isEmpty())
        m_manager->cookieJar()->setCookiesFromUrl(cookies, url());
}

WireFacts CurlReply::facts() const
{
    WireFacts facts;
    if (m_transfer)
        facts = m_transfer->facts();
    if (m_ownFault) {
        facts.fault = *m_ownFault;
        facts.detail = m_ownDetail;
    }
    return facts;
}

} // namespace ferry
