#pragma once

#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// Where the files of a command shall lie, or why nothing can lie there.
struct DownloadPlace
{
    SaveTarget target;
    QString error; ///< a sentence; empty: target is good
};

/// From `-o` and `-d`; temporaryPlace: the directory of `--temp`. Looks at the disk and changes nothing.
DownloadPlace downloadPlace(const DownloadCommand &command, const QString &temporaryPlace);

} // namespace ferry
