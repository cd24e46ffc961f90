#pragma once

#include "core/types/TransferError.h"

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace ferry {

/// Moves one finished download to its place on a thread of the pool, since that may be a copy of hours. Lives on the
/// engine's thread. Deleting it cancels: the temporary file then stays what it was, and the target does not exist.
class SaveJob : public QObject
{
    Q_OBJECT

public:
    struct Result
    {
        QString savedPath;
        std::optional<TransferError> error;
    };

    SaveJob(QThreadPool &pool, const QString &temporaryPath, const SaveTarget &target, const QUrl &origin);
    ~SaveJob() override;

    /// Bytes that were copied; stays 0 where a rename was enough.
    qint64 bytesCopied() const;
    const Result &result() const { return m_result; }

signals:
    void ended();

private:
    struct Shared
    {
        std::atomic<bool> cancelled = false;
        std::atomic<qint64> copied = 0;
        std::mutex alive;
        bool orphaned = false; ///< the job is gone; guarded by alive
    };
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
    Result m_result;
};

} // namespace ferry
