#pragma once

#include "core/devserver/HttpConnection.h"

#include <span>

namespace ferry::devserver {

/// One address below /try/ that misbehaves on purpose.
struct TryRoute
{
    const char *pattern;     ///< as it is shown: "/try/status/CODE"
    const char *example;     ///< an address that works as a link
    const char *explanation; ///< one line for a person
};

/// All of them, in the order of the page.
std::span<const TryRoute> tryRoutes();

/// Who answers below /try/. Never null.
std::unique_ptr<Handler> routeTry(const RequestHead &head, const ServerContext &context);

} // namespace ferry::devserver
