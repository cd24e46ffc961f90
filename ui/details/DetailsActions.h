#pragma once

#include "core/types/TransferSnapshot.h"

#include <QList>
#include <QString>

namespace ferry::ui {

/// What the details panel offers to do with items. The window knows how.
enum class DetailsAction {
    Save,
    SaveAs,
    Open,
    ShowInFolder,
    Discard,
    Cancel,
    Pause,
    Resume,
    Retry,
    SendAgain, ///< of an upload that may have arrived
    MarkDone,
    Review,
    SignIn,
    CopyLink,
    OpenLink,
    Remove,
};

struct ActionWords
{
    QString text;
    QString icon;
};

ActionWords actionWords(DetailsAction action);
/// What is offered below the verdict, the first one as the main one, which loses nothing unless it is the only one;
/// empty where nothing is left to do.
QList<DetailsAction> actionsFor(const TransferSnapshot &snapshot);
/// Whether the action fits an item among several.
bool fits(DetailsAction action, const TransferSnapshot &snapshot);

} // namespace ferry::ui
