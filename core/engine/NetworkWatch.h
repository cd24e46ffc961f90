#pragma once

#include <QObject>
#include <QTimer>

namespace ferry {

/// Tells whether this computer has a network at all. Lives on the thread of the engine's door, since Qt's own watch
/// wants the main thread. Asked for the first time when a transfer fails in a way that a missing network explains.
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins to look. Before, there is a network.
    virtual void start() = 0;
    virtual bool isOnline() const = 0;

signals:
    void onlineChanged(bool online);
};

/// By QNetworkInformation, with whatever the system has for it (NetworkManager, GLib). Without it there is always a
/// network. A network that only reaches the neighbourhood is one: the server may be there.
class SystemNetworkWatch : public NetworkWatch
{
    Q_OBJECT

public:
    using NetworkWatch::NetworkWatch;

    void start() override;
    bool isOnline() const override { return m_online; }

private:
    void look();

    /// Only without a network: an address may come without the system's word changing.
    QTimer m_again{this};
    bool m_online = true;
};

} // namespace ferry
