// Preloaded into a program: stops it once its libraries are there and before it does anything, so that strace can be
// attached and counts the program's own calls alone.
#include <csignal>
#include <cstdlib>

namespace {

[[gnu::constructor]] void hold()
{
    ::unsetenv("LD_PRELOAD");
    ::raise(SIGSTOP);
}

} // namespace
