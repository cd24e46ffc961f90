#pragma once

#include "core/types/TransferSnapshot.h"

#include <QDialog>

class QVBoxLayout;

namespace ferry::ui {

/// Shows why a certificate was refused, and the certificate, and offers to take exactly this one from this host and
/// port until Ferry quits. The safe answer is the default. GUI thread. Open it with open().
class CertificateDialog : public QDialog
{
    Q_OBJECT

public:
    /// A Failed item with ErrorKind::Tls.
    explicit CertificateDialog(const TransferSnapshot &failed, QWidget *parent = nullptr);

    /// Whether there is a certificate that can be trusted: the fault is about it, and its fingerprint is known.
    static bool canTrust(const TransferError &error);

signals:
    /// The person takes the risk; the caller hands this to TransferEngine::trustCertificate() and retries `id`.
    void trust(const QString &host, int port, const QByteArray &sha256Fingerprint, ferry::TransferId id);

private:
    void addHead(QVBoxLayout *layout, const TransferError &error);
    void addFacts(QVBoxLayout *layout, const TransferError &error);
    void addButtons(QVBoxLayout *layout, const TransferError &error);
    void copyFingerprint(const QByteArray &hex);

    TransferId m_id = 0;
    QString m_host;
    int m_port = 443;
};

} // namespace ferry::ui
