#include "app/DevServerControl.h"

namespace ferry {

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
        m_server = std::make_unique<devserver::DevServer>(devserver::Options());
        m_status.running = m_server->start();
        m_status.url = m_server->url();
        m_status.directory = m_server->directory();
        m_status.error = m_server->errorString();
    }
    emit statusChanged();
}

} // namespace ferry
