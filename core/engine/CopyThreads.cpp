#include "core/engine/CopyThreads.h"

namespace ferry {

namespace {

/// So many long copies may go on before the next file waits for its place.
constexpr int atOnce = 16;

struct CopyPool : QThreadPool
{
    CopyPool() { setMaxThreadCount(atOnce); }
};

} // namespace

QThreadPool &copyThreads()
{
    static CopyPool pool;
    return pool;
}

} // namespace ferry
