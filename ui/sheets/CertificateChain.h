#pragma once

#include <QList>
#include <QSslCertificate>
#include <QWidget>

namespace ferry::ui {

/// "files.lab.example": the common name of the subject or the issuer, else the organization, else "not named".
QString certificateName(const QSslCertificate &certificate, bool issuer);
/// "3 Mar 2026 to 2 Mar 2028", in local time.
QString certificateDates(const QSslCertificate &certificate);

/// The certificates that a server showed, its own first: subject, issuer, and from when to when each is valid. Read
/// only; the texts can be selected. GUI thread.
class CertificateChain : public QWidget
{
    Q_OBJECT

public:
    explicit CertificateChain(const QList<QSslCertificate> &chain, QWidget *parent = nullptr);
};

} // namespace ferry::ui
