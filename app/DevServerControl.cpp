#include "app/DevServerControl.h"

namespace ferry {

namespace {

/// Tried first, so that addresses and links of an earlier run lead to this one.
constexpr quint16 usualPort = 8421;

} // namespace

DevServerControl::DevServerControl(QObject *parent)
    : QObject(parent)
{
}

DevServerControl::~DevServerControl() = default;

void DevServerControl::setRunning(bool on)
{
    if (on == m_status.running)
        return;
    m_status = {};
    m_server.reset();
    if (on) {
        for (const quint16 port : {usualPort, quint16(0)}) {
            m_server = std::make_unique<devserver::DevServer>(devserver::Options{port, {}});
            m_status.running = m_server->start();
            if (m_status.running)
                break;
        }
        if (m_status.running && m_server->url().port() != usualPort)
            m_status.takenPort = usualPort;
        m_status.url = m_server->url();
        m_status.directory = m_server->directory();
        m_status.error = m_server->errorString();
    }
    emit statusChanged();
}

} // namespace ferry
