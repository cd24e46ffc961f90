#include "ui/details/Verdict.h"

#include "core/types/ErrorText.h"
#include "core/types/Secrets.h"
#include "ui/details/ExchangeNotes.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Numbers.h"
#include "ui/queue/RowNumbers.h"
#include "ui/queue/RowText.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace ferry::ui {

namespace {

/// Gives the sentences their translation context.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

/// Lines break behind a slash and not within what stands between two of them.
QString withShortSegments(const QString &address)
{
    constexpr size_t most = 44; // a SHA-1 in hexadecimal, and a short extension
    QStringList segments = address.split(u'/');
    for (QString &segment : segments) {
        const std::u32string letters = segment.toStdU32String();
        const size_t size = letters.size(), half = most / 2;
        if (size > most)
            segment = QString::fromStdU32String(letters.substr(0, half)) + u'…' +
                      QString::fromStdU32String(letters.substr(size - half + 1));
    }
    return segments.join(u'/');
}

/// RFC 9110 15 and 6585; what people meet in practice.
QString standardPhrase(int status)
{
    static const QHash<int, QString> phrases = {
        {200, QStringLiteral("OK")},
        {201, QStringLiteral("Created")},
        {202, QStringLiteral("Accepted")},
        {204, QStringLiteral("No Content")},
        {206, QStringLiteral("Partial Content")},
        {301, QStringLiteral("Moved Permanently")},
        {302, QStringLiteral("Found")},
        {303, QStringLiteral("See Other")},
        {304, QStringLiteral("Not Modified")},
        {307, QStringLiteral("Temporary Redirect")},
        {308, QStringLiteral("Permanent Redirect")},
        {400, QStringLiteral("Bad Request")},
        {401, QStringLiteral("Unauthorized")},
        {403, QStringLiteral("Forbidden")},
        {404, QStringLiteral("Not Found")},
        {405, QStringLiteral("Method Not Allowed")},
        {408, QStringLiteral("Request Timeout")},
        {409, QStringLiteral("Conflict")},
        {410, QStringLiteral("Gone")},
        {411, QStringLiteral("Length Required")},
        {412, QStringLiteral("Precondition Failed")},
        {413, QStringLiteral("Content Too Large")},
        {415, QStringLiteral("Unsupported Media Type")},
        {416, QStringLiteral("Range Not Satisfiable")},
        {422, QStringLiteral("Unprocessable Content")},
        {429, QStringLiteral("Too Many Requests")},
        {500, QStringLiteral("Internal Server Error")},
        {501, QStringLiteral("Not Implemented")},
        {502, QStringLiteral("Bad Gateway")},
        {503, QStringLiteral("Service Unavailable")},
        {504, QStringLiteral("Gateway Timeout")},
        {507, QStringLiteral("Insufficient Storage")},
    };
    return phrases.value(status);
}

bool partSent(const TransferSnapshot &s)
{
    return s.bytesTotal > 0 && s.bytesDone < s.bytesTotal;
}

/// Of the scripts that end a sentence with a full stop of their own.
bool isHan(QChar c)
{
    return c.script() == QChar::Script_Han || c.script() == QChar::Script_Hiragana || c.script() == QChar::Script_Katakana ||
           (c.unicode() >= 0x3000 && c.unicode() <= 0x303f) || c.unicode() >= 0xff01;
}

/// With a capital and a full stop, in the manner of the text's own language: servers speak what they like.
QString sentence(QString text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return text;
    text[0] = text.at(0).toUpper();
    static const QString ends = QStringLiteral(".。!?！？…");
    if (!ends.contains(text.back()))
        text += isHan(text.back()) ? u'。' : u'.';
    return text;
}

QString twoSentences(const QString &first, const QString &second)
{
    if (first.isEmpty() || second.isEmpty())
        return first + second;
    // Chinese full stops bring their own space, others do not.
    return first.endsWith(u'.') ? first + u' ' + second : Words::tr("%1 %2", "two sentences").arg(first, second);
}

/// Titles have two lines at most, and a phrase is as long as the server likes.
QString shortPhrase(const QString &phrase)
{
    int room = 40; // letters; a Han character takes the room of two
    qsizetype end = 0;
    while (end < phrase.size() && (room -= isHan(phrase.at(end)) ? 2 : 1) >= 0)
        ++end;
    if (end == phrase.size())
        return phrase;
    if (const qsizetype space = phrase.lastIndexOf(u' ', end); space > end / 2)
        end = space;
    else if (phrase.at(end - 1).isHighSurrogate())
        --end;
    return phrase.left(end) + u'…';
}

/// It may name a file of any name.
QString whyText(const TransferError &error)
{
    return harmless(errorText(error));
}

QString signInText(const TransferSnapshot &s)
{
    if (!s.signIn)
        return {};
    if (s.signIn->tried)
        return Words::tr("The name and the password were not taken.");
    return s.signIn->proxy ? Words::tr("The proxy asks for a name and a password.")
                           : Words::tr("The server asks for a name and a password.");
}

/// It is not tried again by itself, but the person may.
QString comeAgainText(const TransferSnapshot &s)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!s.waitUntil.isValid() || s.waitUntil <= now)
        return {};
    return Words::tr("The server asks to come again at %1.", "a time of day").arg(clockText(s.waitUntil, now));
}

/// Else a status would pass for the answer to what was sent.
QString redirectText(const TransferSnapshot &s)
{
    const RedirectHop *hop = bodyLeftAt(s);
    if (!hop)
        return {};
    const auto shown = [](const QUrl &url) { return withShortSegments(harmless(shownAddress(url))); };
    return Words::tr("Redirected by %1: this answer is to a GET of %2, and the upload went to %3.",
                     "a status, addresses")
        .arg(QString::number(hop->statusCode), shown(s.exchange->url), shown(hop->from));
}

/// By the person: the server has never said so.
bool isMarkedDone(const TransferSnapshot &s)
{
    const bool accepted = s.statusCode() >= 200 && s.statusCode() < 300;
    return s.state == TransferState::Done && isUpload(s) && s.link.isEmpty() && !accepted;
}

Verdict refused(const TransferSnapshot &s)
{
    const QString status = s.exchange ? statusText(*s.exchange) : QString();
    QString reason = serverReason(s);
    if (!reason.isEmpty() && status.endsWith(reason, Qt::CaseInsensitive))
        reason.clear(); // the title says it already
    const QString stopped = isUpload(s) && partSent(s)
                                ? Words::tr("Sending stopped after %1.").arg(sizeOfTotalText(s.bytesDone, s.bytesTotal))
                                : QString();
    QString text = twoSentences(redirectText(s), signInText(s));
    for (const QString &more : {sentence(reason), stopped, comeAgainText(s)})
        text = twoSentences(text, more);
    return {Tone::Bad, QStringLiteral("refused"), Words::tr("Refused by the server: %1").arg(status), text};
}

Verdict doneUpload(const TransferSnapshot &s)
{
    const QString icon = QStringLiteral("done");
    if (isMarkedDone(s)) {
        const bool silent = s.statusCode() == 0 && (!s.exchange || s.exchange->redirects.isEmpty());
        return {Tone::Ok, icon, Words::tr("Marked as done by you"),
                silent ? Words::tr("No answer came.") : redirectText(s)};
    }
    const QString title = s.exchange ? Words::tr("Accepted with %1").arg(statusText(*s.exchange)) : Words::tr("Done");
    const QString redirect = redirectText(s);
    if (s.link.isEmpty())
        return {Tone::Ok, icon, title, twoSentences(redirect, Words::tr("The answer names no link to the file."))};
    const QString link = harmless(shownAddress(s.link)), text = withShortSegments(link);
    const QString before = redirect.isEmpty() ? QString() : redirect + u'\n';
    return {Tone::Ok, icon, title, before + text, text == link ? QString() : before + link};
}

Verdict done(const TransferSnapshot &s)
{
    if (isUpload(s))
        return doneUpload(s);
    const QString folder = harmless(QDir::toNativeSeparators(QFileInfo(s.savedPath).absolutePath()));
    const QString length = s.lengthUnknown ? Words::tr("The server told no length to compare with.") : QString();
    return {Tone::Ok, QStringLiteral("done"), Words::tr("Saved"), twoSentences(Words::tr("It lies in %1.").arg(folder), length)};
}

Verdict ready(const TransferSnapshot &s)
{
    if (s.error)
        return {Tone::Bad, QStringLiteral("failed"), Words::tr("Not saved"), whyText(*s.error)};
    if (s.heldHtml)
        return {Tone::Warn, QStringLiteral("problem"), Words::tr("Held: a web page came"),
                Words::tr("It is not the file that the name %1 promises. Often it is a page to sign in.")
                    .arg(harmless(s.name))};
    const QString kept = Words::tr("It is in a temporary place. Save it to keep it.");
    const QString length = s.lengthUnknown ? Words::tr("The server told no length to compare with.") : QString();
    return {Tone::Accent, QStringLiteral("ready"), Words::tr("Ready to save"), twoSentences(kept, length)};
}

/// Of one that was cancelled.
QString howFarItCame(const TransferSnapshot &s)
{
    if (s.mayHaveArrived())
        return Words::tr("All of it had been sent, and the server may have taken it.");
    if (s.bytesDone > 0)
        return Words::tr("It ended after %1.").arg(sizeText(s.bytesDone));
    return isUpload(s) ? Words::tr("Nothing was sent.") : Words::tr("Nothing had come.");
}

/// "Receiving from" is how a sentence begins, "Paused from" or "Sent, waiting for the answer to" is not.
bool takesPlace(const TransferSnapshot &s)
{
    const bool answered = s.state == TransferState::Awaiting || s.state == TransferState::Receiving;
    return s.state != TransferState::Paused && !(isUpload(s) && answered);
}

Verdict moving(const TransferSnapshot &s)
{
    const bool any = s.bytesTotal > 0 || s.bytesDone > 0;
    const QString sizes = s.copiedPercent() >= 0 ? sizeOfTotalText(s.bytesCopied, s.bytesDone)
                                                 : sizeOfTotalText(s.bytesDone, s.bytesTotal);
    const QString bytes = any ? Words::tr("%1.", "a size as a sentence").arg(sizes) : QString();
    const RowText row = rowText(s, QDateTime::currentDateTimeUtc());
    if (s.state == TransferState::Waiting && s.waitReason == WaitReason::Retry) {
        const QString kept = row.bar == RowBar::None
                                 ? QString()
                                 : Words::tr("%1 are kept.", "a size").arg(sizeOfTotalText(s.bytesDone, s.bytesTotal));
        return {row.tone, row.icon, row.word, twoSentences(sentence(row.explanation), kept)};
    }
    if (s.state == TransferState::Paused && s.error)
        return {row.tone, row.icon, Words::tr("%1: %2", "state, why").arg(row.word, row.explanation),
                twoSentences(whyText(*s.error), bytes)};
    if (!takesPlace(s)) {
        const QString place = Words::tr("%1.", "to or from where, as a sentence").arg(row.explanation);
        return {row.tone, row.icon, row.word, twoSentences(sentence(place), bytes)};
    }
    const bool inLine = s.state == TransferState::Queued || s.state == TransferState::Waiting;
    // There is room here for what the row says behind it.
    const bool forHost = s.state == TransferState::Waiting && s.waitReason == WaitReason::Host;
    const QString where = forHost ? hostWaitText(s) : row.explanation;
    const QString title =
        where.isEmpty() ? row.word : Words::tr("%1 %2", "state, to or from where").arg(row.word, where);
    const QString before = inLine && s.tries > 0 ? sentence(lastTryText(s)) : QString();
    return {row.tone, row.icon, title, twoSentences(before, bytes)};
}

} // namespace

QString statusText(const Exchange &exchange)
{
    QString reason = shortPhrase(harmless(QString::fromUtf8(exchange.reason)).trimmed());
    if (reason.isEmpty())
        reason = standardPhrase(exchange.statusCode);
    return reason.isEmpty() ? QString::number(exchange.statusCode)
                            : QStringLiteral("%1 %2").arg(QString::number(exchange.statusCode), reason);
}

Verdict verdictOf(const TransferSnapshot &s)
{
    switch (s.state) {
    case TransferState::Refused:
        return refused(s);
    case TransferState::Done:
        return done(s);
    case TransferState::Ready:
        return ready(s);
    case TransferState::Failed:
        if (s.error)
            return {Tone::Bad, QStringLiteral("failed"), Words::tr("Failed: %1").arg(errorSummary(*s.error)),
                    s.signIn ? signInText(s) : whyText(*s.error)};
        return {Tone::Bad, QStringLiteral("failed"), Words::tr("Failed"), {}};
    case TransferState::Unknown:
        return {Tone::Warn, QStringLiteral("unknown"), Words::tr("Answer unknown"),
                s.error ? whyText(*s.error) : Words::tr("Everything was sent, but no answer came.")};
    case TransferState::Cancelled:
        return {Tone::Secondary, QStringLiteral("cancel"), Words::tr("Cancelled"), howFarItCame(s)};
    default:
        return moving(s);
    }
}

QList<VerdictCell> verdictCellsOf(const TransferSnapshot &s)
{
    if (!isUpload(s) || s.state == TransferState::Queued || s.state == TransferState::Paused ||
        s.state == TransferState::Waiting)
        return {};
    const bool running = isActive(s.state);
    const bool allSent = s.state == TransferState::Done || s.state == TransferState::Unknown || s.state == TransferState::Awaiting
        || (s.bytesTotal >= 0 && s.bytesDone >= s.bytesTotal && s.state != TransferState::Connecting
            && s.state != TransferState::Verifying);
    VerdictCell sent{running ? Tone::Accent : Tone::Bad, running ? QStringLiteral("up") : QStringLiteral("cancel"),
                     running          ? Words::tr("Sending")
                     : s.bytesDone > 0 ? Words::tr("Part sent")
                                       : Words::tr("Not sent")};
    if (allSent)
        sent = {Tone::Ok, QStringLiteral("check"), Words::tr("Sent")};
    VerdictCell answer{Tone::Secondary, QStringLiteral("minus"), Words::tr("No answer")};
    if (s.state == TransferState::Done && !isMarkedDone(s))
        answer = {Tone::Ok, QStringLiteral("check"), Words::tr("Accepted")};
    else if (s.state == TransferState::Refused)
        answer = {Tone::Bad, QStringLiteral("refused"), Words::tr("Refused")};
    else if (s.state == TransferState::Unknown)
        answer = {Tone::Warn, QStringLiteral("unknown"), Words::tr("Unknown")};
    else if (running)
        answer = {Tone::Secondary, QStringLiteral("clock"), Words::tr("Not yet")};
    VerdictCell link{Tone::Secondary, QStringLiteral("minus"), Words::tr("No link")};
    if (!s.link.isEmpty())
        link = {Tone::Ok, QStringLiteral("link"), Words::tr("Link found")};
    else if (running)
        link = {Tone::Secondary, QStringLiteral("clock"), Words::tr("Not yet", "a link")};
    return {sent, answer, link};
}

} // namespace ferry::ui
