#pragma once

#include "core/engine/NetworkWatch.h"

namespace ferry {

/// A network that the test switches. The engine's caller's thread.
class FakeNetwork : public NetworkWatch
{
public:
    explicit FakeNetwork(bool online)
        : m_online(online)
    {
    }
    void start() override { ++starts; }
    bool isOnline() const override { return m_online; }
    void set(bool online)
    {
        m_online = online;
        emit onlineChanged(online);
    }
    int starts = 0; ///< how often somebody began to look

private:
    bool m_online;
};

} // namespace ferry
