#pragma once

#include "core/wire/RequestPlan.h"

#include <map>
#include <memory>
#include <unordered_set>

namespace ferry {

class CurlMulti;
class CurlReply;

/// The connections of a manager, apart by what they are offered and by what they are trusted by: a connection that was
/// accepted with a pinned certificate, other roots or none never serves a request that asks for more. Owned by the
/// manager.
class CurlPools
{
public:
    CurlPools();
    ~CurlPools();

    CurlMulti &forPlan(const RequestPlan &plan);
    int openConnections() const;

    void add(CurlReply *reply) { m_replies.insert(reply); }
    void remove(CurlReply *reply) { m_replies.erase(reply); }
    /// Ends the replies that live on without the manager, as by abort().
    void abortReplies();

private:
    void dropUnused();

    std::map<std::pair<Trust, bool>, std::unique_ptr<CurlMulti>> m_pools; ///< by trust, and whether HTTP/2 is offered
    std::unordered_set<CurlReply *> m_replies;
};

} // namespace ferry
