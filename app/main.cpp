#include "app/terminal/CommandLine.h"
#include "app/terminal/HideSecrets.h"
#include "app/terminal/Terminal.h"
#include "app/terminal/TerminalText.h"
#include "app/WindowEntry.h"

#include <QDir>
#include <QFileInfo>
#include <QStringDecoder>

#include <csignal>
#include <dlfcn.h>
#include <fcntl.h>
#include <tuple>
#include <unistd.h>

namespace {

/// What Ferry cannot hold in its strings: file names are bytes on Linux, and need not be UTF-8.
std::optional<ferry::UsageError> notUtf8(int argc, char **argv)
{
    using ferry::TerminalText;
    for (int i = 1; i < argc; ++i) {
        QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = decode(argv[i]);
        if (!decode.hasError())
            continue;
        if (::access(argv[i], F_OK) != 0) // it may be a password
            return ferry::UsageError{TerminalText::tr("Argument %1 is not UTF-8, and Ferry takes no other.").arg(i)};
        return ferry::UsageError{
            TerminalText::tr("The name of the file “%1” is not UTF-8, and Ferry takes no other. Rename the file.")
                .arg(TerminalText::oneLine(text))};
    }
    return std::nullopt;
}

/// A pipe without a reader and a file at the limit of its size are errors of the call, not the program's end. The
/// signals are caught instead of ignored, since what is ignored stays so in the programs that are started.
void outliveWriteErrors()
{
    struct sigaction nothing = {};
    nothing.sa_handler = [](int) {};
    nothing.sa_flags = SA_RESTART;
    for (const int number : {SIGPIPE, SIGXFSZ})
        ::sigaction(number, &nothing, nullptr);
}

/// What is opened later must not come to lie where a closed standard stream was: messages would go there. As what does
/// not fit, so that reading or writing them fails as before.
void holdStandardStreams()
{
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(fd, F_GETFD) < 0) // the lowest that is free, so that it is the one that is opened
            std::ignore = ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

/// What keeps the window from opening. A misspelt command looks like a file that does not exist.
std::optional<ferry::UsageError> windowProblem(const ferry::WindowCommand &command)
{
    static const QStringList commands{QStringLiteral("upload"), QStringLiteral("download"), QStringLiteral("serve")};
    for (const QString &file : command.files) {
        if (QFileInfo::exists(file))
            continue;
        if (commands.contains(file)) {
            return ferry::UsageError{
                ferry::TerminalText::tr("A command comes first, and its options behind it: ferry %1 [OPTIONS].")
                    .arg(file)};
        }
        if (file.contains(QLatin1String("://"))) {
            return ferry::UsageError{
                ferry::TerminalText::tr("“%1” cannot be opened: Ferry takes files, and addresses with http or https.")
                    .arg(file)};
        }
        return ferry::UsageError{
            ferry::TerminalText::tr("There is no file “%1”. The commands are upload, download and serve.").arg(file)};
    }
#ifdef Q_OS_LINUX
    const bool display = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
                         qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
    if (!display)
        return ferry::UsageError{
            ferry::TerminalText::tr("There is no display for the window. Use the commands instead.")};
#endif
    return std::nullopt;
}

QByteArray windowLibrary()
{
    const QFileInfo program(QFile::symLinkTarget(QStringLiteral("/proc/self/exe")));
    return QFile::encodeName(QDir::cleanPath(program.path() + QLatin1String(ferry::WindowEntry::library)));
}

int openWindow(int &argc, char **argv, const ferry::WindowCommand &command)
{
    using ferry::WindowEntry;
    // Never closed again: Qt's plugins and what they register stay until the end.
    void *library = ::dlopen(windowLibrary().constData(), RTLD_LAZY | RTLD_LOCAL);
    void *entry = library ? ::dlsym(library, WindowEntry::symbol) : nullptr;
    if (!entry) {
        return ferry::reportFailure(
            ferry::TerminalText::tr("Ferry is not installed whole, and its window cannot be opened: %1. The commands "
                                    "upload, download and serve work without it.")
                .arg(QString::fromLocal8Bit(::dlerror())));
    }
    return reinterpret_cast<WindowEntry::Function>(entry)(argc, argv, command);
}

} // namespace

// The terminal's commands never load the graphical part, so that they start quickly and need no display.
int main(int argc, char **argv)
{
    using namespace ferry;
    holdStandardStreams();
    outliveWriteErrors();
    QCoreApplication::setApplicationName(QStringLiteral("ferry"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FERRY_VERSION));
    if (const auto problem = notUtf8(argc, argv))
        return reportUsageError(*problem);
    const auto parsed = parseCommandLine(argumentsOf(argc, argv));
    if (const auto *error = std::get_if<UsageError>(&parsed))
        return reportUsageError(*error);
    const auto &command = std::get<TerminalCommand>(parsed);
    if (const auto *window = std::get_if<WindowCommand>(&command)) {
        const bool qtPlatform = argumentsOf(argc, argv).contains(QStringLiteral("-platform"));
        if (const auto problem = windowProblem(*window); problem && !qtPlatform)
            return reportUsageError(*problem);
        hideSecrets(argc, argv, command);
        return openWindow(argc, argv, *window);
    }
    hideSecrets(argc, argv, command);
    // Qt's own event loop costs less for each of thousands of files, and nothing of GLib's desktop is of use here.
    qputenv("QT_NO_GLIB", "1");
    const QCoreApplication application(argc, argv);
    return runTerminal(command);
}
