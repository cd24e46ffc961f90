#include "app/terminal/PlainReporter.h"

#include "app/terminal/Advice.h"
#include "app/terminal/AnswerText.h"
#include "app/terminal/TerminalText.h"

#include <numeric>
#include <QFile>
#include <QFileInfo>

namespace ferry {

namespace {

/// The start of a refusal. Secrets that it repeats are looked for before it is cut, which could leave a half of one.
QString wordsOfServer(const TransferSnapshot &snapshot)
{
    constexpr qint64 longest = 500;
    if (!snapshot.exchange || snapshot.exchange->secrets.isEmpty())
        return TerminalText::oneLine(answerText(snapshot, longest));
    constexpr qint64 looked = 16 * 1024;
    return TerminalText::oneLine(snapshot.exchange->secrets.hiddenIn(answerText(snapshot, looked)).left(longest));
}

QString statusOf(const TransferSnapshot &snapshot)
{
    const QString reason =
        snapshot.exchange ? TerminalText::oneLine(QString::fromUtf8(snapshot.exchange->reason)) : QString();
    const QString status = QStringLiteral("%1 %2").arg(snapshot.statusCode()).arg(reason).trimmed();
    return snapshot.tries > 0 ? TerminalText::tr("%1, after %2 tries").arg(status, QString::number(snapshot.tries + 1))
                              : status;
}

QString reasonOf(const TransferSnapshot &snapshot, const TransferError &error)
{
    const QString reason = TerminalText::oneLine(failureText(snapshot, error));
    return snapshot.tries > 0
               ? TerminalText::tr("%1 It was tried %2 times.").arg(reason, QString::number(snapshot.tries + 1))
               : reason;
}

/// Of what a person sends: a form around its files has a length of its own.
qint64 sizeOf(const TransferSnapshot &snapshot)
{
    const auto *upload = std::get_if<UploadRequest>(snapshot.request.get());
    if (!upload || upload->files.isEmpty())
        return snapshot.bytesDone;
    return std::accumulate(upload->files.begin(), upload->files.end(), qint64(0),
                           [](qint64 sum, const FormFile &file) { return sum + QFileInfo(file.path).size(); });
}

/// Nothing if the answer is here whole.
QStringList whatIsCut(const TransferSnapshot &snapshot)
{
    const qint64 kept = snapshot.exchange ? keptOfAnswer(*snapshot.exchange) : 0;
    if (!snapshot.exchange || snapshot.exchange->bodySize <= kept)
        return {};
    return {TerminalText::tr("The answer is cut: no more than its first %1 were kept.").arg(TerminalText::bytes(kept))};
}

QString sizeAndTime(const TransferSnapshot &snapshot)
{
    const QString size = TerminalText::bytes(sizeOf(snapshot));
    const qint64 microseconds = snapshot.exchange ? snapshot.exchange->timings.done : -1;
    if (microseconds < 1'000'000)
        return size;
    return TerminalText::tr("%1 in %2").arg(size, TerminalText::duration(microseconds / 1'000'000));
}

} // namespace

PlainReporter::PlainReporter(Output &results, Output &messages, bool quiet)
    : m_results(results)
    , m_messages(messages)
    , m_quiet(quiet)
{
}

void PlainReporter::queued(int, const TransferRequest &request)
{
    m_names.add(request);
}

void PlainReporter::succeeded(int task, const TransferSnapshot &snapshot, const Completed &result)
{
    if (snapshot.kind() == TransferKind::Upload)
        showUpload(m_names.of(task, snapshot), snapshot, result.ok);
    else if (snapshot.heldHtml)
        showHeld(m_names.wanted(task, snapshot), snapshot);
    else
        showDownload(m_names.of(task, snapshot), snapshot, result.ok);
}

void PlainReporter::showUpload(const QString &name, const TransferSnapshot &snapshot, bool ok)
{
    // A single body is printed as it came; between several, each begins on a line of its own.
    if (m_needsLineEnd)
        m_results.write("\n");
    const bool ended = writeAnswer(snapshot, m_results);
    if (!ended && m_results.isTerminal())
        m_results.write("\n");
    m_needsLineEnd = !ended && !m_results.isTerminal();
    if (!ok) {
        say(TerminalText::tr("Refused: %1, %2.").arg(name, statusOf(snapshot)));
        say(adviceOnRefusal(snapshot));
    } else if (!m_quiet) {
        say(TerminalText::tr("Uploaded: %1, %2, %3.").arg(name, sizeAndTime(snapshot), statusOf(snapshot)));
    }
    say(whatIsCut(snapshot));
}

void PlainReporter::showDownload(const QString &name, const TransferSnapshot &snapshot, bool ok)
{
    if (ok) {
        const QString path = snapshot.savedPath.isEmpty() ? snapshot.tempPath : snapshot.savedPath;
        m_results.write(QFile::encodeName(path) + '\n');
        if (!m_quiet)
            say(TerminalText::tr("Downloaded: %1, %2.").arg(name, sizeAndTime(snapshot)));
        say(whatIsUnsure(name, snapshot));
    } else {
        say(TerminalText::tr("Refused: %1, %2.").arg(name, statusOf(snapshot)));
        const QString words = wordsOfServer(snapshot);
        if (!words.isEmpty())
            say(TerminalText::tr("The server says: %1").arg(words));
        say(adviceOnRefusal(snapshot));
    }
}

void PlainReporter::showHeld(const QString &wanted, const TransferSnapshot &snapshot)
{
    say(TerminalText::tr("Held: an HTML page came in place of %1. It lies in %2; --any-type saves such an answer.")
            .arg(wanted, snapshot.savedPath));
}

void PlainReporter::failed(int task, const TransferSnapshot &snapshot, const TransferError &error)
{
    const QString name = m_names.of(task, snapshot);
    if (error.kind == ErrorKind::Abort) {
        if (m_quiet)
            return;
        say(TerminalText::tr("Cancelled: %1.").arg(name));
        say(adviceOnCancel(snapshot));
        return;
    }
    say(TerminalText::tr("Failed: %1. %2").arg(name, reasonOf(snapshot, error)));
    say(adviceOnFailure(snapshot, error));
}

void PlainReporter::say(const QString &sentence)
{
    m_messages.say(sentence);
}

void PlainReporter::say(const QStringList &sentences)
{
    for (const QString &sentence : sentences)
        say(sentence);
}

} // namespace ferry
