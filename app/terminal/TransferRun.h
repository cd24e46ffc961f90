#pragma once

#include "app/terminal/KeptPlace.h"
#include "app/terminal/Reporter.h"
#include "core/engine/TransferEngine.h"

#include <QElapsedTimer>

namespace ferry {

/// One run of `ferry upload` or `ferry download`: gives the requests to an engine and tells a reporter what becomes of
/// them. Main thread; ended() is its last signal and comes once. Deleting it ends the engine.
class TransferRun : public QObject
{
    Q_OBJECT

public:
    /// kept: for HTML pages that were held back. All of them outlive this.
    TransferRun(EngineOptions options, Reporter &reporter, const Output &results, KeptPlace &kept);

    void start(const QList<TransferRequest> &requests);
    /// Aborts all that has not ended; each fails with abort. exitCode: of the whole run.
    void interrupt(int exitCode);

signals:
    void ended(int exitCode);

private:
    struct Task
    {
        TransferSnapshot last;
        qint64 progressAt = -1000; ///< milliseconds; when the last progress was told
        qint64 progressBytes = -1;
        bool headersTold = false;
        /// Of the try that failed last: the snapshots show it until the next try begins.
        std::shared_ptr<const Exchange> failedTry;
        bool over = false;
        std::optional<TransferError> stopped; ///< why it would wait for the person
        std::optional<Completed> held;        ///< an HTML page on its way to a kept place
        qsizetype placesTried = 0;            ///< of those
    };

    void takeChanges(const QList<TransferSnapshot> &snapshots);
    void step(int number, Task &task);
    void takeNotice(TransferId id, const RetryNotice &notice);
    void takeOutcome(TransferId id, const TransferOutcome &outcome);
    void keepHeld(int number, Task &task, TransferError why);
    void succeed(int number, Task &task, const Completed &result);
    void fail(int number, Task &task, const TransferError &error);
    void lastProgress(int number, Task &task);
    void complete(int number, Task &task);
    Task *find(TransferId id);

    TransferEngine m_engine;
    Reporter &m_reporter;
    const Output &m_results;
    KeptPlace &m_kept;
    std::vector<Task> m_tasks;
    TransferId m_firstId = 0;
    qsizetype m_open = 0;
    QElapsedTimer m_clock;
    int m_exitCode = 0;
    bool m_interrupted = false;
};

} // namespace ferry
