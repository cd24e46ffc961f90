#include "app/terminal/Output.h"

#include "app/terminal/TerminalText.h"

#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace ferry {

void Output::write(const QByteArray &bytes)
{
    const char *data = bytes.constData();
    qsizetype left = bytes.size();
    while (left > 0 && !m_failed) {
        const ssize_t written = ::write(m_descriptor, data, size_t(left));
        if (written > 0) {
            data += written;
            left -= written;
        } else if (errno == EAGAIN) {
            // A shell may have left the terminal non-blocking.
            pollfd ready{m_descriptor, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            m_failed = true;
        }
    }
}

void Output::say(const QString &sentence)
{
    write(TerminalText::oneLine(sentence).toUtf8() + '\n');
}

bool Output::isTerminal() const
{
    if (!m_isTerminal)
        m_isTerminal = ::isatty(m_descriptor) == 1;
    return *m_isTerminal;
}

Output::Size Output::size() const
{
    winsize window{};
    Size size;
    if (::ioctl(m_descriptor, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 && window.ws_row > 0)
        size = {window.ws_col, window.ws_row};
    return size;
}

} // namespace ferry
