#include "app/terminal/PlainReporter.h"

#include "app/terminal/Advice.h"
#include "app/terminal/AnswerText.h"
#include "app/terminal/TerminalText.h"
#include "core/types/ErrorText.h"

#include <numeric>
#include <QFile>
#include <QFileInfo>

namespace ferry {

namespace {

/// In quotes; of several files that go together, the first and how many more.
QString nameOf(const TransferSnapshot &snapshot)
{
    const QString name = TerminalText::oneLine(snapshot.name.isEmpty() ? snapshot.url().host() : snapshot.name);
    const auto *upload = std::get_if<UploadRequest>(snapshot.request.get());
    if (!upload || upload->files.size() < 2)
        return TerminalText::tr("“%1”").arg(name);
    return TerminalText::tr("“%1” and %2 more").arg(name, QString::number(upload->files.size() - 1));
}

/// In place of what a page came: after a redirect the page has a name of its own, which nobody asked for.
QString wantedName(const TransferSnapshot &snapshot)
{
    const bool led = snapshot.exchange && !snapshot.exchange->redirects.isEmpty();
    const auto *download = std::get_if<DownloadRequest>(snapshot.request.get());
    const bool named = download && download->saveTo && !download->saveTo->fileName.isEmpty();
    const QString asked = TerminalText::oneLine(snapshot.url().fileName());
    return led && !named && !asked.isEmpty() ? TerminalText::tr("“%1”").arg(asked) : nameOf(snapshot);
}

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
    const QString reason = TerminalText::oneLine(errorText(error));
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

void PlainReporter::queued(int task, const TransferRequest &)
{
    m_count = task;
}

void PlainReporter::succeeded(int, const TransferSnapshot &snapshot, const Completed &result)
{
    if (snapshot.kind() == TransferKind::Upload)
        showUpload(snapshot, result.ok);
    else
        showDownload(snapshot, result.ok);
}

void PlainReporter::showUpload(const TransferSnapshot &snapshot, bool ok)
{
    // A single body is printed as it came; between several, each begins on a line of its own.
    if (m_needsLineEnd)
        m_results.write("\n");
    const bool ended = writeAnswer(snapshot, m_results);
    if (!ended && m_results.isTerminal())
        m_results.write("\n");
    m_needsLineEnd = !ended && !m_results.isTerminal();
    if (!ok) {
        say(TerminalText::tr("Refused: %1, %2.").arg(nameOf(snapshot), statusOf(snapshot)));
        say(adviceOnRefusal(snapshot));
    } else if (!m_quiet) {
        say(TerminalText::tr("Uploaded: %1, %2, %3.").arg(nameOf(snapshot), sizeAndTime(snapshot), statusOf(snapshot)));
    }
    say(whatIsCut(snapshot));
}

void PlainReporter::showDownload(const TransferSnapshot &snapshot, bool ok)
{
    if (ok) {
        const QString path = snapshot.savedPath.isEmpty() ? snapshot.tempPath : snapshot.savedPath;
        m_results.write(QFile::encodeName(path) + '\n');
        if (!m_quiet)
            say(TerminalText::tr("Downloaded: %1, %2.").arg(nameOf(snapshot), sizeAndTime(snapshot)));
        sayWhatIsUnsure(snapshot);
    } else if (snapshot.heldHtml) {
        say(TerminalText::tr("Held: an HTML page came in place of %1. It lies in %2; --any-type saves such an answer.")
                .arg(wantedName(snapshot), snapshot.savedPath.isEmpty() ? snapshot.tempPath : snapshot.savedPath));
    } else {
        say(TerminalText::tr("Refused: %1, %2.").arg(nameOf(snapshot), statusOf(snapshot)));
        const QString words = wordsOfServer(snapshot);
        if (!words.isEmpty())
            say(TerminalText::tr("The server says: %1").arg(words));
        say(adviceOnRefusal(snapshot));
    }
}

// Nobody asked for a coding: whoever opens the file should know why it is not what they expect. And where no length was
// told, a server that ended early cannot be told from one that was done.
void PlainReporter::sayWhatIsUnsure(const TransferSnapshot &snapshot)
{
    if (snapshot.lengthUnknown)
        say(TerminalText::tr("The server told no length for %1, so nobody can say whether all of it came.")
                .arg(nameOf(snapshot)));
    if (!snapshot.exchange || !snapshot.exchange->codedBody)
        return;
    const QByteArray coding = snapshot.exchange->headers.values("Content-Encoding").join(", ");
    say(TerminalText::tr("The server sent %1 coded as %2, and it was kept as it came.")
            .arg(nameOf(snapshot), TerminalText::oneLine(QString::fromLatin1(coding))));
}

void PlainReporter::failed(int, const TransferSnapshot &snapshot, const TransferError &error)
{
    if (error.kind == ErrorKind::Abort) {
        if (m_quiet)
            return;
        say(TerminalText::tr("Cancelled: %1.").arg(nameOf(snapshot)));
        say(adviceOnCancel(snapshot));
        return;
    }
    say(TerminalText::tr("Failed: %1. %2").arg(nameOf(snapshot), reasonOf(snapshot, error)));
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
