#include "core/io/DigestSet.h"

#include "core/io/FileHandle.h"
#include "core/io/IoError.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace ferry {

DigestSet::DigestSet(const QList<Digest::Algorithm> &algorithms)
{
    for (const Digest::Algorithm algorithm : algorithms)
        m_digests.emplace_back(algorithm, Digest(algorithm));
}

void DigestSet::add(const char *data, qint64 size)
{
    for (auto &[algorithm, digest] : m_digests)
        digest.add(data, size);
}

QByteArray DigestSet::hex(Digest::Algorithm algorithm) const
{
    for (const auto &[known, digest] : m_digests) {
        if (known == algorithm)
            return digest.hex();
    }
    return {};
}

std::optional<TransferError> addFile(DigestSet &digests, const QString &path, qint64 from, qint64 size,
                                     const std::atomic<bool> &cancelled)
{
    FileHandle file;
    file.reset(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.isOpen())
        return targetError(path, errno);
    QByteArray block(1024 * 1024, Qt::Uninitialized);
    while (size > 0 && !cancelled) {
        const ssize_t got = ::pread(file.get(), block.data(), size_t(qMin(size, qint64(block.size()))), off_t(from));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return targetError(path, got < 0 ? errno : EIO);
        digests.add(block.constData(), got);
        from += got;
        size -= got;
    }
    return std::nullopt;
}

} // namespace ferry
