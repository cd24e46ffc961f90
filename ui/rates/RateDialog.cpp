#include "ui/rates/RateDialog.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/rates/RateBox.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShowEvent>
#include <QVBoxLayout>

namespace ferry::ui {

RateDialog::RateDialog(const QString &title, qint64 bytesPerSecond, QWidget *parent)
    : Notice(parent)
{
    setWindowTitle(title);
    setHead(QStringLiteral("active"), Tone::Accent, title,
            tr("In kB/s, or with a unit: 750, 1.5 MB/s. Empty is no limit."));
    bodyLayout()->addSpacing(metrics::space8);
    m_field = new RateBox(this);
    m_field->setRate(bytesPerSecond);
    m_field->setAccessibleName(title);
    bodyLayout()->addWidget(m_field);
    bodyLayout()->addStretch(1);
    auto *cancel = makeButton(tr("Cancel"), ButtonKind::Plain, this);
    auto *set = makeButton(tr("Set the limit"), ButtonKind::Primary, this);
    set->setDefault(true);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(cancel);
    footerLayout()->addWidget(set);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(set, &QPushButton::clicked, this, [this] {
        m_field->clearFocus(); // takes what is written
        emit chosen(m_field->rate());
        accept();
    });
    setMinimumWidth(scaled(360));
    fitHeight(scaled(420), scaled(200));
}

RateDialog *openRateDialog(const QString &title, qint64 bytesPerSecond, QWidget *window)
{
    auto *dialog = new RateDialog(title, bytesPerSecond, window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

void RateDialog::showEvent(QShowEvent *event)
{
    Notice::showEvent(event);
    if (event->spontaneous())
        return;
    m_field->setFocus(Qt::TabFocusReason);
    m_field->selectAll();
}

} // namespace ferry::ui
