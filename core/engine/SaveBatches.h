#pragma once

#include <functional>
#include <map>
#include <QObject>
#include <QThreadPool>
#include <vector>

namespace ferry {

class SaveFolder;

/// Saves to one folder what comes to its end in the same turn of the loop: one thread of the pool is woken for all of
/// it, and the folder is brought to the disk once. For what is sure to take a moment only. Engine thread; what has not
/// begun when it is deleted never does.
class SaveBatches : public QObject
{
    Q_OBJECT

public:
    /// Both on the pool's thread; the end comes when the folder is on the disk.
    struct Work
    {
        std::function<void(const SaveFolder &)> save;
        std::function<void()> end;
    };

    explicit SaveBatches(QThreadPool &pool, QObject *parent = nullptr);

    /// At the next turn of the loop.
    void add(const QString &directory, Work work);

private:
    void startAll();

    QThreadPool &m_pool;
    std::map<QString, std::vector<Work>> m_waiting; ///< by their folder
};

} // namespace ferry
