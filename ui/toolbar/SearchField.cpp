#include "ui/toolbar/SearchField.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>

namespace ferry::ui {

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(tr("Search"));
    setAccessibleName(tr("Search in names, addresses and destinations"));
    auto *glass = addAction(icon(QStringLiteral("search")), LeadingPosition);
    glass->setText(tr("Search"));
    m_clear = addAction(icon(QStringLiteral("cancel")), TrailingPosition);
    m_clear->setToolTip(tr("Clear search"));
    m_clear->setText(tr("Clear search"));
    m_clear->setVisible(false);
    connect(glass, &QAction::triggered, this, [this] { setFocus(Qt::MouseFocusReason); });
    connect(m_clear, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) { m_clear->setVisible(!text.isEmpty()); });
}

void SearchField::setHint(const QString &shortcut)
{
    m_hint = shortcut;
    update();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_hint.isEmpty() || hasFocus() || !text().isEmpty() || width() < scaled(200))
        return;
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setFont(scaledFont(11));
    const int chip = painter.fontMetrics().horizontalAdvance(m_hint) + 12;
    const int high = qMax(18, painter.fontMetrics().height() + 4);
    QRect room(width() - chip - 10, (height() - high) / 2, chip, high);
    room = QStyle::visualRect(layoutDirection(), rect(), room);
    drawBox(&painter, room, metrics::radiusSmall, {}, theme.edge);
    painter.setPen(theme.text2);
    painter.drawText(room, Qt::AlignCenter, m_hint);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
    } else if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Down || event->key() == Qt::Key_Return ||
               event->key() == Qt::Key_Enter) {
        emit left();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace ferry::ui
