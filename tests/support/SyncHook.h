#pragma once

#include <atomic>
#include <cerrno>
#include <functional>
#include <sys/syscall.h>
#include <unistd.h>

namespace ferry {

/// Takes the place of fdatasync() in a test program that includes this, which is to be one source. Set it while nothing
/// is written; it is called on whatever thread asks.
class SyncHook
{
public:
    /// Returns the errno that the call is to fail with, or 0 to let it be.
    using Answer = std::function<int()>;

    explicit SyncHook(Answer answer)
        : m_answer(std::move(answer))
    {
        s_hook = this;
    }
    ~SyncHook() { s_hook = nullptr; }
    SyncHook(const SyncHook &) = delete;
    SyncHook &operator=(const SyncHook &) = delete;

    static int sync(int descriptor)
    {
        const SyncHook *hook = s_hook;
        errno = hook ? hook->m_answer() : 0;
        return errno == 0 ? int(::syscall(SYS_fdatasync, descriptor)) : -1;
    }

private:
    static inline std::atomic<const SyncHook *> s_hook = nullptr;
    const Answer m_answer;
};

} // namespace ferry

extern "C" int fdatasync(int descriptor)
{
    return ferry::SyncHook::sync(descriptor);
}
