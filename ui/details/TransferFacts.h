#pragma once

#include "core/types/TransferSnapshot.h"

#include <QStringList>

namespace ferry::ui {

// What there is to know of an item's way, beside what went over the wire. Pure.

struct TransferFact
{
    QString name;
    QString value;

    friend bool operator==(const TransferFact &, const TransferFact &) = default;
};

/// Resumable or not, connections, limit, priority, tries, what the bytes were compared with; only those that say
/// something.
QList<TransferFact> transferFacts(const TransferSnapshot &snapshot);

struct AttemptLine
{
    QString what; ///< "2. The connection broke"
    QString when;

    friend bool operator==(const AttemptLine &, const AttemptLine &) = default;
};

/// Attempts that ended before the present one, newest first.
QList<AttemptLine> attemptLines(const TransferSnapshot &snapshot, const QDateTime &now);

/// What a person should know before a pause, and what the bytes were compared with: sentences for the first page.
QStringList transferNotes(const TransferSnapshot &snapshot);

} // namespace ferry::ui
