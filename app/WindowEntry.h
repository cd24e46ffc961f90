#pragma once

namespace ferry {

struct WindowCommand;

/// The door to the part with a window, which is a library that only a start with a window loads: that of Qt's graphical
/// libraries costs more than all else that a transfer in the terminal does before its first byte. It lies in lib/ferry
/// beside the program's folder, in a build as where it is installed, and is looked for nowhere else.
struct WindowEntry
{
    /// Opens the window and runs it to its end; gives the exit code.
    using Function = int (*)(int &argc, char **argv, const WindowCommand &command);

    static constexpr const char *library = "/../lib/ferry/libferry-window.so"; ///< from the program's folder
    static constexpr const char *symbol = "ferryWindow";
};

} // namespace ferry
