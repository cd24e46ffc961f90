#include "ui/settings/SettingsPage.h"

#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Tone.h"

#include <QVBoxLayout>

namespace ferry::ui {

SettingsPage::SettingsPage(const QString &title, QWidget *parent)
    : QScrollArea(parent)
    , m_rows(nullptr)
{
    BoxFrame::clear(this);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(this);
    auto *outer = new QVBoxLayout(content);
    outer->setContentsMargins(metrics::space24, metrics::space20, metrics::space24, metrics::space20);
    outer->setSpacing(metrics::space12);
    outer->addWidget(new ToneLabel(title, Tone::Text, 15, QFont::DemiBold, content));
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(metrics::space16);
    outer->addLayout(m_rows);
    outer->addStretch(1);
    setWidget(content);
    content->setAutoFillBackground(false);
}

void SettingsPage::addRow(const QString &label, QWidget *field, const QString &hint, QWidget *buddy)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space12);
    auto *caption = new ToneLabel(label, Tone::Text, 13, QFont::Medium, widget());
    caption->setFixedWidth(scaled(152));
    caption->setMinimumHeight(scaled(metrics::controlHeight));
    caption->setWordWrap(true);
    QWidget *named = buddy ? buddy : field;
    caption->setBuddy(named);
    row->addWidget(caption, 0, Qt::AlignTop);
    auto *stack = new QVBoxLayout;
    stack->setSpacing(metrics::space4);
    const bool narrow = field->maximumWidth() < QWIDGETSIZE_MAX;
    stack->addWidget(field, 0, narrow ? Qt::AlignLeft : Qt::Alignment());
    if (!hint.isEmpty()) {
        auto *text = new ToneLabel(hint, Tone::Secondary, 12, QFont::Normal, widget());
        text->setWordWrap(true);
        stack->addWidget(text);
        named->setAccessibleDescription(hint);
    }
    row->addLayout(stack, 1);
    m_rows->addLayout(row);
}

} // namespace ferry::ui
