#include "core/engine/HistoryWriter.h"

#include "core/store/TransferStore.h"

#include <QElapsedTimer>
#include <unordered_map>

namespace ferry {

namespace {

/// A store that is locked makes each try wait.
constexpr qint64 historyPauseMs = 5000;

} // namespace

class HistoryWriter::Work
{
public:
    explicit Work(QString file)
        : m_file(std::move(file))
    {
    }

    void open() { m_store.openForHistory(m_file); }
    void take(std::vector<StoredItem> items);
    void write();
    void end();

private:
    bool writeAll();
    bool writeOne(StoredItem &item);

    QString m_file;
    TransferStore m_store;
    std::vector<StoredItem> m_items;                  ///< to be written
    std::unordered_map<TransferId, qint64> m_keys;    ///< of items that were
    std::unordered_map<TransferId, qint64> m_newKeys; ///< of this transaction
    QElapsedTimer m_sinceFailure;                     ///< valid while writing fails
};

void HistoryWriter::Work::take(std::vector<StoredItem> items)
{
    m_items.insert(m_items.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
    if (!m_sinceFailure.isValid() || m_sinceFailure.hasExpired(historyPauseMs))
        write();
}

void HistoryWriter::Work::write()
{
    if (m_items.empty())
        return;
    m_newKeys.clear();
    if (writeAll()) {
        m_keys.merge(m_newKeys);
        m_items.clear();
        m_sinceFailure.invalidate();
        return;
    }
    m_store.rollBack();
    m_store.takeError();
    m_sinceFailure.start();
}

bool HistoryWriter::Work::writeAll()
{
    const bool ready = m_store.isWritable() || m_store.openForHistory(m_file);
    return ready && m_store.begin(TransferStore::InSystem) &&
           std::all_of(m_items.begin(), m_items.end(), [this](StoredItem &item) { return writeOne(item); }) &&
           m_store.commit();
}

bool HistoryWriter::Work::writeOne(StoredItem &item)
{
    const TransferId id = item.snapshot.id;
    const auto known = m_keys.find(id);
    const auto fresh = m_newKeys.find(id);
    if (known == m_keys.end() && fresh == m_newKeys.end()) {
        if (!m_store.insert(item))
            return false;
        m_newKeys.emplace(id, item.key);
    } else {
        item.key = known != m_keys.end() ? known->second : fresh->second;
        if (!m_store.update(item))
            return false;
    }
    return m_store.setExchange(item.key, item.snapshot.exchange.get());
}

void HistoryWriter::Work::end()
{
    write();
    m_store.close();
}

HistoryWriter::HistoryWriter(const QString &file)
    : m_work(std::make_shared<Work>(file))
{
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1); // a connection of the database stays on its thread
    m_thread.start([work = m_work] { work->open(); });
}

HistoryWriter::~HistoryWriter()
{
    m_thread.start([work = m_work] { work->end(); });
    m_thread.waitForDone();
}

void HistoryWriter::write(std::vector<StoredItem> items)
{
    if (!items.empty())
        m_thread.start([work = m_work, items = std::move(items)]() mutable { work->take(std::move(items)); });
}

} // namespace ferry
