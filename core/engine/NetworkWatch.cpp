#include "core/engine/NetworkWatch.h"

#include <QDir>
#include <QFile>
#include <QNetworkInformation>
#include <QNetworkInterface>

namespace ferry {

namespace {

constexpr int lookAgainMs = 3000;

/// Between containers or virtual machines of this computer, and without a card of its own.
bool isInsideBridge(const QString &name)
{
    const QDir members(QStringLiteral("/sys/class/net/%1/brif").arg(name));
    if (!members.exists())
        return false;
    const QStringList names = members.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return std::none_of(names.begin(), names.end(), [](const QString &member) {
        return QFile::exists(QStringLiteral("/sys/class/net/%1/device").arg(member));
    });
}

/// One that other computers can have this one under. Those that a computer gives itself for want of better ones
/// (RFC 3927, RFC 4291 2.5.6) do not count.
bool hasAddress()
{
    const auto interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &interface : interfaces) {
        const auto flags = interface.flags();
        if (flags.testFlag(QNetworkInterface::IsLoopBack) || !flags.testFlag(QNetworkInterface::IsRunning) ||
            isInsideBridge(interface.name()))
            continue;
        const auto entries = interface.addressEntries();
        if (std::any_of(entries.begin(), entries.end(),
                        [](const QNetworkAddressEntry &entry) { return !entry.ip().isLinkLocal(); }))
            return true;
    }
    return false;
}

bool systemIsOnline()
{
    const QNetworkInformation *information = QNetworkInformation::instance();
    if (!information)
        return true;
    switch (information->reachability()) {
    case QNetworkInformation::Reachability::Disconnected:
    case QNetworkInformation::Reachability::Local:
        return hasAddress();
    default:
        return true;
    }
}

} // namespace

void SystemNetworkWatch::start()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    m_again.setInterval(lookAgainMs);
    connect(&m_again, &QTimer::timeout, this, &SystemNetworkWatch::look);
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            &SystemNetworkWatch::look);
    look();
}

void SystemNetworkWatch::look()
{
    const bool online = systemIsOnline();
    if (online)
        m_again.stop();
    else if (!m_again.isActive())
        m_again.start();
    if (online != std::exchange(m_online, online))
        emit onlineChanged(online);
}

} // namespace ferry
