#include "app/terminal/BarReporter.h"

#include "app/terminal/ProgressBar.h"

#include <cstring>
#include <langinfo.h>

namespace ferry {

namespace {

constexpr int drawIntervalMs = 100;
constexpr int countdownMs = 1000;

} // namespace

BarReporter::BarReporter(Output &results, Output &messages)
    : PlainReporter(results, messages, false)
    , m_unicode(std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
{
    m_timer.setSingleShot(true);
    m_timer.callOnTimeout([this] { draw(); });
}

void BarReporter::changed(int task, const TransferSnapshot &snapshot)
{
    // Those of a whole host that wait together would hide the rest.
    const bool waits = snapshot.state == TransferState::Waiting && snapshot.waitReason != WaitReason::Host;
    if (isActive(snapshot.state) || waits)
        m_running.insert(task, snapshot);
    else
        m_running.remove(task);
    drawSoon();
}

void BarReporter::succeeded(int task, const TransferSnapshot &snapshot, const Completed &result)
{
    m_running.remove(task);
    erase();
    PlainReporter::succeeded(task, snapshot, result);
}

void BarReporter::failed(int task, const TransferSnapshot &snapshot, const TransferError &error)
{
    m_running.remove(task);
    erase();
    PlainReporter::failed(task, snapshot, error);
}

void BarReporter::completed(int)
{
    ++m_ended;
    drawSoon();
}

void BarReporter::finished()
{
    m_timer.stop();
    erase();
}

void BarReporter::erase()
{
    if (m_lines > 0)
        messages().write("\r\x1b[" + QByteArray::number(m_lines) + "A\x1b[J");
    m_lines = 0;
}

void BarReporter::drawSoon()
{
    const qint64 wait = m_sinceDrawn.isValid() ? drawIntervalMs - m_sinceDrawn.elapsed() : 0;
    const int soon = int(qMax(qint64(0), wait));
    if (!m_timer.isActive() || m_timer.remainingTime() > soon)
        m_timer.start(soon);
}

// One write for the whole picture: lines are written over, so that nothing flickers.
void BarReporter::draw()
{
    m_sinceDrawn.start();
    const Output::Size size = messages().size();
    const int columns = qMax(1, size.columns - 1); // a full last column would wrap on some terminals
    const bool summary = taskCount() > 1 && m_ended < taskCount();
    const int most = qMax(1, size.rows - 2);
    QStringList lines;
    double speed = 0;
    for (const TransferSnapshot &snapshot : std::as_const(m_running)) {
        if (snapshot.state != TransferState::Saving) // from one disk to another
            speed += qMax(0.0, snapshot.bytesPerSecond);
        if (lines.size() < most)
            lines.append(progressLine(snapshot, columns, m_unicode));
    }
    if (summary)
        lines.append(summaryLine(m_ended, taskCount(), speed, columns));
    QByteArray picture = m_lines > 0 ? "\r\x1b[" + QByteArray::number(m_lines) + 'A' : QByteArray();
    for (const QString &line : std::as_const(lines))
        picture += line.toUtf8() + "\x1b[K\n";
    messages().write(picture + "\x1b[J");
    m_lines = int(lines.size());
    const bool countsDown = std::any_of(m_running.begin(), m_running.end(),
                                        [](const TransferSnapshot &s) { return s.waitUntil.isValid(); });
    if (countsDown)
        m_timer.start(countdownMs);
}

} // namespace ferry
