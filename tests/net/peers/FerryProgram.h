#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace ferry::test {

/// How one run of the program ended.
struct FerryResult
{
    int exitCode = -1; ///< -1: it crashed, or did not end in time
    QByteArray out;
    QByteArray err;

    /// Every line of standard output as JSON. A line that is none becomes an object with the member "notJson".
    QList<QJsonObject> events() const;
    /// Those of one task.
    QList<QJsonObject> events(int task) const;
    /// The names of one task's events, each run of progress as one.
    QStringList order(int task) const;
    /// The first event of this name; empty if there is none.
    QJsonObject event(const char *name, int task = 1) const;
};

inline QString argument(const char *text)
{
    return QString::fromUtf8(text);
}
inline QString argument(const QByteArray &text)
{
    return QString::fromUtf8(text);
}
inline QString argument(const QString &text)
{
    return text;
}

/// A command line of literals and strings.
template <typename... Text>
QStringList args(const Text &...text)
{
    return {argument(text)...};
}

/// The real `ferry`, with a home of its own, in a directory of its own.
class FerryProgram
{
public:
    /// Waits for its end.
    FerryResult run(const QStringList &arguments, int milliseconds = 60000) const;
    /// Starts it and goes on; end it with finish(). Its standard output is read by the caller or by finish().
    void start(QProcess &process, const QStringList &arguments) const;
    static FerryResult finish(QProcess &process, int milliseconds = 60000);
    static QString program();

    /// For every start from now on; a null value takes the variable away.
    void setVariable(const char *name, const QString &value) { m_variables.append({QLatin1String(name), value}); }

    /// Where its state lies: settings, cache, temporary files.
    QString home() const { return m_home.path(); }
    /// Where it runs; relative paths are below.
    QString directory() const { return m_directory.path(); }
    QString path(const QString &name) const { return m_directory.filePath(name); }
    /// Writes a file there and gives its path.
    QString addFile(const QString &name, const QByteArray &content) const;
    /// The files there, sorted, without those of the home.
    QStringList files() const;
    /// What its cache holds below: temporary files that were left behind.
    QStringList leftBehind() const;

private:
    QTemporaryDir m_directory;
    QTemporaryDir m_home;
    QList<std::pair<QString, QString>> m_variables;
};

} // namespace ferry::test
