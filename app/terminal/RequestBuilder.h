#pragma once

#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// The requests of a command, in the order of its tasks, or why none of them may be sent.
struct BuiltRequests
{
    QList<TransferRequest> requests;
    QString error; ///< a sentence; then requests is empty

    bool ok() const { return error.isEmpty(); }
};

/// Every request is checked against the disk and the rules for headers, so that a mistake in the last one keeps the
/// first one from being sent. Reads the files of `-F name=<path`; any thread.
BuiltRequests buildRequests(const UploadCommand &command);

/// temporaryPlace: an existing directory, private to this run, for `--temp`.
BuiltRequests buildRequests(const DownloadCommand &command, const QString &temporaryPlace);

} // namespace ferry
