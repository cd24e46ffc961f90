#include "ui/settings/UndoLine.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/Tone.h"
#include "ui/statusbar/Announce.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ferry::ui {

UndoLine::UndoLine(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new ToneLabel({}, Tone::Text, 13, QFont::Normal, this))
    , m_button(makeButton(tr("Undo"), ButtonKind::Tonal, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space12);
    m_sentence->setWordWrap(true);
    m_button->hide();
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button, 0, Qt::AlignTop);
    connect(m_button, &QPushButton::clicked, this, &UndoLine::undone);
}

void UndoLine::say(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_button->setAccessibleDescription(sentence);
    m_button->show();
    announce(m_sentence, sentence);
}

void UndoLine::clear()
{
    m_sentence->clear();
    m_button->hide();
}

} // namespace ferry::ui
