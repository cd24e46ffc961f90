#pragma once

#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// Opens the window and runs it to its end; gives the exit code. Makes the QApplication.
int runWindow(int &argc, char **argv, const WindowCommand &command);

} // namespace ferry
