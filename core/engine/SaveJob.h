#pragma once

#include "core/types/TransferError.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <QObject>
#include <QThreadPool>

namespace ferry {

class SaveBatches;
class SaveFolder;

/// Moves one finished download to its place on a thread of the pool, since that may be a copy of hours. Lives on the
/// engine's thread; ended() comes exactly once unless it is deleted before. Deleting it cancels and waits until the
/// pool's thread has let go of the files: they are then either moved or as they were.
class SaveJob : public QObject
{
    Q_OBJECT

public:
    struct Result
    {
        QString savedPath; ///< where the file is; empty if it stayed in its temporary place
        bool cancelled = false;
        std::optional<TransferError> error;
    };

    struct Order
    {
        QString temporaryPath;
        SaveTarget target;
        QUrl origin;
        QString launchDirectory; ///< where a copy is noted (see SaveOptions)
    };

    SaveJob(QThreadPool &pool, const Order &order);
    /// For a small file that lies beside its target, and so needs no copy: together with others. See liesBeside().
    SaveJob(SaveBatches &batches, const Order &order);
    ~SaveJob() override;

    static bool liesBeside(const Order &order);

    /// Stops a copy at its next block. ended() says what came of it, since the file may be in its place already.
    void cancel();
    /// After copied(): the copy may get its name.
    void place();
    /// Bytes that were copied; stays 0 where a rename was enough.
    qint64 bytesCopied() const;
    const Result &result() const { return m_result; }

signals:
    /// A copy was needed and is whole, and waits for place() or cancel(). Its identity is another than the file's.
    void copied(const QString &identity);
    void ended();

private:
    enum class Step { Waiting, Working, Over };
    struct Shared
    {
        std::atomic<bool> cancelled = false;
        std::atomic<qint64> copied = 0;
        std::mutex mutex;
        std::condition_variable turned; ///< step or mayPlace, or it was cancelled
        Step step = Step::Waiting;      ///< guarded by the mutex, as the next
        bool mayPlace = false;
        Result result; ///< touched on the pool's thread only
    };

    static bool begin(Shared &shared);
    static void save(SaveJob *job, Shared &shared, const Order &order, const SaveFolder &folder);
    static void end(SaveJob *job, Shared &shared);
    void askToPlace(Shared &shared, const QString &identity);
    void endLater(const Result &result);

    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
    Result m_result;
};

} // namespace ferry
