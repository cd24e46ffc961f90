#pragma once

#include "app/terminal/ItemNames.h"
#include "app/terminal/Reporter.h"

#include <QJsonObject>

namespace ferry {

/// One JSON object a line on standard output and nothing else there. The events and their members are a contract with
/// scripts; see the README. What a person should know of a file, and no member tells, is said on standard error.
class JsonReporter : public Reporter
{
public:
    /// temporary: downloads were asked to stay in the temporary place, so their path is a tempFilePath.
    JsonReporter(Output &results, Output &messages, bool temporary = false);

    void queued(int task, const TransferRequest &request) override;
    void headers(int task, const TransferSnapshot &snapshot) override;
    void progress(int task, const TransferSnapshot &snapshot) override;
    void retrying(int task, const TransferSnapshot &snapshot, const RetryNotice &notice) override;
    void succeeded(int task, const TransferSnapshot &snapshot, const Completed &result) override;
    void failed(int task, const TransferSnapshot &snapshot, const TransferError &error) override;
    void completed(int task) override;

    /// `{"event":NAME,` and then the members; ends with a line end.
    static QByteArray line(const char *event, const QJsonObject &members);

private:
    void say(const char *event, int task, const QJsonObject &members);

    Output &m_results;
    Output &m_messages;
    bool m_temporary;
    ItemNames m_names;
};

} // namespace ferry
