#include "ui/sheets/CertificateChain.h"

#include "ui/look/Theme.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Line.h"
#include "ui/parts/Tone.h"

#include <QLocale>
#include <QVBoxLayout>

namespace ferry::ui {

QString certificateName(const QSslCertificate &certificate, bool issuer)
{
    for (const auto what : {QSslCertificate::CommonName, QSslCertificate::Organization}) {
        const QStringList names = issuer ? certificate.issuerInfo(what) : certificate.subjectInfo(what);
        if (!names.isEmpty())
            return harmless(names.join(QStringLiteral(", "))).simplified();
    }
    return CertificateChain::tr("not named");
}

QString certificateDates(const QSslCertificate &certificate)
{
    const QLocale locale;
    const auto day = [&locale](const QDateTime &when) {
        return locale.toString(when.toLocalTime().date(), CertificateChain::tr("d MMM yyyy"));
    };
    return CertificateChain::tr("%1 to %2", "dates")
        .arg(day(certificate.effectiveDate()), day(certificate.expiryDate()));
}

CertificateChain::CertificateChain(const QList<QSslCertificate> &chain, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space12 - 2, metrics::space8, metrics::space12 - 2, metrics::space8);
    column->setSpacing(2);
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const QSslCertificate &one = chain.at(i);
        const QString issuer =
            one.isSelfSigned() ? tr("Issued by itself") : tr("Issued by %1").arg(certificateName(one, true));
        if (i > 0) {
            column->addSpacing(metrics::space4);
            column->addWidget(new Line(this));
            column->addSpacing(metrics::space4);
        }
        const std::pair<QString, Tone> lines[] = {
            {certificateName(one, false), Tone::Text},
            {issuer, Tone::Secondary},
            {tr("Valid %1", "dates").arg(certificateDates(one)), Tone::Secondary}};
        for (const auto &[text, tone] : lines) {
            auto *label = new ToneLabel(text, tone, tone == Tone::Text ? 13 : 12,
                                        tone == Tone::Text ? QFont::Medium : QFont::Normal, this);
            label->setWordWrap(true);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            column->addWidget(label);
        }
    }
    setAccessibleName(tr("%n certificate(s), the server's own first", nullptr, int(chain.size())));
}

} // namespace ferry::ui
