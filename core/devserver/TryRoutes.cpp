#include "core/devserver/TryRoutes.h"

#include "core/devserver/FileHandler.h"

namespace ferry::devserver {

std::span<const TryRoute> tryRoutes()
{
    return {};
}

std::unique_ptr<Handler> routeTry(const RequestHead &, const ServerContext &)
{
    return std::make_unique<FixedHandler>(Response::error(404, "There is no such route."));
}

} // namespace ferry::devserver
