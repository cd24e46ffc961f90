#include "ui/sheets/DeliveryField.h"

#include "core/types/Destination.h"
#include "ui/look/Theme.h"

#include <QCheckBox>
#include <QUuid>
#include <QVBoxLayout>

namespace ferry::ui {

DeliveryField::DeliveryField(QWidget *parent)
    : QWidget(parent)
    , m_safe(new QCheckBox(tr("Sending twice does no harm"), this))
    , m_key(new QCheckBox(tr("Idempotency-Key with every upload"), this))
    , m_digest(new QCheckBox(tr("Content-Digest with every upload"), this))
{
    m_safe->setToolTip(tr("An upload whose answer never came is then tried again by itself."));
    m_key->setToolTip(tr("Each upload and its repetitions carry the same key, by which a server that knows such keys "
                         "takes the upload once. It is then tried again by itself."));
    m_digest->setToolTip(
        tr("With the SHA-256 of the body the server can check what arrived. Each file is read twice for it."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::space4, 0, 0);
    column->setSpacing(metrics::space8);
    for (QCheckBox *box : {m_safe, m_key, m_digest}) {
        box->setAccessibleDescription(box->toolTip());
        column->addWidget(box, 0, Qt::AlignLeft);
    }
}

void DeliveryField::take(const Destination &destination)
{
    m_safe->setChecked(destination.safeToRepeat);
    m_key->setChecked(destination.idempotencyKey);
    m_digest->setChecked(destination.contentDigest);
}

void DeliveryField::give(Destination &destination) const
{
    destination.safeToRepeat = m_safe->isChecked();
    destination.idempotencyKey = m_key->isChecked();
    destination.contentDigest = m_digest->isChecked();
}

void DeliveryField::give(UploadRequest &request) const
{
    request.safeToRepeat = m_safe->isChecked();
    request.contentDigest = m_digest->isChecked();
    request.idempotencyKey = m_key->isChecked() ? QUuid::createUuid().toByteArray(QUuid::WithoutBraces) : QByteArray();
}

QStringList DeliveryField::texts() const
{
    QStringList texts;
    for (const QCheckBox *box : {m_safe, m_key, m_digest})
        texts.append(QString::number(box->isChecked()));
    return texts;
}

} // namespace ferry::ui
