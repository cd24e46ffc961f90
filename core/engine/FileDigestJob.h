#pragma once

#include "core/io/DigestSet.h"

#include <memory>
#include <QObject>
#include <QThreadPool>

namespace ferry {

/// Adds bytes of a file that is there to digests, on a thread of the pool. Lives on the engine's thread; ended() comes
/// once, never before the constructor returns. Deleting it stops the reading at the next block and waits for nothing.
class FileDigestJob : public QObject
{
    Q_OBJECT

public:
    FileDigestJob(QThreadPool &pool, const QString &path, qint64 from, qint64 size, DigestSet digests);
    ~FileDigestJob() override;

    /// After ended().
    DigestSet takeDigests() { return std::move(m_digests); }
    const std::optional<TransferError> &failure() const { return m_failure; }

signals:
    void ended();

private:
    struct Shared;
    static void work(const std::shared_ptr<Shared> &shared, const QString &path, qint64 from, qint64 size);

    std::shared_ptr<Shared> m_shared;
    DigestSet m_digests;
    std::optional<TransferError> m_failure;
};

} // namespace ferry
