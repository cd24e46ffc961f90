#include "ui/sheets/CertificateDialog.h"

#include "core/types/ErrorText.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/HostText.h"
#include "ui/sheets/CertificateChain.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

namespace ferry::ui {

namespace {

QString worstReason(TlsFault fault)
{
    switch (fault) {
    case TlsFault::SelfSigned:
        return CertificateDialog::tr("It is self-signed: no authority known here vouches for it.");
    case TlsFault::UnknownRoot:
        return CertificateDialog::tr("The authority that made it is not known here.");
    case TlsFault::Expired:
        return CertificateDialog::tr("It has expired.");
    case TlsFault::NotYetValid:
        return CertificateDialog::tr("It is not valid yet. Check the clock of this computer.");
    case TlsFault::WrongHost:
        return CertificateDialog::tr("It was made for another name.");
    default:
        return {};
    }
}

QString reasonOf(const TransferError &error)
{
    QString reason = worstReason(error.tls.fault);
    if (reason.isEmpty())
        return errorText(error);
    for (const QString &next : {otherTlsFaults(error.tls), CertificateDialog::tr("Nothing was sent.")}) {
        if (!next.isEmpty())
            reason = CertificateDialog::tr("%1 %2", "two sentences").arg(reason, next);
    }
    return reason;
}

/// The names that it was made for, as far as a person wants to read them.
QString namesOf(const QSslCertificate &certificate)
{
    constexpr int most = 6;
    const auto names = certificate.subjectAlternativeNames();
    QStringList list = names.values(QSsl::DnsEntry) + names.values(QSsl::IpAddressEntry);
    list.sort();
    if (list.size() > most)
        list = list.mid(0, most) << QStringLiteral("…");
    // The common name is no host (RFC 9110 4.3.4).
    return list.isEmpty() ? CertificateDialog::tr("no host") : harmless(list.join(QStringLiteral(", "))).simplified();
}

} // namespace

CertificateDialog::CertificateDialog(const TransferSnapshot &failed, int items, QWidget *parent)
    : Notice(parent)
    , m_exception(exceptionFor(failed))
{
    const TransferError error = failed.error.value_or(TransferError());
    setWindowTitle(tr("Certificate"));
    setHead(QStringLiteral("failed"), Tone::Bad, tr("The certificate of %1 is not trusted").arg(hostText(m_exception.host)),
            reasonOf(error));
    bodyLayout()->addSpacing(metrics::space8);
    addFacts(error);
    if (error.tls.chain.size() > 1)
        addChain(error.tls.chain);
    if (canTrust(error))
        addChoice();
    bodyLayout()->addStretch(1);
    addButtons(error, items);
    fitHeight(scaled(600), scaled(canTrust(error) ? 508 : 360));
}

CertificateException CertificateDialog::exceptionFor(const TransferSnapshot &failed)
{
    // After redirects the certificate is that of the last host.
    const bool moved = failed.exchange && !failed.exchange->url.host().isEmpty();
    const QUrl url = moved ? failed.exchange->url : failed.url();
    return {url.host().toLower(), url.port(443), failed.error ? failed.error->tls.sha256Fingerprint : QByteArray(),
            QDateTime::currentDateTimeUtc()};
}

bool CertificateDialog::canTrust(const TransferError &error)
{
    if (error.kind != ErrorKind::Tls || error.tls.sha256Fingerprint.isEmpty())
        return false;
    return error.tls.fault != TlsFault::None && error.tls.fault != TlsFault::OldProtocol &&
           error.tls.fault != TlsFault::Handshake && error.tls.fault != TlsFault::ClientCertificate;
}

QString CertificateDialog::fingerprintText(const QByteArray &sha256)
{
    QStringList lines;
    for (qsizetype i = 0; i < sha256.size(); i += 8)
        lines.append(QString::fromLatin1(sha256.mid(i, 8).toHex(':').toUpper()));
    return lines.join(u'\n');
}

void CertificateDialog::addFact(QGridLayout *grid, const QString &name, const QString &value, Tone tone)
{
    const int row = grid->rowCount();
    auto *text = new ToneLabel(value, tone, 13, QFont::Normal, this);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setWordWrap(true);
    text->setAccessibleName(name + u' ' + value);
    grid->addWidget(new ToneLabel(name, Tone::Secondary, 13, QFont::Normal, this), row, 0, Qt::AlignTop);
    grid->addWidget(text, row, 1, 1, 2);
}

void CertificateDialog::addFingerprint(QGridLayout *grid, const QByteArray &sha256)
{
    addFact(grid, tr("SHA-256 fingerprint"), fingerprintText(sha256));
    const int row = grid->rowCount() - 1;
    auto *text = qobject_cast<ToneLabel *>(grid->itemAtPosition(row, 1)->widget());
    grid->removeWidget(text);
    grid->addWidget(text, row, 1);
    text->setFont(codeFont());
    text->setWordWrap(false);
    auto *copy = makeIconButton(QStringLiteral("copy"), tr("Copy the fingerprint"), this);
    const QString hex = QString::fromLatin1(sha256.toHex(':').toUpper());
    connect(copy, &QToolButton::clicked, this, [hex] { QApplication::clipboard()->setText(hex); });
    grid->addWidget(copy, row, 2, Qt::AlignTop);
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
    addFact(grid, tr("Host and port"), hostText(m_exception.host, m_exception.port));
    if (!error.tls.chain.isEmpty()) {
        const QSslCertificate &leaf = error.tls.chain.first();
        const QString issuer = certificateName(leaf, true);
        addFact(grid, tr("Issued to"), certificateName(leaf, false));
        if (error.tls.alsoWrongHost || error.tls.fault == TlsFault::WrongHost)
            addFact(grid, tr("Made for"), namesOf(leaf), Tone::Bad);
        addFact(grid, tr("Issued by"), leaf.isSelfSigned() ? tr("%1 (itself)").arg(issuer) : issuer);
        addFact(grid, tr("Valid"), certificateDates(leaf),
                error.tls.alsoOutOfTime || isOutOfTime(error.tls.fault) ? Tone::Bad : Tone::Text);
    }
    if (!error.tls.sha256Fingerprint.isEmpty())
        addFingerprint(grid, error.tls.sha256Fingerprint);
    bodyLayout()->addWidget(new BoxFrame(content, BoxFrame::Kind::ReadOnly, this));
}

void CertificateDialog::addChain(const QList<QSslCertificate> &chain)
{
    auto *title = new ToneLabel(tr("Chain, the server's own certificate first"), Tone::Text, 13, QFont::Medium, this);
    bodyLayout()->addSpacing(metrics::space4);
    bodyLayout()->addWidget(title);
    bodyLayout()->addWidget(new BoxFrame(new CertificateChain(chain, this), BoxFrame::Kind::ReadOnly, this));
}

void CertificateDialog::addChoice()
{
    auto *advice =
        new ToneLabel(tr("Compare the fingerprint with one that the owner of the server gives you. An exception "
                         "holds for exactly this certificate on this host and port; if it changes, Ferry refuses "
                         "again."),
                      Tone::Secondary, 12, QFont::Normal, this);
    advice->setWordWrap(true);
    bodyLayout()->addWidget(advice);
    bodyLayout()->addSpacing(metrics::space4);
    auto *session = new QRadioButton(tr("Until Ferry quits"), this);
    m_keep = new QRadioButton(tr("Until I remove it in Settings, Trust"), this);
    session->setChecked(true);
    for (QRadioButton *choice : {session, m_keep}) {
        choice->setMinimumHeight(scaled(24));
        bodyLayout()->addWidget(choice, 0, Qt::AlignLeft);
    }
}

void CertificateDialog::addButtons(const TransferError &error, int items)
{
    if (canTrust(error)) {
        const QString text = items > 1 ? tr("Trust and retry %n items", nullptr, items) : tr("Trust and retry");
        m_trust = makeButton(text, ButtonKind::Plain, this);
        footerLayout()->addWidget(m_trust);
        connect(m_trust, &QPushButton::clicked, this, [this] {
            emit trust(m_exception, m_keep->isChecked());
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
