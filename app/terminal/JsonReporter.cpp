#include "app/terminal/JsonReporter.h"

#include "app/terminal/Advice.h"
#include "app/terminal/AnswerText.h"
#include "app/terminal/TerminalText.h"
#include "core/types/ErrorText.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ferry {

namespace {

/// Of a refused download's body.
constexpr qint64 refusedLimit = 64 * 1024;
/// Of an upload's answer: a line of JSON has to fit into memory, here and at its reader.
constexpr qint64 answerLimit = 16 * 1024 * 1024;

QString shownUrl(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
}

/// Header bytes are seldom anything but ASCII; what is no UTF-8 is Latin-1 by tradition.
QString headerText(const QByteArray &bytes)
{
    return bytes.isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

/// Every path that the upload reads: one as text, several as a list.
QJsonValue sourcePaths(const UploadRequest &request)
{
    if (!request.rawBodyPath.isEmpty())
        return request.rawBodyPath;
    if (request.files.size() == 1)
        return request.files.first().path;
    QJsonArray paths;
    for (const FormFile &file : request.files)
        paths.append(file.path);
    return paths.isEmpty() ? QJsonValue(QString()) : QJsonValue(paths);
}

/// JSON as UTF-8 lets DEL and U+0080 to U+009F stand as they are (RFC 8259 7), and a terminal obeys them.
QByteArray withEscapedControls(const QByteArray &json)
{
    QByteArray result;
    result.reserve(json.size());
    for (qsizetype i = 0; i < json.size(); ++i) {
        const bool two = uchar(json[i]) == 0xc2 && i + 1 < json.size() && uchar(json[i + 1]) < 0xa0;
        if (two || json[i] == '\x7f')
            result.append("\\u00" + QByteArray::number(uchar(json[two ? ++i : i]), 16));
        else
            result.append(json[i]);
    }
    return result;
}

void describeUpload(const TransferSnapshot &snapshot, QJsonObject &members)
{
    members.insert(QStringLiteral("data"), answerText(snapshot, answerLimit));
    if (snapshot.exchange && snapshot.exchange->bodySize > qMin(answerLimit, keptOfAnswer(*snapshot.exchange)))
        members.insert(QStringLiteral("warning"), QStringLiteral("cut"));
}

void describeDownload(const TransferSnapshot &snapshot, bool ok, bool temporary, QJsonObject &members)
{
    const QString path = snapshot.savedPath.isEmpty() ? snapshot.tempPath : snapshot.savedPath;
    if (ok || snapshot.heldHtml) {
        const bool saved = ok && !temporary && !snapshot.savedPath.isEmpty();
        members.insert(saved ? QStringLiteral("savedFilePath") : QStringLiteral("tempFilePath"), path);
        members.insert(QStringLiteral("size"), snapshot.bytesDone);
        members.insert(QStringLiteral("sha256"), QString::fromLatin1(snapshot.sha256));
    }
    if (snapshot.heldHtml) {
        members.insert(QStringLiteral("warning"), QStringLiteral("html"));
        members.insert(QStringLiteral("data"), heldText(snapshot, refusedLimit));
    } else if (!ok) {
        members.insert(QStringLiteral("data"), answerText(snapshot, refusedLimit));
    }
}

} // namespace

JsonReporter::JsonReporter(Output &results, Output &messages, bool temporary)
    : m_results(results)
    , m_messages(messages)
    , m_temporary(temporary)
{
}

QByteArray JsonReporter::line(const char *event, const QJsonObject &members)
{
    // QJsonObject sorts its members; the event goes first, for people who read along.
    QByteArray rest = withEscapedControls(QJsonDocument(members).toJson(QJsonDocument::Compact));
    rest.replace(0, 1, members.isEmpty() ? "" : ",");
    return QByteArrayLiteral("{\"event\":\"") + event + '"' + rest + '\n';
}

void JsonReporter::say(const char *event, int task, const QJsonObject &members)
{
    QByteArray rest = line(event, members);
    rest.insert(rest.indexOf(members.isEmpty() ? '}' : ','), ",\"task\":" + QByteArray::number(task));
    m_results.write(rest);
}

void JsonReporter::queued(int task, const TransferRequest &request)
{
    m_names.add(request);
    QJsonObject members{{QStringLiteral("url"), shownUrl(urlOf(request))}};
    const auto *upload = std::get_if<UploadRequest>(&request);
    members.insert(QStringLiteral("kind"), upload ? QStringLiteral("upload") : QStringLiteral("download"));
    if (upload)
        members.insert(QStringLiteral("filePath"), sourcePaths(*upload));
    say("queued", task, members);
}

void JsonReporter::headers(int task, const TransferSnapshot &snapshot)
{
    QJsonArray list;
    for (const auto &[name, value] : snapshot.exchange->headers)
        list.append(QJsonArray{headerText(name), headerText(value)});
    say("headers", task,
        {{QStringLiteral("statusCode"), snapshot.statusCode()},
         {QStringLiteral("header"), list},
         {QStringLiteral("url"), shownUrl(snapshot.exchange->url)}});
}

void JsonReporter::progress(int task, const TransferSnapshot &snapshot)
{
    const int percent = progressOf(snapshot);
    const bool upload = snapshot.kind() == TransferKind::Upload;
    say("progress", task,
        {{QStringLiteral("progress"), percent < 0 ? QJsonValue() : QJsonValue(percent)},
         {upload ? QStringLiteral("totalBytesSent") : QStringLiteral("totalBytesWritten"), snapshot.bytesDone},
         {upload ? QStringLiteral("totalBytesExpectedToSend") : QStringLiteral("totalBytesExpectedToWrite"),
          snapshot.bytesTotal}});
}

void JsonReporter::retrying(int task, const TransferSnapshot &, const RetryNotice &notice)
{
    const TransferError &error = notice.error;
    const bool refused = error.kind == ErrorKind::Network && error.statusCode >= 400;
    // 429 and 503 are a server's wish for patience (RFC 6585 4, RFC 9110 15.6.4), with Retry-After or without.
    const bool asksToWait = refused && (error.statusCode == 429 || error.statusCode == 503);
    const QLatin1String code(errorCode(asksToWait ? ErrorKind::Rate : error.kind));
    // Without advice: Ferry does by itself what a person would be told to.
    const QString message = refused ? TerminalText::tr("The server answered %1.").arg(error.statusCode)
                                    : TerminalText::tr("%1: %2.").arg(error.subject, errorSummary(error));
    say("retry", task,
        {{QStringLiteral("attempt"), notice.attempt},
         {QStringLiteral("afterMs"), notice.afterMs},
         {QStringLiteral("code"), code},
         {QStringLiteral("message"), message}});
}

void JsonReporter::succeeded(int task, const TransferSnapshot &snapshot, const Completed &result)
{
    QJsonObject members{{QStringLiteral("statusCode"), result.statusCode},
                        {QStringLiteral("ok"), result.ok},
                        {QStringLiteral("errMsg"), errMsgOk(snapshot.kind())}};
    if (snapshot.kind() == TransferKind::Upload)
        describeUpload(snapshot, members);
    else
        describeDownload(snapshot, result.ok, m_temporary, members);
    say("success", task, members);
    if (snapshot.kind() == TransferKind::Upload || !result.ok)
        return;
    const QStringList unsure = whatIsUnsure(m_names.of(task, snapshot), snapshot);
    for (const QString &sentence : unsure)
        m_messages.say(sentence);
}

void JsonReporter::failed(int task, const TransferSnapshot &snapshot, const TransferError &error)
{
    const QString certificate = certificateText(error);
    const QString message = failureText(snapshot, error);
    say("fail", task,
        {{QStringLiteral("errMsg"), errMsg(snapshot.kind(), error)},
         {QStringLiteral("code"), QLatin1String(errorCode(error.kind))},
         {QStringLiteral("message"), certificate.isEmpty() ? message : message + u' ' + certificate},
         {QStringLiteral("statusCode"), error.statusCode != 0 ? error.statusCode : snapshot.statusCode()}});
}

void JsonReporter::completed(int task)
{
    say("complete", task, {});
}

} // namespace ferry
