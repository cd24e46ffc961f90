#include "ui/parts/SegmentedControl.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"

#include <QHBoxLayout>
#include <QPainter>

namespace ferry::ui {

SegmentedControl::SegmentedControl(const QStringList &choices, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(1);
    for (const QString &text : choices) {
        auto *segment = new Segment(text, this);
        layout->addWidget(segment);
        m_buttons.append(segment);
        connect(segment, &QAbstractButton::toggled, this, [this, segment](bool on) {
            if (on)
                emit chosen(int(m_buttons.indexOf(segment)));
        });
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (!m_buttons.isEmpty()) {
        setFocusProxy(m_buttons.first());
        setCurrent(0);
    }
}

int SegmentedControl::current() const
{
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        if (m_buttons.at(i)->isChecked())
            return int(i);
    }
    return -1;
}

void SegmentedControl::setCurrent(int index)
{
    if (index >= 0 && index < m_buttons.size())
        m_buttons.at(index)->setChecked(true);
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    drawBox(&painter, QRectF(rect()), metrics::radius, theme.raised, theme.edge);
    for (qsizetype i = 1; i < m_buttons.size(); ++i)
        painter.fillRect(QRect(m_buttons.at(i)->x() - 1, 1, 1, height() - 2), theme.edge);
}

Segment::Segment(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setFont(scaledFont(12, QFont::Medium));
}

QSize Segment::sizeHint() const
{
    const QFontMetrics bold(scaledFont(12, QFont::DemiBold));
    // Room for the check mark in each, so that nothing moves when the choice does.
    return {bold.horizontalAdvance(text()) + 2 * metrics::space8 + 20, qMax(26, bold.height() + 8)};
}

void Segment::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    if (isChecked() || underMouse())
        drawBox(&painter, QRectF(rect()), metrics::radius - 1, isChecked() ? theme.accentSoft : theme.hover);
    QColor colour = isChecked() ? theme.accent : theme.text2;
    if (!isEnabled())
        colour = theme.text3;
    painter.setPen(colour);
    painter.setFont(scaledFont(12, isChecked() ? QFont::DemiBold : QFont::Medium));
    QRect text = rect();
    if (isChecked()) {
        painter.drawPixmap(QPoint(metrics::space8, (height() - 16) / 2),
                           iconPixmap(QStringLiteral("check"), metrics::iconSmall, colour, devicePixelRatioF()));
        text.setLeft(metrics::space8 + 16);
    }
    painter.drawText(text, int(Qt::AlignCenter), this->text());
    if (hasFocus())
        drawFocusRing(&painter, QRectF(rect()), metrics::radius - 1);
}

} // namespace ferry::ui
