#include "app/Application.h"

#include "app/terminal/Terminal.h"
#include "app/terminal/TerminalText.h"
#include "core/store/ProfilePlaces.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/settings/CertificateTrust.h"
#include "ui/settings/GeneralPage.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/TransferLimits.h"

#include <QApplication>
#include <QComboBox>
#include <QFileInfo>
#include <QIcon>
#include <QTimer>

namespace ferry {

namespace {

constexpr char activationVariable[] = "XDG_ACTIVATION_TOKEN";

EngineOptions engineOptions(const QString &profileDirectory, const Settings &settings)
{
    EngineOptions options;
    options.temporaryRoot = temporaryRootIn(profileDirectory);
    options.storeFile = storeFileIn(profileDirectory);
    options.parallel = settings.parallel();
    options.noteOrigin = settings.noteOrigin();
    options.http2 = settings.http2();
    return options;
}

QStringList absolute(const QStringList &files)
{
    QStringList paths;
    for (const QString &file : files)
        paths << QFileInfo(file).absoluteFilePath();
    return paths;
}

int refuse(SingleInstance::Role role)
{
    if (role == SingleInstance::Role::TooLong)
        return reportUsageError(
            {TerminalText::tr("A window is open already. It takes at most %1 of names and addresses "
                              "at a time, and these are more.")
                 .arg(TerminalText::bytes(HandOverServer::longestLine))});
    return reportFailure(
        TerminalText::tr("A window is open already, but it does not answer. End that program, and try again."));
}

} // namespace

Application::Application(QApplication &qt, const QString &profileDirectory, SingleInstance &instance)
    : m_qt(qt)
    , m_settings(profileDirectory)
    , m_scheme(m_settings.colourScheme())
    , m_engine(engineOptions(profileDirectory, m_settings))
    , m_instance(instance)
{
    m_language.use(m_settings.language());
    ui::applyTheme(m_qt, m_scheme);
    ui::connectTrust(m_settings, m_engine);
    ui::connectLimits(m_settings, m_engine);
    connect(&m_engine, &TransferEngine::changed, &m_inlet, &SnapshotInlet::apply);
    connect(&m_engine, &TransferEngine::removed, &m_inlet, &SnapshotInlet::remove);
    connect(&m_engine, &TransferEngine::storeProblem, this,
            [this](const StoreProblem &problem) { m_storeProblem = problem; });
    connect(&m_settings, &Settings::changed, this, &Application::settingsChanged);
    connect(&m_instance, &SingleInstance::arrived, this, &Application::openArrived);
    connect(&m_devServer, &DevServerControl::statusChanged, this, [this] {
        if (m_window)
            m_window->setDevServer(m_devServer.status());
    });
}

Application::~Application() = default;

void Application::makeWindow()
{
    m_window = std::make_unique<ui::MainWindow>(m_engine, m_model, m_settings);
    connect(m_window.get(), &ui::MainWindow::devServerWanted, &m_devServer, &DevServerControl::setRunning);
    connect(m_window.get(), &ui::MainWindow::quitting, this, &Application::leave);
    m_window->setDevServer(m_devServer.status());
}

void Application::show()
{
    makeWindow();
    m_window->setQueueKept(true); // until the store says otherwise
    m_window->show();
    m_engine.findLeftovers(); // once: another window over the same queue may have some of them to undo
}

void Application::open(const StartMessage &message)
{
    if (message.withServer)
        m_devServer.setRunning(true);
    if (!message.activationToken.isEmpty())
        qputenv(activationVariable, message.activationToken); // where Qt looks for it
    m_window->comeForward();
    if (!message.files.isEmpty())
        m_window->openUploadSheet(message.files);
    if (!message.links.isEmpty())
        m_window->openDownloadSheet(message.links);
}

void Application::openArrived()
{
    const QList<StartMessage> arrived = m_instance.take();
    for (const StartMessage &message : arrived)
        open(message);
}

/// From here on the next start waits until this one has ended. What an earlier one was told is taken is opened first,
/// in another window, since this one has asked its questions and closed.
void Application::leave()
{
    m_instance.stopListening();
    const QList<StartMessage> arrived = m_instance.take();
    if (arrived.isEmpty()) {
        emit left();
        return;
    }
    QTimer::singleShot(0, this, [this, arrived] {
        replaceWindow();
        m_instance.listenAgain(); // and not before: the window that goes would open what comes
        for (const StartMessage &message : arrived)
            open(message);
    });
}

void Application::replaceWindow()
{
    const std::unique_ptr<ui::MainWindow> old = std::move(m_window);
    old->remember();
    makeWindow();
    m_window->setQueueKept(old->isQueueKept());
    m_window->showStoreProblem(m_storeProblem);
    m_window->setGeometry(old->geometry());
    m_window->takeOver(*old);
    m_window->show();
}

void Application::settingsChanged()
{
    m_engine.setNoteOrigin(m_settings.noteOrigin());
    m_engine.setHttp2(m_settings.http2());
    if (const ColourScheme scheme = m_settings.colourScheme(); scheme != m_scheme) {
        m_scheme = scheme;
        ui::applyTheme(m_qt, scheme);
    }
    if (!m_language.use(m_settings.language()) || !m_window)
        return;
    // Sentences are made when the widgets are: another language takes another window over the same queue. Later, since
    // the one that goes is still on the stack.
    QTimer::singleShot(0, this, [this] {
        replaceWindow();
        m_window->openSettings()->general()->language()->setFocus(Qt::OtherFocusReason); // where it was
    });
}

int runWindow(int &argc, char **argv, const WindowCommand &command)
{
    // Before everything that a second window must not find open, and gone after it.
    StartMessage asked{absolute(command.files), command.links, command.withServer, qgetenv(activationVariable)};
    SingleInstance instance(command.profileDirectory);
    const SingleInstance::Role role = instance.start(asked);
    if (role == SingleInstance::Role::HandedOver)
        return ExitOk;
    if (role == SingleInstance::Role::TooLong || role == SingleInstance::Role::NoAnswer)
        return refuse(role);

    QApplication qt(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Ferry"));
    QApplication::setDesktopFileName(QStringLiteral("ferry"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/ferry.svg")));
    QApplication::setQuitOnLastWindowClosed(false); // the window says when it may go

    Application application(qt, command.profileDirectory, instance);
    QObject::connect(&application, &Application::left, &qt, &QApplication::quit);
    application.show();
    asked.activationToken.clear(); // it is Qt's own here
    application.open(asked);
    return QApplication::exec();
}

} // namespace ferry
