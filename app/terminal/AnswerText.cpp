#include "app/terminal/AnswerText.h"

#include "app/terminal/TerminalText.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace ferry {

namespace {

QString decoded(const QByteArray &bytes, const QByteArray &contentType)
{
    const QByteArray type = contentType.toLower();
    const qsizetype at = type.indexOf("charset=");
    QByteArray charset = at < 0 ? QByteArray() : type.mid(at + 8).split(';').first().trimmed();
    if (charset.startsWith('"') && charset.endsWith('"') && charset.size() > 1)
        charset = charset.mid(1, charset.size() - 2);
    if (!charset.isEmpty() && charset != "utf-8") {
        QStringDecoder decoder(charset.constData());
        if (decoder.isValid())
            return decoder(bytes);
    }
    return QString::fromUtf8(bytes);
}

QByteArray notText(qint64 size)
{
    return TerminalText::tr("(%n byte(s), not text; send standard output to a file to keep them)\n", nullptr, int(size))
        .toUtf8();
}

} // namespace

QString answerText(const TransferSnapshot &snapshot, qint64 limit)
{
    if (!snapshot.exchange)
        return {};
    const Exchange &exchange = *snapshot.exchange;
    QByteArray bytes = exchange.body;
    if (!exchange.bodyFile.isEmpty() && limit > bytes.size()) {
        QFile file(exchange.bodyFile);
        if (file.open(QIODevice::ReadOnly))
            bytes = file.read(limit);
    }
    return decoded(bytes.left(limit), exchange.headers.value("Content-Type"));
}

QString heldText(const TransferSnapshot &snapshot, qint64 limit)
{
    QFile file(snapshot.savedPath.isEmpty() ? snapshot.tempPath : snapshot.savedPath);
    if (!snapshot.exchange || !file.open(QIODevice::ReadOnly))
        return {};
    return decoded(file.read(limit), snapshot.exchange->headers.value("Content-Type"));
}

qint64 keptOfAnswer(const Exchange &exchange)
{
    return exchange.bodyFile.isEmpty() ? exchange.body.size() : QFileInfo(exchange.bodyFile).size();
}

bool writeAnswer(const TransferSnapshot &snapshot, Output &output)
{
    if (!snapshot.exchange)
        return true;
    const Exchange &exchange = *snapshot.exchange;
    QFile file(exchange.bodyFile);
    QBuffer memory;
    memory.setData(exchange.body);
    const bool isInFile = !exchange.bodyFile.isEmpty() && file.open(QIODevice::ReadOnly);
    QIODevice *body = isInFile ? static_cast<QIODevice *>(&file) : &memory;
    if (!isInFile)
        memory.open(QIODevice::ReadOnly);
    const bool terminal = output.isTerminal();
    QStringDecoder decode(QStringDecoder::Utf8); // a letter may lie in two blocks
    char last = '\n';
    while (!output.failed()) {
        const QByteArray block = body->read(256 * 1024);
        if (block.isEmpty())
            break;
        if (terminal && block.contains('\0')) {
            output.write(notText(body->size()));
            return true;
        }
        last = block.back();
        // A server must not move the terminal's cursor, rename its window, or worse.
        output.write(terminal ? TerminalText::harmless(decode(block)).toUtf8() : block);
    }
    return last == '\n';
}

} // namespace ferry
