#include "core/wire/CurlPools.h"

#include "core/wire/CurlMulti.h"
#include "core/wire/CurlReply.h"

namespace ferry {

namespace {

constexpr std::size_t manyPools = 16;

} // namespace

CurlPools::CurlPools() = default;
CurlPools::~CurlPools() = default;

CurlMulti &CurlPools::forPlan(const RequestPlan &plan)
{
    const bool anyTls = plan.isTls() || plan.proxy.isTls();
    const std::pair kind(anyTls ? plan.trust : Trust(), plan.http2);
    auto found = m_pools.find(kind);
    if (found == m_pools.end()) {
        if (m_pools.size() >= manyPools)
            dropUnused();
        found = m_pools.emplace(kind, std::make_unique<CurlMulti>()).first;
    }
    return *found->second;
}

int CurlPools::openConnections() const
{
    int count = 0;
    for (const auto &[kind, pool] : m_pools)
        count += pool->openSockets();
    return count;
}

/// Certificates that were taken one by one must not leave an engine each behind for ever. Deleted later, because one
/// of them may be emitting at this moment.
void CurlPools::dropUnused()
{
    for (auto it = m_pools.begin(); it != m_pools.end();) {
        const CurlMulti *pool = it->second.get();
        if (std::any_of(m_replies.begin(), m_replies.end(), [pool](CurlReply *reply) { return reply->uses(pool); })) {
            ++it;
            continue;
        }
        it->second.release()->deleteLater();
        it = m_pools.erase(it);
    }
}

void CurlPools::abortReplies()
{
    while (!m_replies.empty()) {
        CurlReply *reply = *m_replies.begin();
        m_replies.erase(m_replies.begin());
        reply->abort();
    }
}

} // namespace ferry
