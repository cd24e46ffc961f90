#include "app/terminal/PasswordPrompt.h"

#include "app/terminal/Output.h"
#include "app/terminal/TerminalText.h"

#include <csignal>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace ferry {

namespace {

/// The terminal without echo, and with it again at the end.
class QuietTerminal
{
public:
    QuietTerminal()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO);
        quiet.c_lflag |= tcflag_t(ECHONL);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~QuietTerminal() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }
    Q_DISABLE_COPY_MOVE(QuietTerminal)

private:
    termios m_before{};
};

/// Ctrl-C ends the reading, not the program, so that the echo comes back. It is kept from this thread but for the
/// moments in which it waits, so that one that comes in between is not lost.
class InterruptibleRead
{
public:
    InterruptibleRead()
    {
        struct sigaction action = {};
        action.sa_handler = [](int) {};
        ::sigaction(SIGINT, &action, &m_before);
        sigset_t interrupt;
        ::sigemptyset(&interrupt);
        ::sigaddset(&interrupt, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &interrupt, &m_mask);
    }
    ~InterruptibleRead()
    {
        ::pthread_sigmask(SIG_SETMASK, &m_mask, nullptr);
        ::sigaction(SIGINT, &m_before, nullptr);
    }
    Q_DISABLE_COPY_MOVE(InterruptibleRead)

    /// As read(2) of one byte.
    ssize_t operator()(char &c) const
    {
        pollfd in = {STDIN_FILENO, POLLIN, 0};
        return ::ppoll(&in, 1, nullptr, &m_mask) < 0 ? -1 : ::read(STDIN_FILENO, &c, 1);
    }

private:
    struct sigaction m_before = {};
    sigset_t m_mask = {};
};

} // namespace

bool canAskPassword()
{
    return ::isatty(STDIN_FILENO) == 1;
}

std::optional<QString> askPassword(const QString &user)
{
    if (!canAskPassword())
        return std::nullopt;
    const InterruptibleRead read;
    const QuietTerminal quiet; // drops what was typed before, so the question comes after it
    Output messages(Output::Messages);
    messages.write(TerminalText::tr("Password for %1: ").arg(TerminalText::oneLine(user)).toUtf8());
    QByteArray line;
    char c = 0;
    for (;;) {
        const ssize_t got = read(c);
        if (got < 0 || (got == 0 && line.isEmpty())) { // Ctrl-C, Ctrl-D
            messages.write("\n");
            return std::nullopt;
        }
        if (got == 0 || c == '\n')
            return QString::fromUtf8(line);
        line.append(c);
    }
}

} // namespace ferry
