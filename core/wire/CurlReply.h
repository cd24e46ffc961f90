#pragma once

#include "core/wire/CurlMulti.h"
#include "core/wire/CurlTransfer.h"
#include "core/wire/RequestPlan.h"

#include <optional>
#include <QElapsedTimer>
#include <QNetworkReply>

namespace ferry {

class CurlPools;

/// The QNetworkReply of Ferry's wire: what a CurlTransfer learns becomes Qt's signals, in Qt's order. Its transfer is
/// replaced once if the person takes a certificate in sslErrors(). A child of the manager, on its thread; ends
/// with finished(), abort(), or by being deleted, which is silent.
class CurlReply : public QNetworkReply
{
    Q_OBJECT

public:
    CurlReply(QNetworkAccessManager::Operation op, const QNetworkRequest &request, QIODevice *body,
              QNetworkAccessManager &manager, CurlPools &pools);
    ~CurlReply() override;

    void start();
    /// Called by CurlMulti when libcurl has returned: emits what is new. May delete this.
    void deliver();
    WireFacts facts() const;
    /// Its request is not over, and may need this one.
    bool uses(const CurlMulti *multi) const { return m_multi == multi && !isFinished(); }

    void abort() override;
    void close() override;
    qint64 bytesAvailable() const override;
    void setReadBufferSize(qint64 size) override;
    void ignoreSslErrors() override { m_ignoreAll = true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    void ignoreSslErrorsImplementation(const QList<QSslError> &errors) override { m_ignored = errors; }

private:
    bool begin();
    void failLater(WireFault fault, const QString &detail);
    void finishWith(WireFault fault, const QString &detail);
    void finish();
    bool emitStart();
    bool emitHead();
    bool emitBody();
    bool emitProgress(bool last);
    /// True if the request starts again with the certificate that was just shown.
    bool askAboutCertificate();
    void applyHead();
    /// What nobody asks for where the body has a sink.
    void applyFields(const HeaderList &fields);
    void storeCookies(const HeaderList &fields);
    bool due(QElapsedTimer &clock, bool last) const;

    QPointer<QNetworkAccessManager> m_manager;
    CurlPools *m_pools; ///< used while m_manager is there
    QPointer<CurlMulti> m_multi;
    RequestPlan m_plan;
    std::unique_ptr<CurlTransfer> m_transfer;

    std::optional<WireFault> m_ownFault; ///< where it ended without the transfer
    QString m_ownDetail;
    QList<QSslError> m_ignored;
    QElapsedTimer m_downloadClock;
    QElapsedTimer m_uploadClock;
    qint64 m_toldReceived = 0;
    qint64 m_toldSent = 0;
    qint64 m_toldBody = 0; ///< received at the last readyRead()
    bool m_ignoreAll = false;
    bool m_toldConnecting = false;
    bool m_toldEncrypted = false;
    bool m_toldRequestSent = false;
    bool m_toldHead = false;
    bool m_asked = false;
};

} // namespace ferry
