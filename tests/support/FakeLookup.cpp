#include "tests/support/FakeLookup.h"

#include <chrono>
#include <condition_variable>
#include <cstring>
#include <dlfcn.h>
#include <mutex>
#include <netdb.h>

namespace {

struct SlowName
{
    std::mutex mutex;
    std::condition_variable changed;
    int waiting = 0;
    bool released = false;
};

/// Never destroyed: a lookup that was given up may end after main().
SlowName &slowName()
{
    static auto *name = new SlowName;
    return *name;
}

} // namespace

extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    if (node && std::strcmp(node, "unknown.test") == 0)
        return EAI_NONAME;
    if (node && std::strcmp(node, "slow.test") == 0) {
        SlowName &name = slowName();
        std::unique_lock lock(name.mutex);
        ++name.waiting;
        name.changed.wait_for(lock, std::chrono::seconds(30), [&name] { return name.released; });
        --name.waiting;
        return EAI_NONAME;
    }
    using Lookup = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<Lookup>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(node, service, hints, result);
}

namespace ferry {

int FakeLookup::waiting()
{
    const std::lock_guard lock(slowName().mutex);
    return slowName().waiting;
}

void FakeLookup::release()
{
    {
        const std::lock_guard lock(slowName().mutex);
        slowName().released = true;
    }
    slowName().changed.notify_all();
}

} // namespace ferry
