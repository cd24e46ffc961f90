#pragma once

#include <array>
#include <QAction>

class QWidget;

namespace ferry::ui {

/// Everything that can be done in the main window, with its words, icon and shortcut, in one place: toolbar, menus and
/// keys all take it from here. What is done is connected by the window. Children of the window; GUI thread.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QWidget *window);

    QAction *upload, *download;
    QAction *cancel, *retry, *save, *saveAs;                 ///< follow the selection
    QAction *open, *showInFolder, *copy, *openLink, *rename; ///< follow the selection
    QAction *remove;                                         ///< follows the selection
    QAction *removeDone;
    QAction *again;                     ///< follows the selection, and is named by what it is
    QAction *pauseOrResume;             ///< Space in the queue, and the toolbar; what it does follows the selection
    QAction *pause, *resume, *startNow; ///< the same apart, for the menu
    QAction *pauseAll, *resumeAll;
    std::array<QAction *, 3> priorities; ///< exclusive; data: int of Priority
    std::array<QAction *, 4> moves;      ///< data: int of QueueMove; keys work in the queue alone
    QAction *replaceAddress, *compare;
    QAction *decideAgain, *decideDone, *review, *signIn;
    QAction *paste, *selectAll, *find, *undo;
    QAction *details, *settings, *nextPane, *about, *quit;
    std::array<QAction *, 6> filters;

    /// Those whose keys belong to the list: it adds them to itself.
    QList<QAction *> ofTheList() const;
    /// What it does, its shortcut, and where it cannot be done now, the reason.
    static void setTip(QAction *action, const QString &what, const QString &whyNot = {});

private:
    void makeOrder();
    QAction *make(const QString &text, const char *icon, const QList<QKeySequence> &keys = {}, const QString &why = {});

    QWidget *m_window;
};

} // namespace ferry::ui
