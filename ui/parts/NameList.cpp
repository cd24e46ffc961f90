#include "ui/parts/NameList.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/parts/ForeignText.h"

#include <QPainter>

namespace ferry::ui {

NameList::NameList(Look look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NameList::setItems(const QList<Item> &items)
{
    m_items = items;
    QStringList text;
    for (Item &item : m_items) {
        item.name = harmless(item.name);
        item.detail = harmless(item.detail);
        text.append(tr("%1, %2", "name, detail").arg(item.name, item.detail));
    }
    setAccessibleDescription(text.join(u'\n'));
    updateGeometry();
    update();
}

void NameList::setEmptyText(const QString &text)
{
    m_empty = text;
    update();
}

void NameList::setInputFrame(bool on)
{
    m_inputFrame = on;
    update();
}

int NameList::rowHeight() const
{
    const int text = QFontMetrics(scaledFont(13)).height();
    return m_look == Look::Tiles ? qMax(40, text + 18) : qMax(32, text + 12);
}

QSize NameList::sizeHint() const
{
    return {scaled(240), int(qMax<qsizetype>(1, m_items.size())) * rowHeight() + 2};
}

QSize NameList::minimumSizeHint() const
{
    return {scaled(120), sizeHint().height()};
}

void NameList::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    drawBox(&painter, QRectF(rect()), metrics::radius, m_inputFrame ? theme.field : theme.surface,
            m_inputFrame ? theme.edge : theme.line);
    if (m_items.isEmpty()) {
        painter.setPen(theme.text2);
        painter.setFont(scaledFont(12));
        painter.drawText(rect().adjusted(12, 0, -12, 0), int(Qt::AlignVCenter | Qt::AlignLeft), m_empty);
        return;
    }
    const int height = rowHeight();
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const QRect row(1, 1 + int(i) * height, width() - 2, height);
        paintItem(&painter, row, m_items.at(i));
        if (i + 1 < m_items.size())
            painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme.line);
    }
}

void NameList::paintItem(QPainter *painter, const QRect &row, const Item &item) const
{
    const Theme &theme = Theme::current();
    const bool tiles = m_look == Look::Tiles;
    int x = row.left() + (tiles ? 6 : 10);
    if (!item.icon.isEmpty() && tiles) {
        const QRect tile(x, row.center().y() - 13, 28, 28);
        drawBox(painter, QRectF(tile), metrics::radiusSmall, theme.tile);
        painter->drawPixmap(tile.center() - QPoint(9, 9), iconPixmap(item.icon, metrics::icon, theme.text2, devicePixelRatioF()));
    } else if (!item.icon.isEmpty()) {
        painter->drawPixmap(QPoint(x, row.center().y() - 7),
                            iconPixmap(item.icon, metrics::iconSmall, theme.text2, devicePixelRatioF()));
    }
    x += tiles ? 28 + 10 : item.icon.isEmpty() ? 0 : 16 + 14;
    const int right = row.right() - (tiles ? 18 : 16);
    const QFont small = scaledFont(12);
    const int most = (right - x) / 2;
    const QString detail = QFontMetrics(small).elidedText(item.detail, Qt::ElideMiddle, most);
    const int detailWidth = QFontMetrics(small).horizontalAdvance(detail);
    painter->setFont(small);
    painter->setPen(theme.text2);
    painter->drawText(QRect(right - detailWidth, row.top(), detailWidth, row.height()), int(Qt::AlignVCenter), detail);
    const QFont name = scaledFont(13, item.faint ? QFont::Normal : QFont::Medium);
    painter->setFont(name);
    painter->setPen(item.faint ? theme.text2 : theme.text);
    const QRect place(x, row.top(), right - detailWidth - 16 - x, row.height());
    painter->drawText(place, int(Qt::AlignVCenter), QFontMetrics(name).elidedText(item.name, Qt::ElideMiddle, place.width()));
}

} // namespace ferry::ui
