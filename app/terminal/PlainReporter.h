#pragma once

#include "app/terminal/ItemNames.h"
#include "app/terminal/Reporter.h"

namespace ferry {

/// For people and simple scripts: results (the body of an upload's answer, the path of a saved file) on standard
/// output, one line for each finished item on standard error.
class PlainReporter : public Reporter
{
public:
    /// quiet: only results, refusals and failures.
    PlainReporter(Output &results, Output &messages, bool quiet);

    void queued(int task, const TransferRequest &request) override;
    void headers(int, const TransferSnapshot &) override {}
    void progress(int, const TransferSnapshot &) override {}
    void succeeded(int task, const TransferSnapshot &snapshot, const Completed &result) override;
    void failed(int task, const TransferSnapshot &snapshot, const TransferError &error) override;
    void completed(int) override {}

protected:
    Output &messages() const { return m_messages; }
    int taskCount() const { return m_names.count(); }

private:
    void showUpload(const QString &name, const TransferSnapshot &snapshot, bool ok);
    void showDownload(const QString &name, const TransferSnapshot &snapshot, bool ok);
    void showHeld(const QString &wanted, const TransferSnapshot &snapshot);
    void say(const QString &sentence);
    void say(const QStringList &sentences);

    Output &m_results;
    Output &m_messages;
    bool m_quiet;
    bool m_needsLineEnd = false; ///< a body without one stands on standard output
    ItemNames m_names;
};

} // namespace ferry
