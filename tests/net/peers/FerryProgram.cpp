#include "tests/net/peers/FerryProgram.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>

namespace ferry::test {

QList<QJsonObject> FerryResult::events() const
{
    QList<QJsonObject> result;
    QList<QByteArray> lines = out.split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    for (const QByteArray &line : std::as_const(lines)) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        result.append(document.isObject() ? document.object()
                                          : QJsonObject{{QStringLiteral("notJson"), QString::fromUtf8(line)}});
    }
    return result;
}

QList<QJsonObject> FerryResult::events(int task) const
{
    QList<QJsonObject> result = events();
    result.removeIf([task](const QJsonObject &event) { return event.value(QStringLiteral("task")).toInt() != task; });
    return result;
}

QStringList FerryResult::order(int task) const
{
    QStringList names;
    for (const QJsonObject &event : events(task)) {
        const QString name = event.value(QStringLiteral("event")).toString();
        if (names.isEmpty() || name != QLatin1String("progress") || names.last() != name)
            names.append(name);
    }
    return names;
}

QJsonObject FerryResult::event(const char *name, int task) const
{
    for (const QJsonObject &event : events(task)) {
        if (event.value(QStringLiteral("event")).toString() == QLatin1String(name))
            return event;
    }
    return {};
}

QString FerryProgram::program()
{
    return QStringLiteral(FERRY_PROGRAM);
}

void FerryProgram::start(QProcess &process, const QStringList &arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
                             "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QLatin1String(name));
    environment.insert(QStringLiteral("HOME"), m_home.path());
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), m_home.filePath(QStringLiteral("cache")));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("TMPDIR"), m_home.path());
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    for (const auto &[name, value] : m_variables) {
        if (value.isNull())
            environment.remove(name);
        else
            environment.insert(name, value);
    }
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_directory.path());
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program(), arguments);
}

FerryResult FerryProgram::run(const QStringList &arguments, int milliseconds) const
{
    QProcess process;
    start(process, arguments);
    return finish(process, milliseconds);
}

FerryResult FerryProgram::finish(QProcess &process, int milliseconds)
{
    FerryResult result;
    const bool ended = process.state() == QProcess::NotRunning || process.waitForFinished(milliseconds);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    if (ended && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    return result;
}

QString FerryProgram::addFile(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return file.fileName();
}

QStringList FerryProgram::files() const
{
    return QDir(m_directory.path())
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
}

QStringList FerryProgram::leftBehind() const
{
    QStringList result;
    QDirIterator it(m_home.filePath(QStringLiteral("cache")), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext())
        result.append(it.next());
    return result;
}

} // namespace ferry::test
