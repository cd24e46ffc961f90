#pragma once

#include "core/devserver/Response.h"

#include <limits>
#include <optional>

namespace ferry::devserver {

/// Answers one request. The connection calls begin(), then body() for each piece, then end(); a Response from an
/// earlier call takes the place of the rest. Destroyed without end() if the client breaks off: what was begun is
/// then undone. Lives on the server's thread and as long as the request; the head outlives it.
class Handler
{
public:
    Handler() = default;
    virtual ~Handler() = default;
    Handler(const Handler &) = delete;
    Handler &operator=(const Handler &) = delete;

    /// The head is there, the body is not. An answer here means that the body is not wanted.
    virtual std::optional<Response> begin() { return std::nullopt; }
    /// A piece of the body. An answer here refuses the rest.
    virtual std::optional<Response> body(QByteArrayView) { return std::nullopt; }
    /// The body is whole.
    virtual Response end() = 0;
    /// How many bytes of the body may be read by now, counted from its first; asked again 20 times a second
    /// once they are used up.
    virtual qint64 allowance() { return std::numeric_limits<qint64>::max(); }
};

} // namespace ferry::devserver
