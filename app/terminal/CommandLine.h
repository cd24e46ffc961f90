#pragma once

#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// Reads a command line, without the program's name. Pure: opens no file and looks at no environment.
/// Values are checked as far as they can be on their own; what needs the disk is left to RequestBuilder.
std::variant<TerminalCommand, UsageError> parseCommandLine(const QStringList &arguments);

} // namespace ferry
