#include "core/engine/SaveBatches.h"

#include "core/io/SaveFile.h"

namespace ferry {

namespace {

void saveAll(const QString &directory, const std::vector<SaveBatches::Work> &all)
{
    const SaveFolder folder(directory);
    for (const SaveBatches::Work &work : all)
        work.save(folder);
    folder.toDisk();
    for (const SaveBatches::Work &work : all)
        work.end();
}

} // namespace

SaveBatches::SaveBatches(QThreadPool &pool, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
{
}

void SaveBatches::add(const QString &directory, Work work)
{
    if (m_waiting.empty())
        QMetaObject::invokeMethod(this, &SaveBatches::startAll, Qt::QueuedConnection);
    m_waiting[directory].push_back(std::move(work));
}

void SaveBatches::startAll()
{
    for (auto &[directory, all] : std::exchange(m_waiting, {}))
        m_pool.start([directory = directory, all = std::move(all)] { saveAll(directory, all); });
}

} // namespace ferry
