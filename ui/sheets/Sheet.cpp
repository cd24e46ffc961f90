#include "ui/sheets/Sheet.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/parts/Tone.h"
#include "ui/sheets/DialogFrame.h"
#include "ui/sheets/DiscardDialog.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QShowEvent>
#include <QVBoxLayout>

namespace ferry::ui {

Sheet::Sheet(QWidget *parent)
    : QDialog(parent)
{
    setSizeGripEnabled(false);
    const DialogFrame frame = makeDialogFrame(*this);
    m_scroll = frame.scroll;
    m_body = frame.body;
    m_body->setContentsMargins(metrics::space20, metrics::space20, metrics::space20, metrics::space12);
    m_body->setSpacing(metrics::space12);
    m_footer = frame.footer;
    QWidget *footer = frame.footerWidget;
    m_summary = new FieldProblem(nullptr, footer);
    auto *cancel = makeButton(tr("Cancel"), ButtonKind::Plain, footer);
    m_primary = makeButton({}, ButtonKind::Primary, footer);
    m_footer->addWidget(m_summary, 1, Qt::AlignVCenter);
    m_footer->addStretch(0);
    m_footer->addWidget(cancel);
    m_footer->addWidget(m_primary);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_primary, &QPushButton::clicked, this, &Sheet::submit);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setAutoRepeat(false); // what the first one was answered has to be read
        connect(shortcut, &QShortcut::activated, this, &Sheet::submit);
    }
    m_primary->setToolTip(tr("Ctrl+Enter"));
}

void Sheet::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous())
        setUntouched();
}

bool Sheet::isTouched()
{
    return m_before && entered() != *m_before;
}

void Sheet::setUntouched()
{
    m_before = entered();
}

void Sheet::reject()
{
    if (!isVisible() || !hasWork())
        return QDialog::reject();
    auto *question = new DiscardDialog(windowTitle(), this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this] { QDialog::reject(); });
    question->open();
}

QVBoxLayout *Sheet::column(QWidget *widget)
{
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space4);
    return layout;
}

void Sheet::addRow(const QString &label, QWidget *field, QWidget *buddy, QWidget *note)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space12);
    auto *caption = new ToneLabel(label, Tone::Text, 13, QFont::Medium, this);
    caption->setFixedWidth(scaled(104));
    caption->setMinimumHeight(scaled(metrics::controlHeight));
    caption->setBuddy(buddy ? buddy : field);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(caption);
    if (note) {
        note->setFixedWidth(scaled(104));
        column->addWidget(note);
    }
    column->addStretch(1);
    row->addLayout(column);
    row->addWidget(field, 1);
    m_body->addLayout(row);
}

void Sheet::focusField(QWidget *field)
{
    m_scroll->ensureWidgetVisible(field, 0, metrics::space24);
    field->setFocus(Qt::TabFocusReason);
    if (auto *table = qobject_cast<KeyValueTable *>(field))
        table->goToProblem(); // one that has the focus already does not hear that it is given to it
}

} // namespace ferry::ui
