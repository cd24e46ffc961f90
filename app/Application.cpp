#include "app/Application.h"

#include "app/terminal/Output.h"

namespace ferry {

int runWindow(int &, char **, const WindowCommand &)
{
    Output(Output::Messages).write("ferry: The window is not part of this build.\n");
    return ExitFailed;
}

} // namespace ferry
