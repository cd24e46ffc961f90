#include "app/terminal/PasswordPrompt.h"

#include "app/terminal/Output.h"
#include "app/terminal/TerminalText.h"

#include <csignal>
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

/// Ctrl-C ends the reading, not the program, so that the echo comes back.
class InterruptibleRead
{
public:
    InterruptibleRead()
    {
        struct sigaction action = {};
        action.sa_handler = [](int) {};
        ::sigaction(SIGINT, &action, &m_before);
    }
    ~InterruptibleRead() { ::sigaction(SIGINT, &m_before, nullptr); }
    Q_DISABLE_COPY_MOVE(InterruptibleRead)

private:
    struct sigaction m_before = {};
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
    const InterruptibleRead interruptible;
    const QuietTerminal quiet; // drops what was typed before, so the question comes after it
    Output messages(Output::Messages);
    messages.write(TerminalText::tr("Password for %1: ").arg(TerminalText::oneLine(user)).toUtf8());
    QByteArray line;
    char c = 0;
    for (;;) {
        const ssize_t got = ::read(STDIN_FILENO, &c, 1);
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
