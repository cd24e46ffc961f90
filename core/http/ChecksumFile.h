#pragma once

#include <QByteArray>
#include <QStringList>

namespace ferry {

/// The longest checksum file that is read, bytes.
constexpr qint64 checksumFileLimit = 64 * 1024;

/// What a file `NAME.sha256` says of NAME: 64 hex digits in lower case, or nothing. Read are the lines of sha256sum and
/// its kin, `HEX  NAME`, `HEX *NAME` and `SHA256 (NAME) = HEX`, and a file that holds a HEX alone. One entry is about
/// NAME whatever it calls it, since the address of the file says so already; of several, the one counts whose last part
/// of the path is one of the names. Other lines, as of a signature around them, are passed over. Nothing is also what
/// contradicts itself, a web page, and anything longer than checksumFileLimit. Pure, any thread.
QByteArray sha256InChecksumFile(const QByteArray &content, const QStringList &names);

} // namespace ferry
