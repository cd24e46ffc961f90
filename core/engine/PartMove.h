#pragma once

#include "core/engine/ResumeAttempt.h"

#include <QObject>
#include <QThreadPool>

namespace ferry {

/// Copies what is held of a file into another folder, on a thread of the pool, since that may be a copy of hours. The
/// old part is left as it is; whether the bytes are the right ones shows when the new one is opened. Lives on the
/// engine's thread; ended() comes once, never before the constructor returns. Deleting it stops the copy at the next
/// block, waits for nothing, and leaves nothing in the new folder.
class PartMove : public QObject
{
    Q_OBJECT

public:
    /// launchDirectory: where the copy is noted, for a later launch to remove it after a crash.
    PartMove(QThreadPool &pool, const KeptPart &from, const QString &folder, const QString &launchDirectory);
    ~PartMove() override;

    /// After ended(): the part in the new folder, which stays there from now on, with its record; empty if there is
    /// none.
    QString takePart();
    /// The new folder cannot be written, or has no room for all of the file. None if it is the old part that cannot be
    /// read: then the file comes anew.
    const std::optional<TransferError> &failure() const { return m_failure; }

signals:
    void ended();

private:
    struct Shared;
    static std::unique_ptr<PartFile> copy(const Shared &shared, std::optional<TransferError> &failure);
    static void work(const std::shared_ptr<Shared> &shared);

    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<PartFile> m_part;
    std::optional<TransferError> m_failure;
};

} // namespace ferry
