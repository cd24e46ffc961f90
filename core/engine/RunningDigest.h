#pragma once

#include "core/engine/FileDigestJob.h"

namespace ferry {

/// The digests of a file while it comes. Bytes that come in their order are added as they come; what came before its
/// turn, or in an earlier attempt, is read from the file by a thread of the pool. Lives on the engine's thread;
/// deleting it waits for nothing.
class RunningDigest : public QObject
{
    Q_OBJECT

public:
    /// Of the file's first byte on.
    void start(const QList<Digest::Algorithm> &algorithms);
    /// Bytes that were written to the file at this place. May be called from inside the wire.
    void add(qint64 first, const char *data, qint64 size);
    /// So many bytes are in the file from the first one on. Where that is far more than the digests have, they are
    /// read.
    void catchUp(const QString &path, qint64 end);
    /// The file is whole. True if the digests are, too; else finished() comes.
    bool finish(const QString &path, qint64 size);

    /// Nothing is read any more, and nothing is told.
    void stop() { m_job.reset(); }

    /// What was added up to now; after the end, of the whole file.
    const DigestSet &set() const { return m_set; }
    /// Why the file could not be read.
    const std::optional<TransferError> &failure() const { return m_failure; }

signals:
    void finished();

private:
    void read(const QString &path, qint64 end);
    void jobEnded();

    DigestSet m_set; ///< the job's while there is one
    bool m_isWanted = false;
    qint64 m_end = 0;   ///< of what was added, or is with the job
    qint64 m_size = -1; ///< once it is whole
    QString m_path;
    std::unique_ptr<FileDigestJob> m_job;
    std::optional<TransferError> m_failure;
};

} // namespace ferry
