#include "ui/details/VerdictView.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace ferry::ui {

namespace {

constexpr Qt::TextInteractionFlags selectable = Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard;

} // namespace

VerdictBanner::VerdictBanner(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new ToneLabel({}, Tone::Text, 13, QFont::DemiBold, this))
    , m_text(new ToneLabel({}, Tone::Text, 12, QFont::Normal, this))
{
    for (ToneLabel *label : {m_title, m_text}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(selectable);
        label->setFocusPolicy(Qt::ClickFocus);
        label->setMinimumWidth(1);
    }
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::space8, metrics::space8, metrics::space12, metrics::space8 + 2);
    layout->setSpacing(metrics::space8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    m_icon->setContentsMargins(0, 2, 0, 0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void VerdictBanner::setVerdict(const Verdict &verdict)
{
    if (verdict == m_verdict)
        return;
    const bool iconChanged = verdict.icon != m_verdict.icon || verdict.tone != m_verdict.tone;
    m_verdict = verdict;
    m_title->setText(verdict.title);
    m_text->setText(verdict.text);
    m_text->setVisible(!verdict.text.isEmpty());
    // A part of a link is nothing to copy.
    const bool shortened = !verdict.whole.isEmpty();
    m_text->setTextInteractionFlags(shortened ? Qt::NoTextInteraction : selectable);
    m_text->setToolTip(verdict.whole);
    setAccessibleName(verdict.title);
    setAccessibleDescription(shortened ? verdict.whole : verdict.text);
    if (iconChanged)
        drawIcon();
    update();
}

QSize VerdictBanner::sizeHint() const
{
    return {scaled(96), m_title->fontMetrics().height() + 2 * metrics::space8};
}

void VerdictBanner::drawIcon()
{
    m_icon->setPixmap(m_verdict.icon.isEmpty() ? QPixmap()
                                               : iconPixmap(m_verdict.icon, metrics::iconSmall, toneColour(m_verdict.tone),
                                                            devicePixelRatioF()));
}

void VerdictBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(&painter, QRectF(rect()), metrics::radius, softColour(m_verdict.tone));
}

void VerdictBanner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

VerdictCells::VerdictCells(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void VerdictCells::setCells(const QList<VerdictCell> &cells)
{
    if (cells == m_cells)
        return;
    m_cells = cells;
    QStringList words;
    for (const VerdictCell &cell : cells)
        words.append(cell.text);
    setAccessibleName(words.join(QStringLiteral(", ")));
    setVisible(!cells.isEmpty());
    update();
}

QSize VerdictCells::sizeHint() const
{
    return {scaled(240), qMax(32, QFontMetrics(scaledFont(12)).height() + 14)};
}

void VerdictCells::paintEvent(QPaintEvent *)
{
    if (m_cells.isEmpty())
        return;
    const Theme &theme = Theme::current();
    QPainter painter(this);
    drawBox(&painter, QRectF(rect()), metrics::radius, theme.surface, theme.line);
    const QFont font = scaledFont(12, QFont::Medium);
    painter.setFont(font);
    const QFontMetrics fm(font);
    const int count = int(m_cells.size());
    for (int i = 0; i < count; ++i) {
        const VerdictCell &cell = m_cells.at(i);
        const QRect place(width() * i / count, 0, width() * (i + 1) / count - width() * i / count, height());
        if (i > 0)
            painter.fillRect(QRect(place.left(), 1, 1, height() - 2), theme.line);
        const QString text = fm.elidedText(cell.text, Qt::ElideRight, place.width() - 40);
        const int wide = 16 + metrics::space8 + fm.horizontalAdvance(text);
        const int x = place.center().x() - wide / 2;
        painter.drawPixmap(QPoint(x, (height() - 16) / 2),
                           iconPixmap(cell.icon, metrics::iconSmall, toneColour(cell.tone), devicePixelRatioF()));
        painter.setPen(toneColour(cell.tone));
        painter.drawText(QRect(x + 16 + metrics::space8, 0, wide, height()), int(Qt::AlignVCenter), text);
    }
}

} // namespace ferry::ui
