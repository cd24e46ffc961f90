#pragma once

#include "core/types/TransferSnapshot.h"

#include <QStringList>

namespace ferry {

/// What a person may want to know and do when an item ended in another way than they hoped: a sentence for each line.

/// After an answer with another status than 2xx.
QStringList adviceOnRefusal(const TransferSnapshot &snapshot);
/// After an error that is no Abort.
QStringList adviceOnFailure(const TransferSnapshot &snapshot, const TransferError &error);
QStringList adviceOnCancel(const TransferSnapshot &snapshot);

/// Of a download that went well: what nobody can vouch for. name: of the item, in quotes.
QStringList whatIsUnsure(const QString &name, const TransferSnapshot &snapshot);

/// errorText(), with what the error by itself does not know.
QString failureText(const TransferSnapshot &snapshot, const TransferError &error);

/// Which certificate was not trusted, so that a person can compare it; empty where none was shown.
QString certificateText(const TransferError &error);

} // namespace ferry
