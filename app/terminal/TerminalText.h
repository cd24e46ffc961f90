#pragma once

#include <QCoreApplication>
#include <QString>

namespace ferry {

/// The translation context of what the terminal says, and its small pieces of text.
class TerminalText
{
    Q_DECLARE_TR_FUNCTIONS(TerminalText)

public:
    /// "12.4 MB", by powers of 1000 as in the window; "unknown" for -1.
    static QString bytes(qint64 count);
    /// "3.1 MB/s".
    static QString speed(double bytesPerSecond);
    /// "12 s", "3 min 5 s", "2 h 10 min".
    static QString duration(qint64 seconds);
    /// Foreign text (what a server said, the name of a file) without what would steer a terminal or turn the direction
    /// in which it is read: what Unicode calls controls, formats and separators of lines, but for line feed, tab, and
    /// the two joiners, U+200C and U+200D, which words and emoji are written with.
    static QString harmless(const QString &text);
    /// The same, with spaces in place of line ends and tabs.
    static QString oneLine(const QString &text);
    /// Of what was mistyped and may hold a secret: the word at its start if it looks like a name, and “…” for the rest.
    static QString nameAlone(const QString &text);
};

/// Columns that the text takes in a terminal: 2 for wide East Asian characters and most emoji, 0 for marks.
int displayWidth(QStringView text);
/// The text cut in its middle to at most so many columns.
QString elidedMiddle(const QString &text, int columns);

} // namespace ferry
