#pragma once

#include "core/engine/TransferEngine.h"
#include "ui/queue/QueueModel.h"

class QWidget;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class SaveFlow;

/// What of a command fits a set of items.
struct Fitting
{
    bool any = false; ///< there is one at all
    bool cancel = false, retry = false, save = false, saveAs = false, open = false, showInFolder = false;
    bool copy = false, openLink = false, rename = false, remove = false, review = false, signIn = false;
    bool sendAgain = false, markDone = false; ///< of what may have arrived
    bool moving = false;   ///< Remove would cancel something
    bool discards = false; ///< Remove would discard a file that is not saved
    bool removes = false;  ///< Remove would take something off the list
    bool pause = false, resume = false, startNow = false, limit = false, replaceAddress = false, compare = false;
    bool pauseKeeps = false, pauseLoses = false; ///< of those that can be paused: some go on, some start over
    bool order = false;                          ///< stands in line: priority and place
    bool again = false;                          ///< one that has ended: its request can fill a sheet
    bool upload = false;                         ///< the one is an upload

    /// Remove does these two things, is named by them, and leaves alone what has ended.
    bool cancelsAndDiscards() const { return moving && discards; }
};

/// What can be done with items of the queue: each command takes ids, leaves alone those it does not fit, and hands the
/// rest to the engine or the desktop. Removals wait for the undo bar. GUI thread.
class QueueCommands : public QObject
{
    Q_OBJECT

public:
    QueueCommands(TransferEngine &engine, QueueModel &queue, Settings &settings, QWidget *window);
    /// Removals still open to undo are made.
    ~QueueCommands() override;

    static bool canCancel(const TransferSnapshot &snapshot);
    /// It is on the wire or will be.
    static bool canLimit(const TransferSnapshot &snapshot);
    /// It ended and can be queued again, or waits for a try that can be made at once.
    static bool canRetry(const TransferSnapshot &snapshot);
    static bool canPause(const TransferSnapshot &snapshot);
    static bool canResume(const TransferSnapshot &snapshot);
    /// Waits, or is held.
    static bool isInLine(const TransferSnapshot &snapshot);
    /// A download whose bytes are all here.
    static bool canCompare(const TransferSnapshot &snapshot);
    static bool canReplaceAddress(const TransferSnapshot &snapshot);
    static bool canSave(const TransferSnapshot &snapshot);
    /// It is whole, or its place is full or cannot be written, and it can go on to another one.
    static bool canSaveAs(const TransferSnapshot &snapshot);
    static bool canRename(const TransferSnapshot &snapshot);
    static bool isEnded(const TransferSnapshot &snapshot);
    Fitting fitting(const QList<TransferId> &ids) const;

    void cancel(const QList<TransferId> &ids);
    /// What ended is queued again; what waits for a try waits no longer.
    void retry(const QList<TransferId> &ids);
    void save(const QList<TransferId> &ids);
    /// Asks by the file dialog where to, and where the name is taken, what then.
    void saveAs(TransferId id);
    void open(TransferId id);
    void showInFolder(TransferId id);
    /// The links that answers named, else the addresses; one a line.
    void copy(const QList<TransferId> &ids);
    void openLink(TransferId id);
    /// An upload that may have arrived, a second time; the person said so.
    void sendAgain(const QList<TransferId> &ids);
    void markDone(const QList<TransferId> &ids);
    /// Asks before it pauses what would lose by it.
    void pause(const QList<TransferId> &ids);
    void resume(const QList<TransferId> &ids);
    /// Pauses those that can be; where there are none, resumes.
    void pauseOrResume(const QList<TransferId> &ids);
    /// What is done or saved, whatever the filter says. As remove().
    void removeDone();
    void pauseAll();
    /// Something of what it would pause starts over after it.
    bool pauseAllLoses() const;
    void resumeAll();
    void startNow(const QList<TransferId> &ids);
    void setPriority(const QList<TransferId> &ids, Priority priority);
    void move(const QList<TransferId> &ids, QueueMove where);
    void setRateLimit(const QList<TransferId> &ids, qint64 bytesPerSecond);
    /// What all of them have; -1, and nothing, where they differ.
    qint64 commonRate(const QList<TransferId> &ids) const;
    std::optional<Priority> commonPriority(const QList<TransferId> &ids) const;
    void replaceAddress(TransferId id, const QUrl &url);
    /// Cancels what is on its way; the rest goes out of sight, and out of the engine with commitRemoval(). What waits
    /// is held meanwhile, so that nothing is sent that a person has taken away. Where it would cancel some and discard
    /// files of others, it is called so and does just that: what waits is cancelled, too, and what has ended stays.
    void remove(const QList<TransferId> &ids);
    void undoRemoval();
    void commitRemoval();
    bool canUndo() const { return !m_removed.isEmpty() || !m_discarded.isEmpty(); }
    /// Files of an earlier launch: they are deleted with commitRemoval(), and not before.
    void discard(const QList<Leftover> &leftovers);
    /// What can be undone at another one over the same queue can be undone here from now on, and no longer there.
    void takeOver(QueueCommands &other);
    void rename(TransferId id, const QString &name) { m_engine.rename(id, name); }

signals:
    /// A sentence for the undo bar.
    void removalOpen(const QString &sentence);
    void removalClosed();
    /// They are in sight again, as far as the filter shows them.
    void removalUndone(const QList<ferry::TransferId> &ids);
    void discardUndone(const QList<ferry::Leftover> &leftovers);
    /// Of one or more that were being saved: they are ready to save again.
    void saveStopped();
    /// A sentence for the status line.
    void message(const QString &sentence);

private:
    void stop(const QList<TransferId> &ids);
    QList<TransferId> those(const QList<TransferId> &ids, bool (*fits)(const TransferSnapshot &)) const;
    const TransferSnapshot *find(TransferId id) const { return m_queue.transfers().find(id); }
    void saveTo(TransferId id, const QString &path);
    void askWhereTaken(TransferId id, const QString &path);
    static bool isUnsaved(const TransferSnapshot &snapshot) { return snapshot.state == TransferState::Ready; }
    static bool waitsForATry(const TransferSnapshot &snapshot);
    static bool isMoving(const TransferSnapshot &snapshot) { return canCancel(snapshot) && !isInLine(snapshot); }
    static void fitOrder(Fitting &fitting, const TransferSnapshot &snapshot);
    QList<TransferId> everything() const;
    void removeForGood();
    static QString discardText(int files);
    QString removalText(const QList<TransferId> &ids) const;

    TransferEngine &m_engine;
    QueueModel &m_queue;
    Settings &m_settings;
    QWidget *m_window;
    SaveFlow *m_save;
    QList<TransferId> m_removed;
    QList<Leftover> m_discarded;
    QList<TransferId> m_heldByRemoval; ///< of those, what waited and goes on when the removal is undone
};

} // namespace ferry::ui
