#include "ui/drop/DropVeil.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/parts/Numbers.h"

#include <QPainter>
#include <QPainterPath>

namespace ferry::ui {

namespace {

constexpr int pad = 24, headHeight = 36, lineHeight = 24, cardWidth = 400;

void drawIconAt(QPainter *painter, const QPoint &corner, const QString &name, int size, const QColor &colour)
{
    painter->drawPixmap(corner, iconPixmap(name, size, colour, painter->device()->devicePixelRatioF()));
}

} // namespace

DropVeil::DropVeil(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("What dropping here does"));
    hide();
}

QString DropVeil::titleFor(const QString &target) const
{
    const int count = m_offer.count();
    if (m_offer.kind == DropOffer::Unusable)
        return tr("This cannot be dropped here");
    if (m_offer.kind == DropOffer::Download)
        return tr("Download %n link(s)", nullptr, count);
    if (m_offer.picture)
        return target.isEmpty() ? tr("Upload a picture") : tr("Upload a picture to %1").arg(target);
    if (m_offer.folders > 0 && m_offer.folders == count)
        return target.isEmpty() ? tr("Upload %n folder(s)", nullptr, count)
                                : tr("Upload %n folder(s) to %1", nullptr, count).arg(target);
    if (m_offer.folders > 0)
        return target.isEmpty() ? tr("Upload %n file(s) and folder(s)", nullptr, count)
                                : tr("Upload %n file(s) and folder(s) to %1", nullptr, count).arg(target);
    return target.isEmpty() ? tr("Upload %n file(s)", nullptr, count)
                            : tr("Upload %n file(s) to %1", nullptr, count).arg(target);
}

void DropVeil::present(const DropOffer &offer, const QString &target, const QString &address)
{
    m_offer = offer;
    m_title = titleFor(target);
    if (offer.kind == DropOffer::Unusable)
        m_subtitle = offer.reason;
    else if (offer.kind == DropOffer::Download)
        m_subtitle = tr("Each is kept as temporary until you save it");
    else
        m_subtitle = address.isEmpty() ? tr("The next step asks where to") : address;
    if (parentWidget())
        setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

QString DropVeil::restLine() const
{
    const int more = m_offer.count() - int(m_offer.shown.size());
    if (more > 0 && m_offer.bytes >= 0)
        return tr("and %n more, %1 in all", nullptr, more).arg(sizeText(m_offer.bytes));
    if (more > 0)
        return tr("and %n more", nullptr, more);
    if (m_offer.shown.size() > 1 && m_offer.bytes >= 0)
        return tr("%1 in all").arg(sizeText(m_offer.bytes));
    return {};
}

int DropVeil::cardHeight() const
{
    if (m_offer.kind == DropOffer::Unusable)
        return 2 * pad + headHeight;
    const int lines = int(m_offer.shown.size()) + (restLine().isEmpty() ? 0 : 1) + 1;
    return 2 * pad + headHeight + 2 * metrics::space12 + lines * scaled(lineHeight) + 4;
}

void DropVeil::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    QColor veil = theme.surface;
    veil.setAlphaF(0.88F);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool usable = m_offer.kind != DropOffer::Unusable;
    QPen pen(usable ? theme.accent : theme.edge, 2, Qt::CustomDashLine);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(7, 7, -7, -7), metrics::radiusCard, metrics::radiusCard);
    painter.setRenderHint(QPainter::Antialiasing, false); // lines lie on the screen's pixels
    const int cardW = qMin(cardWidth, width() - 2 * pad);
    const QRect card((width() - cardW) / 2, qMax(pad, (height() - cardHeight()) / 2), cardW, cardHeight());
    drawCard(&painter, card);
}

void DropVeil::drawCard(QPainter *painter, const QRect &card) const
{
    const Theme &theme = Theme::current();
    drawBox(painter, card, metrics::radiusCard, theme.raised, theme.line);
    const QRect inner = card.adjusted(pad, pad - 4, -pad, -pad);
    const bool usable = m_offer.kind != DropOffer::Unusable;
    const QString iconName = !usable                               ? QStringLiteral("problem")
                             : m_offer.kind == DropOffer::Download ? QStringLiteral("download")
                                                                   : QStringLiteral("upload");
    drawBox(painter, QRect(inner.topLeft(), QSize(36, 36)), metrics::radius,
            usable ? theme.accentSoft : theme.warnSoft);
    drawIconAt(painter, inner.topLeft() + QPoint(8, 8), iconName, metrics::icon, usable ? theme.accent : theme.warn);
    const auto write = [&](const QRect &room, const QString &text, const QFont &font, const QColor &colour,
                           Qt::TextElideMode mode, Qt::Alignment side = Qt::AlignLeft) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(room, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(text, mode, room.width()));
    };
    const QRect head(inner.x() + 48, inner.y(), inner.width() - 48, headHeight);
    write(QRect(head.x(), head.y(), head.width(), 20), m_title, scaledFont(15, QFont::DemiBold), theme.text,
          Qt::ElideMiddle);
    write(QRect(head.x(), head.y() + 19, head.width(), 18), m_subtitle, scaledFont(12), theme.text2, Qt::ElideRight);
    if (!usable)
        return;
    int y = head.bottom() + metrics::space12 + 2;
    painter->fillRect(QRect(inner.x(), y, inner.width(), 1), theme.line);
    y += metrics::space8;
    const int step = scaled(lineHeight);
    const QFont small = scaledFont(12);
    for (const DropOffer::Named &file : m_offer.shown) {
        const QString size = sizeText(file.size);
        const int sizeWidth = file.size < 0 ? 0 : QFontMetrics(small).horizontalAdvance(size) + metrics::space12;
        const bool folder = m_offer.kind == DropOffer::Upload && file.size < 0 && !m_offer.picture;
        const QString kind = m_offer.kind == DropOffer::Download ? QStringLiteral("link")
                             : m_offer.picture                   ? QStringLiteral("image")
                             : folder                            ? QStringLiteral("folder")
                                                                 : fileIconName(file.name);
        drawIconAt(painter, QPoint(inner.x(), y + (step - 16) / 2), kind, metrics::iconSmall, theme.text2);
        const QRect line(inner.x() + metrics::space24, y, inner.width() - metrics::space24, step);
        write(line.adjusted(0, 0, -sizeWidth, 0), file.name, scaledFont(13), theme.text, Qt::ElideMiddle);
        if (sizeWidth > 0)
            write(line, size, small, theme.text2, Qt::ElideNone, Qt::AlignRight);
        y += step;
    }
    if (const QString rest = restLine(); !rest.isEmpty()) {
        write(QRect(inner.x() + metrics::space24, y, inner.width() - metrics::space24, step), rest, scaledFont(13),
              theme.text2, Qt::ElideRight);
        y += step;
    }
    y += metrics::space8;
    drawIconAt(painter, QPoint(inner.x(), y + (step - 16) / 2), QStringLiteral("info"), metrics::iconSmall,
               theme.text2);
    const QString promise = m_offer.folders > 0 ? tr("Ferry will ask first before it adds the files of a folder.")
                            : m_offer.kind == DropOffer::Download
                                ? tr("Nothing is fetched until you say so in the next step.")
                                : tr("Nothing is sent until you say so in the next step.");
    write(QRect(inner.x() + metrics::space24, y, inner.width() - metrics::space24, step), promise, small, theme.text2,
          Qt::ElideRight);
}

} // namespace ferry::ui
