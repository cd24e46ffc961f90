#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/queue/RowText.h"

#include <QCache>
#include <QFlags>

namespace ferry::ui {

/// The parts of a row that change while it runs.
enum class RowPart { Percent = 1, Bytes = 2, Right = 4, Bar = 8, Rest = 16 };
Q_DECLARE_FLAGS(RowParts, RowPart)
Q_DECLARE_OPERATORS_FOR_FLAGS(RowParts)

/// What is seen of a row.
struct ShownRow
{
    RowText text;
    QString name;
    QString picture; ///< the local file of the thumbnail, or empty

    /// Where the two look different. A bar of this width is the same while its end stays on its quarter of a pixel.
    RowParts differences(const ShownRow &other, int barWidth) const;
};

/// What the rows that run look like on the screen, so that news has only that painted which looks different: ten times
/// a second that is some numbers and a bar. GUI thread.
class ShownRows
{
public:
    /// Null: it is not known.
    const ShownRow *find(TransferId id) const { return m_rows.object(id); }
    /// A row was painted: all of it, or what of it had to be.
    void painted(TransferId id, const ShownRow &row, bool whole);
    /// Whatever is different is going to be painted.
    void take(TransferId id, const ShownRow &row) { m_rows.insert(id, new ShownRow(row)); }
    void forget(TransferId id) { m_rows.remove(id); }
    void clear() { m_rows.clear(); }

private:
    QCache<TransferId, ShownRow> m_rows{200}; ///< more than a screen has
};

} // namespace ferry::ui
