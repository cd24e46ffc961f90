#pragma once

#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// Carries out any command but the window's, and gives the exit code. Needs a QCoreApplication, whose event loop it
/// runs.
int runTerminal(const TerminalCommand &command);

/// Says on standard error what was wrong, and where help is; gives the exit code.
int reportUsageError(const UsageError &error);
/// Says on standard error what failed; gives the exit code.
int reportFailure(const QString &sentence);

} // namespace ferry
