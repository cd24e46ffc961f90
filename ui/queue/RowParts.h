#pragma once

#include "ui/queue/RowText.h"

#include <QCoreApplication>

namespace ferry::ui {

// What the texts of all states share.

/// Their translation context.
class Row
{
    Q_DECLARE_TR_FUNCTIONS(Row)
};

/// "to Image host", "from img.example.net".
QString fromOrTo(const TransferSnapshot &snapshot);
/// Bytes, percent and the bar; hatched where the total is unknown.
void setBar(RowText &row, const TransferSnapshot &snapshot);
/// One size alone.
void setSize(RowText &row, qint64 bytes);

/// A sentence as it stands in the middle of a line: a small letter at first, and no full stop.
QString inLine(QString sentence);

/// Queued, Waiting and Paused: why it does not move, and until when.
void fillWaiting(RowText &row, const TransferSnapshot &snapshot, const QDateTime &now);

} // namespace ferry::ui
