#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/parts/Tone.h"

#include <QDateTime>
#include <QStringList>

namespace ferry::ui {

/// What can be done with an item from its row.
enum class RowAction {
    Cancel,
    Pause,
    Resume,
    Retry,
    Save,
    Open,
    Look,
    Discard,
    CopyLink,
    OpenLink,
    ShowInFolder,
    Review,
    SignIn,
    Decide,
};

/// How an action stands on the row: an icon of 28x28, or a button with a word.
struct ActionLook
{
    QString icon;
    QString word; ///< empty: the icon alone
    QString tip;  ///< also the accessible name
    bool tonal = false;
    bool menu = false;
};
ActionLook actionLook(RowAction action);
/// The tip of an action on this item: a pause says beforehand what it costs.
QString actionTip(RowAction action, const TransferSnapshot &snapshot);

enum class RowBar { None, Plain, Hatch };

/// Everything that a row says about an item; the delegate only places it.
struct RowText
{
    QString icon;
    QString word;
    Tone tone = Tone::Secondary;
    QString explanation;
    bool explanationIsLink = false;
    bool elideMiddle = false; ///< the explanation is an address or a host
    QString percent;
    QString bytes;
    QString bytesShort; ///< where there is no room for bytes
    QString right;      ///< of the second line: speed and time left, or when it ended
    RowBar bar = RowBar::None;
    double fraction = 0;      ///< 0 to 1, Plain
    QList<RowAction> actions; ///< at most two; the first one is what Enter does
};

/// The text of a row. `now` decides durations and whether a clock time needs its day. Pure.
RowText rowText(const TransferSnapshot &snapshot, const QDateTime &now);

bool isUpload(const TransferSnapshot &snapshot);
/// The item's name for a person, harmless(); of a form with several files "a.txt and 2 more".
QString shownName(const TransferSnapshot &snapshot);
/// Where an item goes to or comes from: the destination's name, else the host.
QString partnerName(const TransferSnapshot &snapshot);
/// The server's reason for a refusal in its own words, but for a full stop at their end; may be empty.
QString serverReason(const TransferSnapshot &snapshot);
/// Why the last try failed, and which try is next, in the middle of a line: "the server answered 503, try 2 of 5".
QString lastTryText(const TransferSnapshot &snapshot);
/// Of one whose host asked to wait: "for img.example.net, asked to wait".
QString hostWaitText(const TransferSnapshot &snapshot);
/// What a screen reader says: "NAME, upload to Image host, sending, 34 percent, 412 MB of 1.20 GB, 33 seconds left".
QString spokenText(const TransferSnapshot &snapshot, const QDateTime &now);
/// "Save, Open": the actions of the row.
QString spokenActions(const TransferSnapshot &snapshot);
/// Name, exact bytes, full address.
QString rowTip(const TransferSnapshot &snapshot);

} // namespace ferry::ui
