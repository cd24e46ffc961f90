#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/sheets/Notice.h"

class QGridLayout;
class QPushButton;

namespace ferry::ui {

/// Shows why a certificate was refused, and the certificate, and offers to take exactly this one from this host and port
/// until Ferry quits. The safe answer is the default. GUI thread. Open it with open().
class CertificateDialog : public Notice
{
    Q_OBJECT

public:
    /// A Failed item with ErrorKind::Tls.
    explicit CertificateDialog(const TransferSnapshot &failed, QWidget *parent = nullptr);

    /// Whether there is a certificate that can be trusted: the fault is about it, and its fingerprint is known.
    static bool canTrust(const TransferError &error);
    /// "4F:2A:91:0C:7E:D3:58:B6", eight bytes a line.
    static QString fingerprintText(const QByteArray &sha256);

    QPushButton *trustButton() const { return m_trust; } ///< null where nothing can be trusted
    QPushButton *refuseButton() const { return m_refuse; }

signals:
    /// The person takes the risk: hand this to TransferEngine::trustCertificate(), then retry the item.
    void trust(const QString &host, int port, const QByteArray &sha256Fingerprint, ferry::TransferId id);

private:
    void addFacts(const TransferError &error);
    void addFact(QGridLayout *grid, const QString &name, const QString &value, bool code = false);
    void addButtons(const TransferError &error);

    TransferId m_id = 0;
    QString m_host;
    int m_port = 443;
    QPushButton *m_trust = nullptr;
    QPushButton *m_refuse = nullptr;
};

} // namespace ferry::ui
