#pragma once

#include "core/types/TransferSnapshot.h"

#include <QDateTime>
#include <QObject>

namespace ferry {
class Settings;
class TransferEngine;
class TransferModel;
} // namespace ferry

namespace ferry::ui {

class QueueModel;
class QuitDialog;

/// From the wish to close the window to its end: asks where something would be lost or broken off, or a file was not
/// saved, saves what is to be saved, and says when nothing speaks against it any more. Where the queue is kept, a file
/// is asked about at the end of the launch that brought it, and not at the end of each later one. Owned by the window,
/// whose dialogs it opens. GUI thread.
class QuitFlow : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; dialogs belong to the window.
    QuitFlow(TransferEngine &engine, TransferModel &model, QueueModel &queue, Settings &settings, QWidget *window);

    /// Whether the queue outlives the program, so that quitting loses none of it; at first it does not.
    void setQueueKept(bool kept) { m_queueKept = kept; }
    /// As the window that this one replaces: what it would ask about, this asks about, too.
    void takeOver(const QuitFlow &other) { m_since = other.m_since; }
    /// For now nothing can be written of it, so that nothing is promised.
    void setStoreFails(bool fails) { m_storeFails = fails; }
    bool isQueueKept() const { return m_queueKept && !m_storeFails; }

    /// The window is to close: asks what there is to ask. mayQuit() follows, if ever, in a later turn of the event
    /// loop.
    void ask();
    /// The answers are in, and the next close is meant.
    bool isDecided() const { return m_decided; }
    /// Something of the model has changed: what is waited for may be saved.
    void goOn();
    /// The person wants the window after all.
    void takeBack();

signals:
    void mayQuit();
    /// Not now: this could not be saved, and would be lost.
    void stays(const QString &name);

private:
    bool isAsking() const;
    void askWhatIsLost();
    void askWhatIsKept();
    void open(QuitDialog *dialog);
    void saveAll();
    void saveAllIn(const QString &folder);
    void saveFailed(TransferId id);
    void decide();

    TransferEngine &m_engine;
    TransferModel &m_model;
    QueueModel &m_queue;
    Settings &m_settings;
    QWidget *m_window;
    QDateTime m_since = QDateTime::currentDateTimeUtc(); ///< files that were there before have been asked about
    bool m_queueKept = false;
    bool m_storeFails = false;
    bool m_savingAll = false;
    bool m_decided = false;
};

} // namespace ferry::ui
