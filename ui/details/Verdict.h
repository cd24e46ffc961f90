#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/parts/Tone.h"

namespace ferry::ui {

/// What came of an item, in one sentence and its reason.
struct Verdict
{
    Tone tone = Tone::Secondary;
    QString icon;
    QString title;
    QString text;
    QString whole = {}; ///< what the text is short for; empty where it is not shortened

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// One of the three things that an upload promises: all sent, accepted, a link found.
struct VerdictCell
{
    Tone tone = Tone::Secondary;
    QString icon;
    QString text;

    friend bool operator==(const VerdictCell &, const VerdictCell &) = default;
};

/// Pure.
Verdict verdictOf(const TransferSnapshot &snapshot);
/// Three for an upload that left the queue, none for others.
QList<VerdictCell> verdictCellsOf(const TransferSnapshot &snapshot);
/// "413 Content Too Large"; the standard phrase where the server gave none (HTTP/2 has none at all). A long one is cut.
QString statusText(const Exchange &exchange);

} // namespace ferry::ui
