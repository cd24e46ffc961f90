#pragma once

#include <QObject>
#include <QStringList>
#include <memory>

class QLocalServer;

namespace ferry {

/// One window for each profile and user: a second start hands over what it was asked for and ends. GUI thread.
/// The meeting place is a local socket that only this user can open; one that a crash left behind is taken over.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// What a start was asked for; files are absolute paths, links are addresses.
    struct Message
    {
        QStringList files;
        QStringList links;
    };

    /// profileDirectory tells profiles apart; empty for the system's places.
    explicit SingleInstance(const QString &profileDirectory, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// True if another window runs and has taken the message, within half a second.
    bool handOver(const Message &message);
    /// Becomes the window that others hand over to. False if the socket cannot be made: Ferry then runs all the same.
    bool listen();

signals:
    void received(const ferry::SingleInstance::Message &message);

private:
    void acceptOne();

    QString m_name;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace ferry
