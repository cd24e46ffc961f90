#pragma once

#include "core/types/CertificateException.h"
#include "core/types/TransferSnapshot.h"
#include "ui/parts/Tone.h"
#include "ui/sheets/Notice.h"

class QGridLayout;
class QPushButton;
class QRadioButton;

namespace ferry::ui {

/// Shows why a certificate was refused, the certificate and its chain, and offers to take exactly this one from this
/// host and port, until Ferry quits or until it is removed. The safe answer is the default. GUI thread. Open it with
/// open().
class CertificateDialog : public Notice
{
    Q_OBJECT

public:
    /// A Failed item with ErrorKind::Tls; `items` that failed for the same reason will be tried again with it.
    explicit CertificateDialog(const TransferSnapshot &failed, int items = 1, QWidget *parent = nullptr);

    /// Whether there is a certificate that can be trusted: the fault is about it, and its fingerprint is known.
    static bool canTrust(const TransferError &error);
    /// What trusting the certificate of a failed item means.
    static CertificateException exceptionFor(const TransferSnapshot &failed);
    /// "4F:2A:91:0C:7E:D3:58:B6", eight bytes a line.
    static QString fingerprintText(const QByteArray &sha256);

    QPushButton *trustButton() const { return m_trust; } ///< null where nothing can be trusted
    QPushButton *refuseButton() const { return m_refuse; }
    QRadioButton *keepChoice() const { return m_keep; } ///< null where nothing can be trusted

signals:
    /// The person takes the risk. keep: for later starts too.
    void trust(const ferry::CertificateException &exception, bool keep);

private:
    void addFacts(const TransferError &error);
    void addFact(QGridLayout *grid, const QString &name, const QString &value, Tone tone = Tone::Text);
    void addFingerprint(QGridLayout *grid, const QByteArray &sha256);
    void addChain(const QList<QSslCertificate> &chain);
    void addChoice();
    void addButtons(const TransferError &error, int items);

    CertificateException m_exception;
    QRadioButton *m_keep = nullptr;
    QPushButton *m_trust = nullptr;
    QPushButton *m_refuse = nullptr;
};

} // namespace ferry::ui
