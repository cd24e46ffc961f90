#pragma once

#include "app/terminal/Output.h"
#include "core/engine/TransferEngine.h"

namespace ferry {

/// Says what happens to the tasks of one run. Main thread. The order for each task: queued, then headers and progress
/// as they come, these again after each retrying, then one of succeeded and failed, then completed, each of the last two exactly once.
/// Tasks count from 1 in the order given.
class Reporter
{
public:
    virtual ~Reporter() = default;

    virtual void queued(int task, const TransferRequest &request) = 0;
    /// Anything about a task is another than before: for views that are drawn anew.
    virtual void changed(int /*task*/, const TransferSnapshot & /*snapshot*/) {}
    /// The head of the final answer.
    virtual void headers(int task, const TransferSnapshot &snapshot) = 0;
    /// At most ten times a second, and once at the end of each task.
    virtual void progress(int task, const TransferSnapshot &snapshot) = 0;
    /// A try failed, and another one follows by itself.
    virtual void retrying(int /*task*/, const TransferSnapshot & /*snapshot*/, const RetryNotice & /*notice*/) {}
    virtual void succeeded(int task, const TransferSnapshot &snapshot, const Completed &result) = 0;
    virtual void failed(int task, const TransferSnapshot &snapshot, const TransferError &error) = 0;
    virtual void completed(int task) = 0;
    /// The run is over.
    virtual void finished() {}
};

/// 0 to 100, or -1 while the total is unknown. 100 only with the answer.
int progressOf(const TransferSnapshot &snapshot);

} // namespace ferry
