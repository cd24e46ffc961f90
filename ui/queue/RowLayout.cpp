#include "ui/queue/RowLayout.h"

#include <algorithm>

namespace ferry::ui {

namespace {

constexpr int leftPad = 16, tileSide = 36, gap = 12, columnGap = 16;
constexpr int discSide = 17, discRight = 5, discDown = 4;
constexpr int actionsWide = 96, actionsNarrow = 72, actionGap = 4;
constexpr int narrowText = 360, tinyText = 260;
constexpr int percentGap = 5, iconSide = 16, iconGap = 5, barHeight = 4;

/// At most half of the line for the numbers, so that the name keeps the other half.
void placeLine1(RowLayout &l, const QRect &text, int top, bool narrow, const RowMetrics &m, const RowWidths &w)
{
    const bool tiny = text.width() < tinyText;
    l.shortBytes = tiny && w.bytesShort > 0;
    int bytes = l.shortBytes ? w.bytesShort : w.bytes;
    int percent = narrow ? 0 : w.percent;
    const int most = text.width() / 2 - columnGap;
    if (percent > 0 && bytes + percentGap + percent > most)
        percent = 0;
    if (bytes > most && !l.shortBytes && w.bytesShort > 0) {
        l.shortBytes = true;
        bytes = w.bytesShort;
    }
    if (bytes > most)
        bytes = 0;
    int right = text.right() + 1;
    if (bytes > 0) {
        l.bytes = QRect(right - bytes, top, bytes, m.line1);
        right = l.bytes.left();
    }
    if (percent > 0) {
        right -= bytes > 0 ? percentGap : 0;
        l.percent = QRect(right - percent, top, percent, m.line1);
        right = l.percent.left();
    }
    if (right <= text.right())
        right -= columnGap;
    l.name = QRect(text.left(), top, right - text.left(), m.line1);
}

void placeLine2(RowLayout &l, const QRect &text, int top, const RowMetrics &m, const RowWidths &w)
{
    l.icon = QRect(text.left(), top + (m.line2 - iconSide) / 2, iconSide, iconSide);
    const int start = text.left() + iconSide + iconGap;
    const int all = text.right() + 1 - start;
    int end = text.right() + 1;
    // The state in words goes before the numbers; the bar says the rest.
    if (w.right > 0 && w.word + columnGap + w.right <= all) {
        l.right = QRect(end - w.right, top, w.right, m.line2);
        end = l.right.left() - columnGap;
    }
    const int word = std::min(w.word, end - start);
    l.word = QRect(start, top, word, m.line2);
    const int after = start + word + explanationDotGap;
    constexpr int leastWorthReading = 32;
    if (end - after >= leastWorthReading)
        l.explanation = QRect(after, top, end - after, m.line2);
}

void placeActions(RowLayout &l, const QRect &row, int column, const RowMetrics &m, const RowWidths &w)
{
    const int y = row.top() + (row.height() - 1 - actionSide) / 2;
    qsizetype count = std::min<qsizetype>(w.actions.size(), 2);
    if (count == 2 && w.actions.at(0) + actionGap + w.actions.at(1) > column)
        count = 1;
    int right = row.right() + 1 - m.rightPad;
    for (qsizetype i = count - 1; i >= 0; --i) {
        l.actions.prepend(QRect(right - w.actions.at(i), y, w.actions.at(i), actionSide));
        right -= w.actions.at(i) + actionGap;
    }
}

} // namespace

int rowHeight(const RowMetrics &m)
{
    return std::max(56, m.line1 + m.line2 + 18);
}

RowLayout layoutRow(const QRect &row, const RowMetrics &m, const RowWidths &w)
{
    RowLayout l;
    const int textLeft = row.left() + leftPad + tileSide + gap;
    int column = actionsWide;
    int textWidth = row.right() + 1 - m.rightPad - column - gap - textLeft;
    const bool narrow = textWidth < narrowText;
    if (narrow) {
        column = actionsNarrow;
        textWidth = row.right() + 1 - m.rightPad - column - gap - textLeft;
    }
    const int extra = std::max(0, (row.height() - 1 - (m.line1 + m.line2 + 17)) / 2);
    const QRect text(textLeft, row.top(), std::max(0, textWidth), row.height());
    l.tile = QRect(row.left() + leftPad, row.top() + (row.height() - tileSide) / 2, tileSide, tileSide);
    l.disc =
        QRect(l.tile.right() + 1 + discRight - discSide, l.tile.bottom() + 1 + discDown - discSide, discSide, discSide);
    const int top = row.top() + 7 + extra;
    placeLine1(l, text, top, narrow, m, w);
    placeLine2(l, text, top + m.line1, m, w);
    l.bar = QRect(text.left(), top + m.line1 + m.line2 + 2, text.width(), barHeight);
    placeActions(l, row, column, m, w);
    return l;
}

} // namespace ferry::ui
