#include "ui/rates/RateDialog.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
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
    m_field->setKeepsText(true);
    m_problem = new FieldProblem(m_field, this);
    bodyLayout()->addWidget(m_field);
    bodyLayout()->addWidget(m_problem);
    bodyLayout()->addStretch(1);
    auto *cancel = makeButton(tr("Cancel"), ButtonKind::Plain, this);
    auto *set = makeButton(tr("Set the limit"), ButtonKind::Primary, this);
    set->setDefault(true);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(cancel);
    footerLayout()->addWidget(set);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(set, &QPushButton::clicked, this, &RateDialog::submit);
    connect(m_field, &RateBox::textEdited, this, [this] { m_problem->setSentence({}); });
    setMinimumWidth(scaled(360));
    fitHeight(scaled(420), scaled(200));
}

void RateDialog::submit()
{
    const std::optional<qint64> rate = m_field->written();
    if (!rate) {
        m_problem->setSentence(tr("“%1” is no speed that Ferry understands. Write a number without a sign between "
                                  "thousands, and a unit if "
                                  "it is not kB/s.")
                                   .arg(m_field->text()));
        m_field->setFocus(Qt::TabFocusReason);
        return;
    }
    emit chosen(*rate);
    accept();
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
