#include "app/Application.h"

#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/settings/CertificateTrust.h"
#include "ui/settings/TransferLimits.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QIcon>
#include <QTimer>

namespace ferry {

namespace {

EngineOptions engineOptions(const QString &profileDirectory, const Settings &settings)
{
    EngineOptions options;
    if (!profileDirectory.isEmpty())
        options.temporaryRoot = QDir(profileDirectory).absoluteFilePath(QStringLiteral("transfers"));
    options.parallel = settings.parallel();
    options.noteOrigin = settings.noteOrigin();
    return options;
}

QStringList absolute(const QStringList &files)
{
    QStringList paths;
    for (const QString &file : files)
        paths << QFileInfo(file).absoluteFilePath();
    return paths;
}

} // namespace

Application::Application(QApplication &qt, const QString &profileDirectory)
    : m_qt(qt)
    , m_settings(profileDirectory)
    , m_scheme(m_settings.colourScheme())
    , m_engine(engineOptions(profileDirectory, m_settings))
{
    m_language.use(m_settings.language());
    ui::applyTheme(m_qt, m_scheme);
    ui::connectTrust(m_settings, m_engine);
    ui::connectLimits(m_settings, m_engine);
    connect(&m_engine, &TransferEngine::changed, &m_model, &TransferModel::apply);
    connect(&m_engine, &TransferEngine::removed, &m_model, &TransferModel::remove);
    connect(&m_settings, &Settings::changed, this, &Application::settingsChanged);
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
    connect(m_window.get(), &ui::MainWindow::quitting, &m_qt, &QApplication::quit);
    m_window->setDevServer(m_devServer.status());
}

void Application::show()
{
    makeWindow();
    m_window->show();
}

void Application::open(const QStringList &files, const QStringList &links)
{
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    if (!files.isEmpty())
        m_window->openUploadSheet(files);
    if (!links.isEmpty())
        m_window->openDownloadSheet(links);
}

void Application::listenOn(std::unique_ptr<SingleInstance> instance)
{
    m_instance = std::move(instance);
    connect(m_instance.get(), &SingleInstance::received, this,
            [this](const SingleInstance::Message &message) { open(message.files, message.links); });
    m_instance->listen();
}

void Application::settingsChanged()
{
    m_engine.setNoteOrigin(m_settings.noteOrigin());
    if (const ColourScheme scheme = m_settings.colourScheme(); scheme != m_scheme) {
        m_scheme = scheme;
        ui::applyTheme(m_qt, scheme);
    }
    if (!m_language.use(m_settings.language()) || !m_window)
        return;
    // Sentences are made when the widgets are: another language takes another window over the same queue. Later, since
    // the one that goes is still on the stack.
    QTimer::singleShot(0, this, [this] {
        const std::unique_ptr<ui::MainWindow> old = std::move(m_window);
        makeWindow();
        m_window->setQueueKept(old->isQueueKept());
        m_window->setGeometry(old->geometry());
        m_window->show();
        m_window->openSettings();
    });
}

int runWindow(int &argc, char **argv, const WindowCommand &command)
{
    QApplication qt(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Ferry"));
    QApplication::setDesktopFileName(QStringLiteral("ferry"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/ferry.svg")));
    QApplication::setQuitOnLastWindowClosed(false); // the window says when it may go

    const QStringList files = absolute(command.files);
    auto instance = std::make_unique<SingleInstance>(command.profileDirectory);
    if (instance->handOver({files, command.links}))
        return ExitOk;

    Application application(qt, command.profileDirectory);
    application.listenOn(std::move(instance));
    if (command.withServer)
        application.startDevServer();
    application.show();
    if (!files.isEmpty() || !command.links.isEmpty())
        application.open(files, command.links);
    return QApplication::exec();
}

} // namespace ferry
