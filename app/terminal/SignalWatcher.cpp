#include "app/terminal/SignalWatcher.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace ferry {

namespace {

constexpr std::array watched = {SIGINT, SIGTERM, SIGHUP};
// A handler can reach nothing but what is global.
std::array<int, 2> pipeEnds = {-1, -1};

void handle(int number)
{
    const int error = errno;
    const char byte = char(number);
    // Nothing can be done about a full pipe, and the handler is gone after the first signal anyway.
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &byte, 1);
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
    struct sigaction action = {};
    action.sa_handler = handle;
    action.sa_flags = int(SA_RESETHAND) | SA_RESTART;
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
