#include "app/terminal/Terminal.h"

#include "app/terminal/BarReporter.h"
#include "app/terminal/HelpText.h"
#include "app/terminal/JsonReporter.h"
#include "app/terminal/KeptPlace.h"
#include "app/terminal/PasswordPrompt.h"
#include "app/terminal/RequestBuilder.h"
#include "app/terminal/ServeRun.h"
#include "app/terminal/SignalWatcher.h"
#include "app/terminal/TerminalText.h"
#include "app/terminal/TransferRun.h"
#include "core/store/ProfilePlaces.h"
#include "core/store/Settings.h"

#include <QDir>
#include <QFileInfo>
#include <QTranslator>

#include <csignal>

namespace ferry {

namespace {

void say(const QString &sentence)
{
    Output(Output::Messages).say(sentence);
}

int refuse(const QString &sentence)
{
    say(QStringLiteral("ferry: ") + sentence);
    return ExitUsage;
}

bool sayIfFailed(const Output &results)
{
    if (results.failed())
        say(TerminalText::tr("ferry: Standard output cannot be written to any more."));
    return results.failed();
}

int print(const QString &page)
{
    Output results(Output::Results);
    results.write(page.toUtf8());
    return sayIfFailed(results) ? ExitFailed : ExitOk;
}

void sayOnce(const CommonOptions &common)
{
    if (common.transfer.insecure)
        say(TerminalText::tr("Warning: -k takes any certificate. Nobody vouches for the server in this run."));
    // libcurl does that by itself, which is what whoever looks at a transfer with Wireshark sets it for.
    if (const QString keys = qEnvironmentVariable("SSLKEYLOGFILE"); !keys.isEmpty()) {
        say(TerminalText::tr("Warning: SSLKEYLOGFILE is set. The keys of this run's connections are written to “%1”, "
                             "and whoever has them can read all that goes over the wire.")
                .arg(keys));
    }
    for (const QByteArray &name : common.removedHeaders) {
        say(TerminalText::tr(
                "Note: “%1:” has no value and is left out; what Ferry sends by itself stays. Write “%1;” to "
                "send it empty.")
                .arg(TerminalText::oneLine(QString::fromUtf8(name))));
    }
}

std::unique_ptr<Reporter> makeReporter(const CommonOptions &common, bool temporary, Output &results, Output &messages)
{
    if (common.json)
        return std::make_unique<JsonReporter>(results, messages, temporary);
    const bool canDraw = messages.isTerminal() && qgetenv("TERM") != "dumb";
    if (canDraw && !common.quiet)
        return std::make_unique<BarReporter>(results, messages);
    return std::make_unique<PlainReporter>(results, messages, common.quiet);
}

EngineOptions engineOptions(const CommonOptions &common)
{
    EngineOptions options;
    options.temporaryRoot = temporaryRootIn(common.profileDirectory);
    options.parallel = common.parallel;
    options.rates = {common.limitRate, common.limitRate};
    options.storeFile = storeFileIn(common.profileDirectory);
    options.historyOnly = true;
    options.http2 = common.http2;
    options.noteOrigin = Settings(common.profileDirectory).noteOrigin();
    return options;
}

int runTransfers(const CommonOptions &common, const BuiltRequests &built, KeptPlace &kept, bool temporary)
{
    sayOnce(common);
    Output results(Output::Results);
    Output messages(Output::Messages);
    SignalWatcher signalWatcher;
    const auto reporter = makeReporter(common, temporary, results, messages);
    TransferRun run(engineOptions(common), *reporter, results, kept);
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &run,
                     [&run](int number) { run.interrupt(128 + number); });
    QObject::connect(
        &run, &TransferRun::ended, qApp, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    run.start(built.requests);
    const int code = QCoreApplication::exec();
    sayIfFailed(results);
    return code;
}

/// The password of `-u user`; an exit code if there is none.
std::optional<int> completePassword(CommonOptions &common)
{
    if (!canAskPassword())
        return refuse(
            TerminalText::tr("-u without a password asks for it, but there is no terminal. Write “user:password”."));
    const std::optional<QString> password = askPassword(common.transfer.user);
    if (!password)
        return ExitInterrupted;
    common.transfer.password = *password;
    return std::nullopt;
}

/// The directory of a profile that is new, made before anything is sent; why that cannot be, else nothing.
QString makeProfile(const QString &directory)
{
    if (directory.isEmpty() || QDir().mkpath(directory))
        return {};
    QString above = QDir::cleanPath(QDir::current().absoluteFilePath(directory));
    while (!above.isEmpty() && !QFileInfo::exists(above))
        above.truncate(qMax<qsizetype>(0, above.lastIndexOf(u'/')));
    return TerminalText::tr(
               "--profile-dir “%1” does not exist, and nothing can be made in “%2”. Name another directory.")
        .arg(directory, above.isEmpty() ? QDir::rootPath() : above);
}

/// A mistake is told before a password is asked for.
template <typename Build>
int checkAndRun(CommonOptions &common, Build build, KeptPlace &kept, bool temporary)
{
    BuiltRequests built = build();
    if (!built.ok())
        return refuse(built.error);
    if (const QString problem = makeProfile(common.profileDirectory); !problem.isEmpty())
        return refuse(problem);
    if (common.askPassword) {
        if (const auto code = completePassword(common))
            return *code;
        built = build(); // each request holds it
    }
    return runTransfers(common, built, kept, temporary);
}

struct Runner
{
    int operator()(UploadCommand command) const
    {
        KeptPlace kept(command.common.profileDirectory);
        return checkAndRun(
            command.common, [&command] { return buildRequests(command); }, kept, false);
    }
    int operator()(DownloadCommand command) const
    {
        KeptPlace kept(command.common.profileDirectory);
        const QString place = command.keepTemporary ? kept.path(0) : QString();
        const auto build = [&command, &place] { return buildRequests(command, place); };
        return checkAndRun(command.common, build, kept, command.keepTemporary);
    }
    int operator()(const ServeCommand &command) const
    {
        SignalWatcher signalWatcher;
        ServeRun run(command);
        if (!run.start())
            return ExitFailed;
        QObject::connect(&signalWatcher, &SignalWatcher::interrupted, qApp, [] { QCoreApplication::exit(ExitOk); });
        return QCoreApplication::exec();
    }
    int operator()(const HelpCommand &command) const { return print(helpText(command.topic)); }
    int operator()(const VersionCommand &) const { return print(versionText()); }
    int operator()(const WindowCommand &) const { return ExitUsage; }
};

} // namespace

int runTerminal(const TerminalCommand &command)
{
    // English has a catalogue too: its plurals.
    QTranslator plurals;
    if (plurals.load(QStringLiteral(":/translations/ferry_en")))
        QCoreApplication::installTranslator(&plurals);
    return std::visit(Runner(), command);
}

int reportUsageError(const UsageError &error)
{
    const QString topic = error.topic == HelpCommand::Upload     ? QStringLiteral("upload ")
                          : error.topic == HelpCommand::Download ? QStringLiteral("download ")
                          : error.topic == HelpCommand::Serve    ? QStringLiteral("serve ")
                                                                 : QString();
    refuse(error.sentence);
    say(TerminalText::tr("“ferry %1--help” lists what there is.").arg(topic));
    return ExitUsage;
}

int reportFailure(const QString &sentence)
{
    say(QStringLiteral("ferry: ") + sentence);
    return ExitFailed;
}

} // namespace ferry
