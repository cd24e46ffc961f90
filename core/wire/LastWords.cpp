#include "core/wire/LastWords.h"

#include <sys/socket.h>

namespace ferry {

namespace {

constexpr qsizetype enough = 1024 * 1024;

/// The data of the chunks that are there (RFC 9112 7.1).
QByteArray unchunked(const QByteArray &coded)
{
    QByteArray data;
    for (qsizetype at = 0; at < coded.size();) {
        const qsizetype end = coded.indexOf('\n', at);
        bool ok = false;
        const QByteArray digits = end < 0 ? QByteArray() : coded.mid(at, end - at).split(';').constFirst().trimmed();
        const qsizetype size = digits.toInt(&ok, 16);
        if (!ok || size <= 0)
            break;
        data += coded.mid(end + 1, size);
        at = end + 1 + size + 2;
    }
    return data;
}

} // namespace

QByteArray LastWords::readAll(int fd)
{
    QByteArray bytes;
    char buffer[16 * 1024];
    while (bytes.size() < enough) {
        const ssize_t count = ::recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
        if (count <= 0)
            break;
        bytes.append(buffer, qsizetype(count));
    }
    return bytes;
}

std::optional<LastWords> LastWords::parse(const ResponseHead &before, const QByteArray &bytes)
{
    if (before.isInsideBlock() || before.isComplete())
        return std::nullopt;
    LastWords words;
    words.head = before;
    qsizetype at = 0;
    while (!words.head.isComplete()) {
        const qsizetype end = bytes.indexOf('\n', at);
        if (end < 0)
            return std::nullopt;
        const auto line = QByteArrayView(bytes).sliced(at, end + 1 - at);
        if (words.head.feed(line) == ResponseHead::Event::Bad)
            return std::nullopt;
        at = end + 1;
    }
    words.body = bytes.sliced(at);
    if (words.head.isChunked())
        words.body = unchunked(words.body);
    else if (words.head.contentLength() >= 0)
        words.body.truncate(qsizetype(qMin<qint64>(words.head.contentLength(), words.body.size())));
    return words;
}

} // namespace ferry
