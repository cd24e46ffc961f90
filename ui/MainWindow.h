#pragma once

#include "core/engine/TransferEngine.h"
#include "core/models/TransferModel.h"
#include "core/types/Destination.h"
#include "ui/queue/RowText.h"

#include <QMainWindow>
#include <QPointer>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class AwaitedRows;
class DetailsPanel;
class DownloadSheet;
class DropVeil;
class EmptyPage;
class MainToolBar;
class NoticeBar;
class QueueCommands;
class QueueHead;
class QueueModel;
class QueueView;
class QuitFlow;
class SettingsDialog;
class Sheet;
class Sidebar;
class StatusLine;
class TrustFlow;
class UploadSheet;
class WindowActions;
struct DevServerStatus;
struct DropOffer;
struct Fitting;

/// The window of Ferry: toolbar, sidebar, queue, details, status line, and what is dropped or pasted on it. It acts on
/// the engine and shows the model; connecting the engine's changed() and removed() to the model is the application's.
/// GUI thread. Closing it asks where something would be lost, and then emits quitting().
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(TransferEngine &engine, TransferModel &model, Settings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// The developer server of this launch, which becomes the first destination; also what the settings say of it.
    void setDevServer(const DevServerStatus &status);
    /// All destinations: the built-in one first, then those of the settings.
    QList<Destination> destinations() const;

    /// Whether the queue outlives the program, so that quitting loses none of it; at first it does not. A problem of
    /// its store that the engine tells takes it back.
    void setQueueKept(bool kept);
    bool isQueueKept() const;
    /// Says above the status line what is wrong with the store; None takes that back. What the engine tells from now on
    /// is shown by itself.
    void showStoreProblem(const StoreProblem &problem);

    QueueModel &queueModel() const { return *m_queue; }
    QueueView *queueView() const { return m_view; }
    QueueCommands &commands() const { return *m_commands; }
    WindowActions &actions() const { return *m_actions; }
    Sidebar *sidebar() const { return m_sidebar; }
    MainToolBar *toolBar() const { return m_toolBar; }
    StatusLine *statusLine() const { return m_status; }
    NoticeBar *undoBar() const { return m_undoBar; }
    NoticeBar *leftoverBar() const { return m_leftoverBar; }
    NoticeBar *storeBar() const { return m_storeBar; }
    EmptyPage *emptyPage() const { return m_empty; }
    DropVeil *dropVeil() const { return m_veil; }
    DetailsPanel *detailsPanel() const { return m_details; }
    bool isDetailsOpen() const { return m_detailsOpen; }

    /// The sheet deletes itself when it is closed.
    UploadSheet *openUploadSheetFor(const Destination &destination, const QStringList &files);

    /// Another start of the program led here: the window is shown before all others, with the sheet or the question
    /// that is open in it, and what it was about to do to quit is taken back.
    void comeForward();

    /// Keeps place, order and the width of the details in the settings, from where the next window takes them.
    void remember();
    /// Goes on where another window over the same queue, which is about to be deleted, stands: filter, search,
    /// selection, details, what can still be undone, and the place of the settings. The rest it has remembered.
    void takeOver(MainWindow &other);

public slots:
    void openUploadSheet(const QStringList &files = {});
    void openDownloadSheet(const QStringList &links = {});
    SettingsDialog *openSettings();
    void setDetailsOpen(bool open);
    void paste();

signals:
    /// The person closes the window, and nothing speaks against it any more.
    void quitting();
    /// The person wants the developer server on or off, in the settings.
    void devServerWanted(bool on);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // MainWindow.cpp
    void build();
    void refresh();
    void updateActions();
    void updateDetails();
    void updateEmpty();
    void showList();
    void setFilter(TransferFilter filter);
    void fit();
    void nextPane();
    void back();
    bool isNarrow() const;

    // MainWindowState.cpp: what is kept for the next window
    void restore();

    // MainWindowWiring.cpp: who tells whom
    void connectActions();
    void connectParts();
    void connectDetails();

    // MainWindowOrder.cpp: holding, slowing down, other addresses, checksums
    void updatePause(const Fitting &fitting);
    void updateForAll();
    void namePauseAll();
    void showLimits();
    void askForAddress(TransferId id);
    void compareChecksum(TransferId id);

    // MainWindowDrop.cpp
    void uploadOffer(const DropOffer &offer, const Destination *destination, const QMimeData *mime);

    // MainWindowSheets.cpp: what opens another window
    void runRowAction(RowAction action, TransferId id, QPoint globalPosition);
    void showMenu(QPoint globalPosition);
    TransferRequest withProxy(const TransferRequest &request) const;
    void takeRequests(const QList<TransferRequest> &requests);
    UploadSheet *makeUploadSheet();
    DownloadSheet *makeDownloadSheet();
    void openAgain(TransferId id);
    void openInTurn(Sheet *sheet);
    SettingsDialog *settingsDialog();
    void showLeftovers(const QList<Leftover> &leftovers);
    QList<TransferId> selection() const;

    TransferEngine &m_engine;
    TransferModel &m_model;
    Settings &m_settings;
    QueueModel *m_queue = nullptr;
    QueueCommands *m_commands = nullptr;
    WindowActions *m_actions = nullptr;
    QuitFlow *m_quit = nullptr;
    TrustFlow *m_trust = nullptr;
    MainToolBar *m_toolBar = nullptr;
    QSplitter *m_splitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_pages = nullptr; ///< the list with its head, the empty page, the details as a page
    QWidget *m_listPage = nullptr;
    QStackedWidget *m_listOrEmpty = nullptr;
    QueueHead *m_head = nullptr;
    QueueView *m_view = nullptr;
    EmptyPage *m_empty = nullptr;
    DetailsPanel *m_details = nullptr;
    QWidget *m_detailsColumn = nullptr;
    NoticeBar *m_undoBar = nullptr;
    NoticeBar *m_leftoverBar = nullptr;
    NoticeBar *m_storeBar = nullptr;
    StatusLine *m_status = nullptr;
    DropVeil *m_veil = nullptr;
    QPointer<SettingsDialog> m_settingsDialog;
    QPointer<Sheet> m_lastSheet; ///< of those that are open, or wait until the one before them is closed
    std::unique_ptr<DevServerStatus> m_devServer;
    std::unique_ptr<DropOffer> m_drag;
    std::unique_ptr<AwaitedRows> m_awaited;
    QList<Leftover> m_leftovers;
    int m_detailsWidth = 0; ///< that the person gave the details beside the queue; 0: the design's
    bool m_detailsOpen = false;
    bool m_detailsWait =
        false; ///< they were open in the last window, and this one has no room for them beside the queue
    bool m_detailsTouched = false; ///< the selected items changed since the panel was fed
    bool m_shown = false;
};

} // namespace ferry::ui
