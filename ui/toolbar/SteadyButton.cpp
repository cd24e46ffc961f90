#include "ui/toolbar/SteadyButton.h"

#include <QStyleOptionToolButton>

namespace ferry::ui {

SteadyButton::SteadyButton(const QStringList &words, QWidget *parent)
    : QToolButton(parent)
    , m_words(words)
{
}

QSize SteadyButton::sizeHint() const
{
    QSize size = QToolButton::sizeHint();
    if (toolButtonStyle() == Qt::ToolButtonIconOnly)
        return size;
    QStyleOptionToolButton option;
    initStyleOption(&option);
    for (const QString &word : m_words) {
        option.text = word;
        size = size.expandedTo(style()->sizeFromContents(QStyle::CT_ToolButton, &option, {}, this));
    }
    return size;
}

} // namespace ferry::ui
