#include "app/Application.h"
#include "app/WindowEntry.h"

extern "C" [[gnu::visibility("default")]] int ferryWindow(int &argc, char **argv, const ferry::WindowCommand &command)
{
    return ferry::runWindow(argc, argv, command);
}

static_assert(std::is_same_v<decltype(&ferryWindow), ferry::WindowEntry::Function>);
