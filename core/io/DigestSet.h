#pragma once

#include "core/io/Digest.h"
#include "core/types/TransferError.h"

#include <atomic>
#include <QList>
#include <QString>
#include <utility>
#include <vector>

namespace ferry {

/// Several digests of the same bytes, taken in one pass. One thread at a time; may be moved to another.
class DigestSet
{
public:
    DigestSet() = default;
    explicit DigestSet(const QList<Digest::Algorithm> &algorithms);

    void add(const char *data, qint64 size);
    /// Lower case, of everything so far; empty for an algorithm that is not among them, or that the system's policy
    /// forbids. More may be added after.
    QByteArray hex(Digest::Algorithm algorithm) const;

private:
    std::vector<std::pair<Digest::Algorithm, Digest>> m_digests;
};

/// Adds `size` bytes of a file, from a place on. Blocking, for threads of the pool; `cancelled` is looked at between
/// blocks, and what was added then is no matter. ErrorKind::Target where it cannot be read or is shorter.
std::optional<TransferError> addFile(DigestSet &digests, const QString &path, qint64 from, qint64 size,
                                     const std::atomic<bool> &cancelled);

} // namespace ferry
