#include "ui/sheets/CertificateDialog.h"

#include "core/types/ErrorText.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

namespace ferry::ui {

namespace {

QString reasonOf(const TransferError &error)
{
    switch (error.tls.fault) {
    case TlsFault::SelfSigned:
        return CertificateDialog::tr("It is self-signed: no authority known here vouches for it. Nothing was sent.");
    case TlsFault::UnknownRoot:
        return CertificateDialog::tr("The authority that made it is not known here. Nothing was sent.");
    case TlsFault::Expired:
        return CertificateDialog::tr("It has expired. Nothing was sent.");
    case TlsFault::NotYetValid:
        return CertificateDialog::tr("It is not valid yet. Check the clock of this computer. Nothing was sent.");
    case TlsFault::WrongHost:
        return CertificateDialog::tr("It was made for another name. Nothing was sent.");
    default:
        return errorText(error);
    }
}

QString nameOf(const QSslCertificate &certificate, bool issuer)
{
    const auto info = issuer ? certificate.issuerInfo(QSslCertificate::CommonName)
                             : certificate.subjectInfo(QSslCertificate::CommonName);
    if (!info.isEmpty())
        return info.join(QStringLiteral(", "));
    const auto organization = issuer ? certificate.issuerInfo(QSslCertificate::Organization)
                                     : certificate.subjectInfo(QSslCertificate::Organization);
    return organization.isEmpty() ? CertificateDialog::tr("not named") : organization.join(QStringLiteral(", "));
}

} // namespace

CertificateDialog::CertificateDialog(const TransferSnapshot &failed, QWidget *parent)
    : Notice(parent)
    , m_id(failed.id)
    , m_host(failed.url().host())
    , m_port(failed.url().port(443))
{
    const TransferError error = failed.error.value_or(TransferError());
    if (failed.exchange && !failed.exchange->url.host().isEmpty()) {
        // After redirects the certificate is that of the last host.
        m_host = failed.exchange->url.host();
        m_port = failed.exchange->url.port(443);
    }
    setWindowTitle(tr("Certificate"));
    setHead(QStringLiteral("failed"), Tone::Bad, tr("The certificate of %1 is not trusted").arg(m_host), reasonOf(error));
    bodyLayout()->addSpacing(metrics::space8);
    addFacts(error);
    if (canTrust(error)) {
        auto *advice = new ToneLabel(tr("Compare the fingerprint with one that the owner of the server gives you. An exception "
                                        "holds for exactly this certificate on this host and port, until Ferry quits; if the "
                                        "certificate changes, Ferry refuses again."),
                                     Tone::Secondary, 12, QFont::Normal, this);
        advice->setWordWrap(true);
        bodyLayout()->addWidget(advice);
    }
    bodyLayout()->addStretch(1);
    addButtons(error);
    resize(scaled(600), scaled(canTrust(error) ? 452 : 360));
}

bool CertificateDialog::canTrust(const TransferError &error)
{
    if (error.kind != ErrorKind::Tls || error.tls.sha256Fingerprint.isEmpty())
        return false;
    return error.tls.fault != TlsFault::None && error.tls.fault != TlsFault::OldProtocol
        && error.tls.fault != TlsFault::Handshake;
}

QString CertificateDialog::fingerprintText(const QByteArray &sha256)
{
    QStringList lines;
    for (qsizetype i = 0; i < sha256.size(); i += 8)
        lines.append(QString::fromLatin1(sha256.mid(i, 8).toHex(':').toUpper()));
    return lines.join(u'\n');
}

void CertificateDialog::addFact(QGridLayout *grid, const QString &name, const QString &value, bool code)
{
    const int row = grid->rowCount();
    auto *caption = new ToneLabel(name, Tone::Secondary, 13, QFont::Normal, this);
    auto *text = new ToneLabel(value, Tone::Text, 13, QFont::Normal, this);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setWordWrap(!code);
    text->setAccessibleName(name + u' ' + value);
    if (code) {
        text->setFont(codeFont());
    }
    grid->addWidget(caption, row, 0, Qt::AlignTop);
    grid->addWidget(text, row, 1, Qt::AlignTop);
}

void CertificateDialog::addFacts(const TransferError &error)
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(metrics::space12 - 2, metrics::space12 - 2, metrics::space12 - 2, metrics::space12 - 2);
    grid->setHorizontalSpacing(metrics::space16);
    grid->setVerticalSpacing(metrics::space8);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, scaled(130));
    addFact(grid, tr("Host and port"), QStringLiteral("%1:%2").arg(m_host).arg(m_port));
    if (!error.tls.chain.isEmpty()) {
        const QSslCertificate &leaf = error.tls.chain.first();
        const QLocale locale;
        const QString issuer = nameOf(leaf, true);
        addFact(grid, tr("Issued to"), nameOf(leaf, false));
        addFact(grid, tr("Issued by"), leaf.isSelfSigned() ? tr("%1 (itself)").arg(issuer) : issuer);
        addFact(grid, tr("Valid"),
                tr("%1 to %2", "dates").arg(locale.toString(leaf.effectiveDate().toLocalTime().date(), QLocale::ShortFormat),
                                            locale.toString(leaf.expiryDate().toLocalTime().date(), QLocale::ShortFormat)));
    }
    if (!error.tls.sha256Fingerprint.isEmpty()) {
        addFact(grid, tr("SHA-256 fingerprint"), fingerprintText(error.tls.sha256Fingerprint), true);
        auto *copy = makeIconButton(QStringLiteral("copy"), tr("Copy the fingerprint"), content);
        const QString hex = QString::fromLatin1(error.tls.sha256Fingerprint.toHex(':').toUpper());
        connect(copy, &QToolButton::clicked, this, [hex] { QApplication::clipboard()->setText(hex); });
        grid->addWidget(copy, grid->rowCount() - 1, 2, Qt::AlignTop);
    }
    bodyLayout()->addWidget(new BoxFrame(content, BoxFrame::Kind::ReadOnly, this));
}

void CertificateDialog::addButtons(const TransferError &error)
{
    if (canTrust(error)) {
        m_trust = makeButton(tr("Trust and retry"), ButtonKind::Plain, this);
        footerLayout()->addWidget(m_trust);
        connect(m_trust, &QPushButton::clicked, this, [this, fingerprint = error.tls.sha256Fingerprint] {
            emit trust(m_host, m_port, fingerprint, m_id);
            accept();
        });
    }
    footerLayout()->addStretch(1);
    m_refuse = makeButton(m_trust ? tr("Do not trust") : tr("Close"), ButtonKind::Primary, this);
    m_refuse->setDefault(true);
    m_refuse->setFocus(Qt::TabFocusReason);
    footerLayout()->addWidget(m_refuse);
    connect(m_refuse, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace ferry::ui
