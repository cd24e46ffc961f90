#include "app/terminal/SignalWatcher.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace ferry {

namespace {

constexpr std::array watched = {SIGINT, SIGTERM, SIGHUP};
// A handler can reach nothing but what is global.
std::array<int, 2> pipeEnds = {-1, -1};

// One wish often comes as two signals: timeout(1) tells the process and then its whole group, and what starts a
// program in a terminal may hand on the Ctrl-C that the program has had already. A person's second one is later.
constexpr qint64 oneWishMs = 500;
constexpr qint64 never = -1;
std::atomic<qint64> firstAt = never; // since the computer started, in ms
static_assert(std::atomic<qint64>::is_always_lock_free, "a handler may use it");

qint64 now()
{
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

void handle(int number)
{
    const int error = errno;
    qint64 first = never;
    if (firstAt.compare_exchange_strong(first, now())) {
        const char byte = char(number);
        // Nothing can be done about a full pipe.
        [[maybe_unused]] const auto written = ::write(pipeEnds[1], &byte, 1);
    } else if (now() - first > oneWishMs) {
        ::signal(number, SIG_DFL);
        ::raise(number); // takes effect when this handler returns
    }
    errno = error;
}

} // namespace

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &SignalWatcher::read);
    firstAt = never;
    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    for (const int number : watched) {
        struct sigaction before = {};
        ::sigaction(number, nullptr, &before);
        // nohup keeps its promise. SIGINT is taken even so: shells ignore it for what a script starts in the
        // background.
        if (number != SIGHUP || before.sa_handler != SIG_IGN)
            ::sigaction(number, &action, nullptr);
    }
}

SignalWatcher::~SignalWatcher()
{
    for (const int number : watched) {
        struct sigaction current = {};
        ::sigaction(number, nullptr, &current);
        if (current.sa_handler == handle)
            ::signal(number, SIG_DFL);
    }
    for (int &end : pipeEnds) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

void SignalWatcher::read()
{
    char number = 0;
    if (::read(pipeEnds[0], &number, 1) == 1)
        emit interrupted(number);
}

} // namespace ferry
