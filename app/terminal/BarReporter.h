#pragma once

#include "app/terminal/PlainReporter.h"

#include <QElapsedTimer>
#include <QMap>
#include <QTimer>

namespace ferry {

/// What PlainReporter says, and below it a bar for each running item, drawn anew at most ten times a second. For a
/// standard error that is a terminal; needs an event loop. Main thread.
class BarReporter : public PlainReporter
{
public:
    BarReporter(Output &results, Output &messages);

    void changed(int task, const TransferSnapshot &snapshot) override;
    void succeeded(int task, const TransferSnapshot &snapshot, const Completed &result) override;
    void failed(int task, const TransferSnapshot &snapshot, const TransferError &error) override;
    void completed(int task) override;
    void finished() override;

private:
    void erase();
    void draw();
    void drawSoon();

    QMap<int, TransferSnapshot> m_running;
    QTimer m_timer;
    QElapsedTimer m_sinceDrawn;
    int m_lines = 0; ///< of bars on the screen
    int m_ended = 0;
    bool m_unicode;
};

} // namespace ferry
