#include "app/terminal/AnswerText.h"

#include "app/terminal/TerminalText.h"

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

/// As a terminal may get it: a server must not move its cursor, rename its window, or worse.
QByteArray shown(const QByteArray &bytes)
{
    if (bytes.contains('\0'))
        return TerminalText::tr("(%n byte(s), not text; send standard output to a file to keep them)\n", nullptr,
                                int(bytes.size()))
            .toUtf8();
    return TerminalText::harmless(QString::fromUtf8(bytes)).toUtf8();
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

qint64 keptOfAnswer(const Exchange &exchange)
{
    return exchange.bodyFile.isEmpty() ? exchange.body.size() : QFileInfo(exchange.bodyFile).size();
}

bool writeAnswer(const TransferSnapshot &snapshot, Output &output)
{
    if (!snapshot.exchange)
        return true;
    const Exchange &exchange = *snapshot.exchange;
    const bool terminal = output.isTerminal();
    QFile file(exchange.bodyFile);
    if (exchange.bodyFile.isEmpty() || !file.open(QIODevice::ReadOnly)) {
        output.write(terminal ? shown(exchange.body) : exchange.body);
        return exchange.body.isEmpty() || exchange.body.endsWith('\n');
    }
    char last = '\n';
    while (!output.failed()) {
        const QByteArray block = file.read(256 * 1024);
        if (block.isEmpty())
            break;
        last = block.back();
        output.write(terminal ? shown(block) : block);
    }
    return last == '\n';
}

} // namespace ferry
