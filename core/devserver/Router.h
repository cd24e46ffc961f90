#pragma once

#include "core/devserver/HttpConnection.h"

namespace ferry::devserver {

/// Who answers this request. Never null; the head must outlive the handler.
std::unique_ptr<Handler> route(const RequestHead &head, const ServerContext &context);

} // namespace ferry::devserver
