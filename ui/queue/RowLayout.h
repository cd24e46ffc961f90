#pragma once

#include <QList>
#include <QRect>

namespace ferry::ui {

/// Heights of a row that follow the fonts. In device-independent pixels.
struct RowMetrics
{
    int line1 = 20;    ///< name
    int line2 = 18;    ///< state
    int rightPad = 12; ///< less beside a scroll bar, so that nothing moves when one appears
    bool operator==(const RowMetrics &) const = default;
};

/// Natural widths of what a row shows; 0: it is not there.
struct RowWidths
{
    int percent = 0;
    int bytes = 0;
    int bytesShort = 0;
    int right = 0;
    int word = 0;
    QList<int> actions;
};

/// Where the parts of a row stand. Empty rectangles are not drawn.
struct RowLayout
{
    QRect tile, disc;
    QRect name, percent, bytes;
    QRect icon, word, explanation, right;
    QRect bar;
    QList<QRect> actions; ///< as many as fit, the first of them kept longest; right-aligned in their column
    bool shortBytes = false;
};

constexpr int actionSide = 28;       ///< of an icon button, and the height of one with a word
constexpr int explanationDotGap = 4; ///< between the word and the dot before the explanation

int rowHeight(const RowMetrics &metrics);
/// Places everything in `row`. Pure; left to right, the delegate mirrors.
RowLayout layoutRow(const QRect &row, const RowMetrics &metrics, const RowWidths &widths);

} // namespace ferry::ui
