#pragma once

#include "app/DevServerControl.h"
#include "app/Language.h"
#include "app/SingleInstance.h"
#include "app/terminal/TerminalCommand.h"
#include "core/engine/TransferEngine.h"
#include "core/models/SnapshotInlet.h"
#include "core/models/TransferModel.h"
#include "core/store/Settings.h"

#include <memory>
#include <QObject>

class QApplication;

namespace ferry {

namespace ui {
class MainWindow;
}

/// Puts the program with a window together: settings, engine, model, developer server, window, and joins them. What
/// each does is its own affair. GUI thread; ends with the QApplication's loop.
class Application : public QObject
{
    Q_OBJECT

public:
    /// Opens what later starts hand over to the instance.
    Application(QApplication &qt, const QString &profileDirectory, SingleInstance &instance);
    ~Application() override;

    void show();
    /// Files go to the upload sheet, links to the download sheet, and the window comes forward.
    void open(const StartMessage &message);
    /// The window in use; another one when the language changes.
    ui::MainWindow *window() const { return m_window.get(); }

signals:
    /// The window was closed, and nothing came in between.
    void left();

private:
    void makeWindow();
    void replaceWindow();
    void openArrived();
    void leave();
    void settingsChanged();

    QApplication &m_qt;
    Settings m_settings;
    ColourScheme m_scheme; ///< in use
    Language m_language;
    TransferEngine m_engine;
    TransferModel m_model;
    SnapshotInlet m_inlet{m_model};
    DevServerControl m_devServer;
    SingleInstance &m_instance;
    StoreProblem m_storeProblem; ///< the last that was told; another window says it too
    std::unique_ptr<ui::MainWindow> m_window;
};

/// Opens the window and runs it to its end; gives the exit code. Makes the QApplication.
int runWindow(int &argc, char **argv, const WindowCommand &command);

} // namespace ferry
