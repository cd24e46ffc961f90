#pragma once

#include "core/types/TransferSnapshot.h"

#include <QHash>
#include <QObject>

namespace ferry {
class Settings;
class TransferEngine;
class TransferModel;
} // namespace ferry

namespace ferry::ui {

class QueueCommands;
class QueueModel;

/// Between a refusal and the next try: shows a certificate that was not trusted, or asks for a password, once for all
/// items that wait for the same answer. Owned by the window, whose dialogs it opens. GUI thread.
class TrustFlow : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; dialogs belong to the window.
    TrustFlow(TransferEngine &engine, TransferModel &model, QueueModel &queue, QueueCommands &commands,
              Settings &settings, QWidget *window);

    void review(TransferId id);
    void signIn(TransferId id);
    /// For the first of these that asks for it.
    void signInFirst(const QList<TransferId> &ids);

private:
    TransferEngine &m_engine;
    TransferModel &m_model;
    QueueModel &m_queue;
    QueueCommands &m_commands;
    Settings &m_settings;
    QWidget *m_window;
    QHash<QString, QString> m_lastUsers; ///< names that were given since the start, by origin and realm
};

} // namespace ferry::ui
