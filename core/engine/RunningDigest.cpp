#include "core/engine/RunningDigest.h"

namespace ferry {

namespace {

/// Less is not worth a job.
constexpr qint64 farBehind = 8 * 1024 * 1024;

} // namespace

void RunningDigest::start(const QList<Digest::Algorithm> &algorithms)
{
    m_job.reset();
    m_set = DigestSet(algorithms);
    m_isWanted = !algorithms.isEmpty();
    m_end = 0;
}

void RunningDigest::add(qint64 first, const char *data, qint64 size)
{
    if (m_job || first > m_end || first + size <= m_end)
        return;
    const qint64 known = m_end - first;
    m_set.add(data + known, size - known);
    m_end = first + size;
}

void RunningDigest::catchUp(const QString &path, qint64 end)
{
    if (m_isWanted && !m_job && !m_failure && end - m_end >= farBehind)
        read(path, end);
}

bool RunningDigest::finish(const QString &path, qint64 size)
{
    m_path = path;
    m_size = size;
    if (!m_isWanted || m_failure || (!m_job && m_end == size))
        return true;
    if (!m_job)
        read(path, size);
    return false;
}

void RunningDigest::read(const QString &path, qint64 end)
{
    const qint64 from = std::exchange(m_end, end);
    m_job = std::make_unique<FileDigestJob>(*QThreadPool::globalInstance(), path, from, end - from, std::move(m_set));
    connect(m_job.get(), &FileDigestJob::ended, this, &RunningDigest::jobEnded);
}

void RunningDigest::jobEnded()
{
    m_set = m_job->takeDigests();
    m_failure = m_job->failure();
    m_job.release()->deleteLater(); // its signal is still on the stack
    if (m_size < 0)
        return;
    if (!m_failure && m_end < m_size)
        read(m_path, m_size);
    else
        emit finished();
}

} // namespace ferry
