#pragma once

namespace ferry {

struct WindowCommand;

/// The door to the part with a window, which is a library that only a start with a window loads: that of Qt's graphical
/// libraries costs more than all else that a transfer in the terminal does before its first byte. It lies beside the
/// program, or, once installed, in lib/ferry beside the program's folder.
struct WindowEntry
{
    /// Opens the window and runs it to its end; gives the exit code.
    using Function = int (*)(int &argc, char **argv, const WindowCommand &command);

    static constexpr const char *library = "libferry-window.so";
    static constexpr const char *symbol = "ferryWindow";
};

} // namespace ferry
