#pragma once

#include "app/HandOverServer.h"
#include "app/StartMessage.h"

#include <QObject>

#include <chrono>
#include <mutex>

namespace ferry {

/// One window for each profile and user: a later start hands over what it was asked for and ends. Who holds the lock is
/// the window; the kernel lets go of it, whatever becomes of its holder. Beside it lies the socket of the holder, both
/// in the user's own runtime directory, which nobody else can enter.
/// Lives on the GUI thread, begins before the QApplication and ends after everything that a second window must not find
/// open, since the lock ends with it.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    enum class Role {
        First,      ///< this is the window now, and later starts are heard
        HandedOver, ///< another window has taken the message
        TooLong,    ///< another window runs, and the message is longer than HandOverServer::longestLine
        NoAnswer,   ///< another window holds the lock and does not answer
        Alone,      ///< there is no place for a lock, so it runs by itself
    };

    /// profileDirectory tells profiles apart; empty for the system's places.
    explicit SingleInstance(const QString &profileDirectory, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Takes the lock or hands over. Blocks: while the present holder is on its way out it waits for the lock, for as
    /// long as the patience lasts.
    Role start(const StartMessage &message, std::chrono::milliseconds patience = std::chrono::seconds(30));

    /// What later starts have handed over since the last call; see arrived().
    QList<StartMessage> take();
    /// Hears nobody any more, so that the next start waits for the lock. Whoever was told before that its message is
    /// taken relies on it, so take() is to be called once more.
    void stopListening() { m_server.stop(); }
    /// After stopListening(), where there was something to do after all.
    void listenAgain() { listen(); }

signals:
    /// There is something to take().
    void arrived();

private:
    bool takeLock();
    void listen();

    QByteArray m_path; ///< of lock and socket, without their suffixes; empty: there is no place for them
    FileHandle m_lock;
    std::mutex m_mutex;
    QList<StartMessage> m_arrived; ///< guarded by the mutex
    HandOverServer m_server;
};

} // namespace ferry
