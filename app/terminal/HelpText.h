#pragma once

#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// What `--help` prints for the program or one of its commands; ends with a line end. At most 79 columns.
QString helpText(HelpCommand::Topic topic);

/// "ferry 0.1.0 (Qt 6.4.2, …)" with the versions of the libraries that matter for bug reports.
QString versionText();

} // namespace ferry
