#include "ui/queue/TransferDelegate.h"

#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/parts/ForeignText.h"
#include "ui/sheets/ThumbnailLoader.h"

#include <QAbstractItemView>
#include <QFileInfo>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QToolTip>

namespace ferry::ui {

namespace {

constexpr int wordPad = 10;      ///< at both sides of a button's word
constexpr int leastRightPad = 8; ///< the ring of the focus has room around the buttons

const QString explanationDot = QStringLiteral("· ");

/// A text in one of the fonts of the rows, which differ in weight and size alone.
QString keyOf(const QString &text, const QFont &font)
{
    return text + QChar(char16_t(font.weight())) + QChar(char16_t(qRound(font.pointSizeF() * 16)));
}

} // namespace

TransferDelegate::TransferDelegate(QueueModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_thumbnails(new ThumbnailLoader(36, this))
{
    connect(m_thumbnails, &ThumbnailLoader::ready, this, &TransferDelegate::thumbnailReady);
    reset();
}

QString TransferDelegate::pictureOf(const TransferSnapshot &s)
{
    QString path = s.savedPath.isEmpty() ? s.tempPath : s.savedPath;
    if (const auto *upload = std::get_if<UploadRequest>(s.request.get()))
        path = upload->files.isEmpty() ? upload->rawBodyPath : upload->files.first().path;
    else if (s.heldHtml)
        path.clear();
    return path.isEmpty() || fileIconName(s.name) != QLatin1String("image") ? QString() : path;
}

void TransferDelegate::reset()
{
    m_fonts = {scaledFont(13, QFont::DemiBold), scaledFont(13, QFont::Medium), scaledFont(12), scaledFont(12),
               scaledFont(12, QFont::Medium),   scaledFont(12, QFont::Medium)};
    m_metrics = {qMax(20, QFontMetrics(m_fonts.name).height() + 2), qMax(18, QFontMetrics(m_fonts.word).height() + 2)};
    m_elided.clear();
    m_widths.clear();
}

const TransferSnapshot &TransferDelegate::snapshotOf(const QModelIndex &index) const
{
    return m_model.snapshotAt(index.row());
}

int TransferDelegate::widthOf(const QString &text, const QFont &font) const
{
    if (text.isEmpty())
        return 0;
    const QString key = keyOf(text, font);
    if (const auto known = m_widths.constFind(key); known != m_widths.cend())
        return *known;
    const int width = QFontMetrics(font).horizontalAdvance(text) + 1;
    if (m_widths.size() > 2000)
        m_widths.clear();
    m_widths.insert(key, width);
    return width;
}

/// As if every digit were a zero, the widest in most fonts, so that the columns stand still while the numbers run.
int TransferDelegate::numberWidth(const QString &text, const QFont &font) const
{
    QString shape = text;
    for (QChar &c : shape) {
        if (c.isDigit())
            c = u'0';
    }
    return widthOf(shape, font);
}

QString TransferDelegate::elided(const QString &text, const QFont &font, Qt::TextElideMode mode, int width) const
{
    const QString key = keyOf(text, font) + QChar(char16_t(mode)) + QChar(char16_t(width));
    if (const QString *known = m_elided.object(key))
        return *known;
    const QString shown = QFontMetrics(font).elidedText(text, mode, width);
    m_elided.insert(key, new QString(shown));
    return shown;
}

RowWidths TransferDelegate::widthsOf(const RowText &text) const
{
    RowWidths w;
    w.percent = numberWidth(text.percent, m_fonts.percent);
    w.bytes = numberWidth(text.bytes, m_fonts.bytes);
    w.bytesShort = numberWidth(text.bytesShort, m_fonts.bytes);
    w.right = numberWidth(text.right, m_fonts.line2);
    w.word = widthOf(text.word, m_fonts.word);
    for (const RowAction action : text.actions) {
        const ActionLook look = actionLook(action);
        const int word = look.word.isEmpty() ? actionSide : widthOf(look.word, m_fonts.button) + 2 * wordPad;
        w.actions.append(word + (look.menu ? 20 : 0));
    }
    return w;
}

RowLayout TransferDelegate::layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return place(option, rowText(snapshotOf(index), QDateTime::currentDateTimeUtc()));
}

RowLayout TransferDelegate::place(const QStyleOptionViewItem &option, const RowText &text) const
{
    RowMetrics m = m_metrics;
    const auto *area = qobject_cast<const QAbstractScrollArea *>(option.widget);
    if (area && area->verticalScrollBar()->isVisible())
        m.rightPad = qMax(leastRightPad, m.rightPad - area->verticalScrollBar()->width());
    return layoutRow(option.rect, m, widthsOf(text));
}

QRect TransferDelegate::afterDot(const QRect &explanation) const
{
    return explanation.adjusted(widthOf(explanationDot, m_fonts.line2) - 1, 0, 0, 0);
}

bool TransferDelegate::isOnLink(const QStyleOptionViewItem &option, const QModelIndex &index, QPoint position) const
{
    const RowText text = rowText(snapshotOf(index), QDateTime::currentDateTimeUtc());
    if (!text.explanationIsLink)
        return false;
    QRect link = afterDot(place(option, text).explanation);
    link.setWidth(qMin(link.width(), widthOf(text.explanation, m_fonts.line2)));
    return mirrored(option, link).contains(position);
}

QRect TransferDelegate::mirrored(const QStyleOptionViewItem &option, const QRect &part) const
{
    return QStyle::visualRect(option.direction, option.rect, part);
}

QSize TransferDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {320, rowHeight(m_metrics)};
}

void TransferDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const TransferSnapshot &s = snapshotOf(index);
    const RowText text = rowText(s, QDateTime::currentDateTimeUtc());
    const RowLayout layout = place(option, text);
    painter->save();
    drawBackground(painter, option);
    drawTile(painter, option, s, layout);
    drawTexts(painter, option, index, text, layout);
    drawBar(painter, option, text, layout);
    drawActions(painter, option, index, text, layout);
    painter->restore();
}

void TransferDelegate::drawBackground(QPainter *painter, const QStyleOptionViewItem &option) const
{
    const Theme &theme = Theme::current();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->fillRect(option.rect, selected ? theme.accentSoft : hovered ? theme.hover : theme.surface);
    drawBottomLine(painter, option.rect);
    if (theme.highContrast && (selected || hovered))
        drawBox(painter, option.rect.adjusted(1, 1, -1, -2), 0, {}, theme.edge, selected ? 2 : 1);
    if (selected)
        painter->fillRect(mirrored(option, QRect(option.rect.x(), option.rect.y(), 3, option.rect.height())),
                          theme.accent);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        drawFocusRing(painter, mirrored(option, option.rect.adjusted(7, 2, -4, -3)), metrics::radius);
}

void TransferDelegate::drawTile(QPainter *painter, const QStyleOptionViewItem &option, const TransferSnapshot &s,
                                const RowLayout &layout) const
{
    const Theme &theme = Theme::current();
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QRect tile = mirrored(option, layout.tile);
    const QString path = pictureOf(s);
    const QPixmap thumbnail = path.isEmpty() ? QPixmap() : m_thumbnails->pixmap(path, ratio);
    if (thumbnail.isNull()) {
        drawBox(painter, tile, metrics::radius, theme.tile, theme.highContrast ? theme.edge : QColor());
        const QPoint corner = tile.topLeft() + QPoint(8, 8); // the centre is rounded the other way above 0
        painter->drawPixmap(corner, iconPixmap(fileIconName(s.name), metrics::icon, theme.text2, ratio));
    } else {
        QPainterPath clip;
        clip.addRoundedRect(tile, metrics::radius, metrics::radius);
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        painter->setClipPath(clip, Qt::IntersectClip);
        painter->drawPixmap(tile, thumbnail);
        painter->restore();
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRect disc = mirrored(option, layout.disc);
    drawBox(painter, disc, disc.width() / 2.0, selected ? theme.accentSoft : hovered ? theme.hover : theme.surface);
    const QString arrow = s.kind() == TransferKind::Upload ? QStringLiteral("up") : QStringLiteral("down");
    painter->drawPixmap(QPointF(disc.x() + 2.5, disc.y() + 2.5), iconPixmap(arrow, 12, theme.text, ratio));
}

void TransferDelegate::drawTexts(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                 const RowText &text, const RowLayout &layout) const
{
    const TransferSnapshot &s = snapshotOf(index);
    const Theme &theme = Theme::current();
    const QColor tone = toneColour(text.tone);
    const auto left = QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter;
    const auto right = QStyle::visualAlignment(option.direction, Qt::AlignRight) | Qt::AlignVCenter;
    const auto draw = [&](const QRect &room, const QString &what, const QFont &font, const QColor &colour,
                          Qt::Alignment where) {
        if (room.isEmpty() || what.isEmpty())
            return;
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(mirrored(option, room), int(where) | Qt::TextSingleLine | Qt::TextDontClip, what);
    };
    draw(layout.name, elided(shownName(s), m_fonts.name, Qt::ElideMiddle, layout.name.width()), m_fonts.name,
         theme.text, left);
    draw(layout.percent, text.percent, m_fonts.percent, theme.text, right);
    draw(layout.bytes, layout.shortBytes ? text.bytesShort : text.bytes, m_fonts.bytes, theme.text2, right);
    painter->drawPixmap(mirrored(option, layout.icon).topLeft(),
                        iconPixmap(text.icon, metrics::iconSmall, tone, painter->device()->devicePixelRatioF()));
    draw(layout.word, elided(text.word, m_fonts.word, Qt::ElideRight, layout.word.width()), m_fonts.word, tone, left);
    draw(layout.right, text.right, m_fonts.line2, theme.text2, right);
    if (text.explanation.isEmpty() || layout.explanation.isEmpty())
        return;
    const QRect rest = afterDot(layout.explanation);
    draw(layout.explanation, explanationDot, m_fonts.line2, theme.text2, left);
    QFont font = m_fonts.line2;
    font.setUnderline(text.explanationIsLink && m_hoversLink && m_hovered == index);
    draw(rest,
         elided(text.explanation, m_fonts.line2, text.elideMiddle ? Qt::ElideMiddle : Qt::ElideRight, rest.width()),
         font, text.explanationIsLink ? theme.accent : theme.text2, left);
}

void TransferDelegate::drawBar(QPainter *painter, const QStyleOptionViewItem &option, const RowText &text,
                               const RowLayout &layout) const
{
    if (text.bar == RowBar::None)
        return;
    const QRectF bar = mirrored(option, layout.bar);
    if (text.bar == RowBar::Hatch)
        return drawHatch(painter, bar, toneColour(text.tone));
    const Theme &theme = Theme::current();
    drawBox(painter, bar, bar.height() / 2, theme.track, theme.highContrast ? theme.edge : QColor());
    if (text.fraction <= 0)
        return;
    QRectF done = bar;
    done.setWidth(qMax(bar.height(), bar.width() * text.fraction));
    if (option.direction == Qt::RightToLeft)
        done.moveRight(bar.right());
    drawBox(painter, done, bar.height() / 2, toneColour(text.tone));
}

void TransferDelegate::drawActions(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                   const RowText &text, const RowLayout &layout) const
{
    const Theme &theme = Theme::current();
    const qreal ratio = painter->device()->devicePixelRatioF();
    for (qsizetype i = 0; i < layout.actions.size(); ++i) {
        const ActionLook look = actionLook(text.actions.at(i));
        const QRect room = mirrored(option, layout.actions.at(i));
        const bool hovered = m_hovered == index && m_hoveredAction == text.actions.at(i) && !m_hoversLink;
        if (look.word.isEmpty()) {
            if (hovered)
                drawBox(painter, room, metrics::radius, theme.press);
            painter->drawPixmap(room.topLeft() + QPoint(6, 6),
                                iconPixmap(look.icon, metrics::iconSmall, hovered ? theme.text : theme.text2, ratio));
            continue;
        }
        const QColor fill = look.tonal ? theme.accentSoft : hovered ? theme.press : theme.raised;
        // On a selected row, or under the pointer, the soft fill alone would not be seen.
        const bool framed = look.tonal && (hovered || option.state.testFlag(QStyle::State_Selected));
        drawBox(painter, room, metrics::radius, fill,
                look.tonal && !theme.highContrast ? (framed ? theme.accent : QColor()) : theme.edge);
        painter->setFont(m_fonts.button);
        painter->setPen(look.tonal ? theme.accent : theme.text);
        QRect words = room.adjusted(wordPad, 0, -wordPad, 0);
        if (look.menu) {
            words.adjust(0, 0, -20, 0);
            painter->drawPixmap(QPoint(words.right() + 5, room.y() + 6),
                                iconPixmap(QStringLiteral("chevron-down"), metrics::iconSmall, theme.text2, ratio));
        }
        painter->drawText(words, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, look.word);
    }
}

std::optional<RowAction> TransferDelegate::actionAt(const QStyleOptionViewItem &option, const QModelIndex &index,
                                                    QPoint position) const
{
    const RowText text = rowText(snapshotOf(index), QDateTime::currentDateTimeUtc());
    const RowLayout layout = place(option, text);
    for (qsizetype i = 0; i < layout.actions.size(); ++i) {
        if (mirrored(option, layout.actions.at(i)).contains(position))
            return text.actions.at(i);
    }
    return isOnLink(option, index, position) ? std::optional(RowAction::OpenLink) : std::nullopt;
}

void TransferDelegate::clearHover()
{
    if (!m_hovered.isValid())
        return;
    const QModelIndex before = m_hovered;
    m_hovered = QPersistentModelIndex();
    m_hoveredAction.reset();
    m_hoversLink = false;
    m_pressed = false;
    emit hoverChanged(before);
}

bool TransferDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    const bool press = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    const bool release = event->type() == QEvent::MouseButtonRelease;
    if (!press && !release && event->type() != QEvent::MouseMove)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const std::optional<RowAction> action = actionAt(option, index, mouse->position().toPoint());
    const bool onLink = action && isOnLink(option, index, mouse->position().toPoint());
    if (m_hovered != index || m_hoveredAction != action || m_hoversLink != onLink) {
        clearHover();
        m_hovered = index;
        m_hoveredAction = action;
        m_hoversLink = onLink;
        emit hoverChanged(index);
    }
    if (mouse->button() != Qt::LeftButton || (!press && !release))
        return false;
    if (press) {
        m_pressed = action.has_value();
        return m_pressed;
    }
    const bool wasPressed = std::exchange(m_pressed, false);
    if (wasPressed && action) {
        QPoint corner = mouse->globalPosition().toPoint();
        for (const QRect &room : layoutOf(option, index).actions) {
            if (mirrored(option, room).contains(mouse->position().toPoint()))
                corner += mirrored(option, room).bottomLeft() - mouse->position().toPoint() + QPoint(0, 4);
        }
        emit triggered(*action, snapshotOf(index).id, corner);
    }
    return wasPressed;
}

bool TransferDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && index.isValid()) {
        if (const auto action = actionAt(option, index, event->pos())) {
            QToolTip::showText(event->globalPos(), actionTip(*action, snapshotOf(index)), view->viewport());
            return true;
        }
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace ferry::ui
