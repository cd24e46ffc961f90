#include "ui/queue/EmptyPage.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/PassFocus.h"
#include "ui/parts/Tone.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

/// A boat on the water under two arrows, 160 by 92.
class DropPicture final : public QWidget
{
public:
    explicit DropPicture(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(160, 92);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(theme.accent, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        painter.setPen(pen);
        drawArrow(painter, QPointF(60, 2.5), 34, 1);
        drawArrow(painter, QPointF(100, 36.5), -34, -1);
        pen.setColor(theme.edge);
        pen.setWidthF(2.5);
        painter.setPen(pen);
        QPainterPath hull;
        hull.moveTo(15, 50);
        hull.lineTo(145, 50);
        hull.lineTo(131, 71);
        hull.quadTo(129.5, 73.2, 127, 73.2);
        hull.lineTo(33, 73.2);
        hull.quadTo(30.5, 73.2, 29, 71);
        hull.closeSubpath();
        painter.setBrush(theme.tile);
        painter.drawPath(hull);
        painter.setBrush(Qt::NoBrush);
        QPainterPath water;
        water.moveTo(2, 84);
        for (int wave = 0; wave < 3; ++wave) {
            const double x = 2 + wave * 52;
            water.cubicTo(x + 10, 77, x + 16, 77, x + 26, 84);
            water.cubicTo(x + 36, 91, x + 42, 91, x + 52, 84);
        }
        painter.drawPath(water);
    }

private:
    /// From the tip on; a negative length points down.
    static void drawArrow(QPainter &painter, const QPointF &tip, double length, int direction)
    {
        painter.drawLine(tip, tip + QPointF(0, length));
        painter.drawPolyline(
            QPolygonF({tip + QPointF(-12, 12.0 * direction), tip, tip + QPointF(12, 12.0 * direction)}));
    }
};

} // namespace

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
{
    m_picture = new DropPicture(this);
    m_title = new ToneLabel(tr("Drop files to upload, or a link to download"), Tone::Text, 18, QFont::DemiBold, this);
    m_hint =
        new ToneLabel(tr("Ctrl+V works too, with files, images and links"), Tone::Secondary, 13, QFont::Normal, this);
    for (QLabel *label : {static_cast<QLabel *>(m_title), static_cast<QLabel *>(m_hint)}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
    }
    m_upload = makeButton(tr("Upload files…"), ButtonKind::Primary, this, QStringLiteral("upload"));
    m_download = makeButton(tr("Download a link…"), ButtonKind::Plain, this, QStringLiteral("download"));
    m_clear = makeButton(tr("Clear search"), ButtonKind::Plain, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::space12);
    buttons->addStretch();
    buttons->addWidget(m_upload);
    buttons->addWidget(m_download);
    buttons->addWidget(m_clear);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::space24, metrics::space24, metrics::space24, metrics::space24);
    layout->setSpacing(0);
    layout->addStretch();
    layout->addWidget(m_picture, 0, Qt::AlignHCenter);
    layout->addSpacing(metrics::space24);
    layout->addWidget(m_title);
    layout->addSpacing(metrics::space8);
    layout->addWidget(m_hint);
    layout->addSpacing(metrics::space24);
    layout->addLayout(buttons);
    layout->addStretch();
    connect(m_upload, &QPushButton::clicked, this, &EmptyPage::uploadClicked);
    connect(m_download, &QPushButton::clicked, this, &EmptyPage::downloadClicked);
    connect(m_clear, &QPushButton::clicked, this, &EmptyPage::clearClicked);
    showWelcome();
}

/// The page keeps the focus of a button that goes, for the list, or for the next button.
void EmptyPage::offer(QPushButton *button, bool on)
{
    if (!on)
        passFocus(*button, this);
    button->setVisible(on);
    if (on && window()->focusWidget() == this)
        button->setFocus(Qt::OtherFocusReason);
}

void EmptyPage::setWelcome(bool on)
{
    m_welcome = on;
    m_picture->setVisible(on);
    m_hint->setVisible(on);
    offer(m_upload, on);
    offer(m_download, on);
    m_title->setFont(on ? scaledFont(18, QFont::DemiBold) : scaledFont(13));
    m_title->setTone(on ? Tone::Text : Tone::Secondary);
}

void EmptyPage::showWelcome()
{
    setWelcome(true);
    m_title->setText(tr("Drop files to upload, or a link to download"));
    offer(m_clear, false);
}

void EmptyPage::showSentence(const QString &sentence)
{
    setWelcome(false);
    m_title->setText(sentence);
    offer(m_clear, false);
}

void EmptyPage::showSearch(const QString &text)
{
    setWelcome(false);
    m_title->setText(tr("No item matches “%1”.").arg(harmless(text)));
    offer(m_clear, true);
}

void EmptyPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().surface);
}

} // namespace ferry::ui
