#include "ui/details/ExchangeNotes.h"

#include "ui/queue/QueueCommands.h"

#include <QCoreApplication>
#include <QHash>

namespace ferry::ui {

namespace {

/// Gives the sentences their translation context.
class NoteWords
{
    Q_DECLARE_TR_FUNCTIONS(ExchangeNotes)
};

constexpr qsizetype interimShown = 6;

/// RFC 9110 section 15.2, RFC 2518, RFC 8297 and the resumable uploads draft.
QString interimName(int status)
{
    static const QHash<int, QString> names = {{100, QStringLiteral("100 Continue")},
                                              {102, QStringLiteral("102 Processing")},
                                              {103, QStringLiteral("103 Early Hints")},
                                              {104, QStringLiteral("104 Upload Resumption Supported")}};
    return names.value(status, QString::number(status));
}

/// "103 Early Hints, 100 Continue": each once, in the order in which they first came.
QString interimList(const QList<int> &statuses)
{
    QList<int> seen;
    QStringList names;
    for (const int status : statuses) {
        if (seen.contains(status))
            continue;
        seen.append(status);
        const auto times = int(statuses.count(status));
        names.append(times == 1 ? interimName(status)
                                : NoteWords::tr("%1 ×%2", "an answer, how often").arg(interimName(status)).arg(times));
    }
    if (names.size() > interimShown)
        names = names.mid(0, interimShown) << QStringLiteral("…");
    return names.join(NoteWords::tr(", ", "between items"));
}

/// The content codings of the body, without "identity", which is none (RFC 9110 section 8.4).
QString codingOf(const HeaderList &headers)
{
    QStringList codings;
    for (const auto &[name, value] : headers) {
        if (name.compare("content-encoding", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &one : value.split(',')) {
            const QString coding = QString::fromLatin1(one.trimmed().toLower());
            if (!coding.isEmpty() && coding != QLatin1String("identity"))
                codings.append(coding);
        }
    }
    return codings.join(QStringLiteral(", "));
}

} // namespace

bool bodyIsFile(const TransferSnapshot &s)
{
    // Where it goes on from bytes that are all here already, 416 says so, and the file is whole.
    const bool stopped = isFinal(s.state) ? s.state != TransferState::Done : QueueCommands::isInLine(s);
    const bool saidNo = s.state == TransferState::Refused || (stopped && s.statusCode() >= 400);
    return s.kind() == TransferKind::Download && !saidNo;
}

const RedirectHop *bodyLeftAt(const TransferSnapshot &s)
{
    const auto *upload = std::get_if<UploadRequest>(s.request.get());
    if (!upload || !s.exchange || s.exchange->method == upload->method)
        return nullptr;
    // RFC 9110 15.4: after 303 every method becomes GET, after 301 and 302 only POST does.
    for (const RedirectHop &hop : s.exchange->redirects) {
        if (hop.statusCode == 303 || (upload->method == "POST" && (hop.statusCode == 301 || hop.statusCode == 302)))
            return &hop;
    }
    return nullptr;
}

bool wasTried(const TransferSnapshot &s)
{
    return !s.attempts.isEmpty() || s.bytesDone > 0 || s.statusCode() > 0;
}

QStringList exchangeNotes(const TransferSnapshot &s)
{
    QStringList notes;
    if (!s.exchange)
        return notes;
    if (!s.exchange->interimStatus.isEmpty())
        notes << NoteWords::tr("Before the answer came: %1.").arg(interimList(s.exchange->interimStatus));
    const QString coding = codingOf(s.exchange->headers);
    if (coding.isEmpty())
        return notes;
    notes << (bodyIsFile(s)
                  ? NoteWords::tr("The file came coded (%1), although Ferry asked for it plain. It is kept as it came.")
                        .arg(coding)
                  : NoteWords::tr("The body came coded (%1) and is shown as it came.").arg(coding));
    return notes;
}

} // namespace ferry::ui
