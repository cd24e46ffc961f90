#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace ferry {

/// The file name that a Content-Disposition suggests, as a browser would take it; not yet safe for a disk.
/// Reads RFC 6266 with RFC 8187 (`filename*`, UTF-8 and ISO-8859-1), RFC 2231 continuations, and what servers send
/// in their place: no type, raw UTF-8 or Latin-1, RFC 2047 words, doubled or unquoted parameters, missing quotes.
/// `filename*` wins over `filename`, the first of two equal parameters over the second, and percent signs are
/// decoded in `filename*` alone. Nothing if there is no name, or an empty one. Pure, any thread, linear in time.
std::optional<QString> fileNameFrom(const QByteArray &contentDisposition);

} // namespace ferry
