#pragma once

#include <QSemaphore>
#include <QThreadPool>
#include <utility>

namespace ferry {

/// Keeps threads of a pool busy until it is told, or goes: what needs one of them waits. Goes before the engine whose
/// work it holds up, and outlives nobody who waits for that work.
class BusyPool
{
public:
    explicit BusyPool(QThreadPool &pool)
        : BusyPool(pool, pool.maxThreadCount())
    {
    }
    BusyPool(QThreadPool &pool, int threads)
        : m_pool(pool)
        , m_threads(threads)
    {
        for (int i = 0; i < m_threads; ++i)
            m_pool.start([this] { m_mayEnd.acquire(); }, 1); // before everything else in line
    }
    ~BusyPool()
    {
        release();
        m_pool.waitForDone();
    }
    Q_DISABLE_COPY_MOVE(BusyPool)

    void release() { m_mayEnd.release(std::exchange(m_threads, 0)); }

private:
    QThreadPool &m_pool;
    int m_threads;
    QSemaphore m_mayEnd;
};

} // namespace ferry
