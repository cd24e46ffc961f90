#pragma once

#include "core/types/TransferError.h"
#include "core/types/TransferRequest.h"

#include <atomic>

namespace ferry {

/// What a person pastes as a checksum: the hexadecimal digits alone, whose number tells the algorithm (32 md5, 40 sha1,
/// 64 sha256, 128 sha512), "sha256:HEX", a line of sha256sum, or one of its BSD form. Of several lines the one that
/// names the file counts, else the first. Nothing where there is no checksum in it. Pure.
std::optional<ExpectedChecksum> checksumFromText(const QString &text, const QString &fileName = {});

struct FileChecksum
{
    QByteArray hex;                     ///< lower case; empty where there is none
    std::optional<TransferError> error; ///< kind Source: it cannot be read; none also where it was stopped
};

/// Reads the whole file, so only for a thread of the pool. Ends early, without a checksum, once `stop` is true.
FileChecksum checksumOfFile(const QString &path, const QByteArray &algorithm, const std::atomic_bool &stop);

} // namespace ferry
