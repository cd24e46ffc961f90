#include "ui/queue/ShownRows.h"

namespace ferry::ui {

namespace {

bool isRestSame(const RowText &a, const RowText &b)
{
    return a.icon == b.icon && a.word == b.word && a.tone == b.tone && a.explanation == b.explanation &&
           a.explanationIsLink == b.explanationIsLink && a.elideMiddle == b.elideMiddle && a.bar == b.bar &&
           a.actions == b.actions;
}

} // namespace

RowParts ShownRow::differences(const ShownRow &other, int barWidth) const
{
    RowParts parts;
    parts.setFlag(RowPart::Rest, name != other.name || picture != other.picture || !isRestSame(text, other.text));
    parts.setFlag(RowPart::Percent, text.percent != other.text.percent);
    parts.setFlag(RowPart::Bytes, text.bytes != other.text.bytes || text.bytesShort != other.text.bytesShort);
    parts.setFlag(RowPart::Right, text.right != other.text.right);
    const double quarters = 4.0 * barWidth;
    parts.setFlag(RowPart::Bar, qRound(text.fraction * quarters) != qRound(other.text.fraction * quarters));
    return parts;
}

void ShownRows::painted(TransferId id, const ShownRow &row, bool whole)
{
    if (whole)
        return take(id, row);
    // Texts change with the time alone too, and then only a part of the new one may be on the screen.
    const ShownRow *before = find(id);
    if (before && before->differences(row, 0))
        forget(id);
}

} // namespace ferry::ui
