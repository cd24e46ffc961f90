#pragma once

#include "core/wire/ResponseHead.h"

#include <optional>

namespace ferry {

/// What a server said just before it reset the connection. Writing to such a connection fails before libcurl has
/// read the answer that explains why; the bytes still lie in the kernel and are read when the socket is closed.
/// Only for http: with TLS they would be ciphertext, and TlsCheck lets the reading go first.
struct LastWords
{
    ResponseHead head;
    QByteArray body; ///< as far as it came

    /// Everything that can be read without waiting, up to a sensible size.
    static QByteArray readAll(int fd);
    /// A final answer in the bytes, read on from a head so far; else nothing.
    static std::optional<LastWords> parse(const ResponseHead &before, const QByteArray &bytes);
};

} // namespace ferry
