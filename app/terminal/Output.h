#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace ferry {

/// One of the two standard streams, unbuffered and whole. Main thread. A reader that went away (EPIPE) or a full disk
/// is remembered and ends all further writing; the program ignores SIGPIPE.
class Output
{
public:
    enum Stream { Results = 1, Messages = 2 }; ///< standard output and standard error, by their descriptors

    explicit Output(Stream stream)
        : m_descriptor(stream)
    {
    }

    void write(const QByteArray &bytes);
    /// A sentence for a person, as one line: whatever name or word of a server stands in it, it steers no terminal.
    void say(const QString &sentence);
    bool failed() const { return m_failed; }
    bool isTerminal() const;
    /// Columns and rows of the terminal; 80 by 24 if they are not known.
    struct Size
    {
        int columns = 80;
        int rows = 24;
    };
    Size size() const;

private:
    int m_descriptor;
    bool m_failed = false;
    mutable std::optional<bool> m_isTerminal; ///< once it was asked for: the streams stay what they are
};

} // namespace ferry
