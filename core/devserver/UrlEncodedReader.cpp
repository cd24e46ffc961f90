#include "core/devserver/UrlEncodedReader.h"

#include "core/devserver/HttpText.h"

namespace ferry::devserver {

bool UrlEncodedReader::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('&');
        const QByteArrayView piece = end < 0 ? bytes : bytes.first(end);
        if (m_pair.size() + piece.size() > m_limit) {
            m_tooLong = true;
            return false;
        }
        m_pair.append(piece);
        if (end < 0)
            return true;
        bytes = bytes.sliced(end + 1);
        if (!endPair())
            return false;
    }
    return true;
}

bool UrlEncodedReader::finish()
{
    return endPair();
}

bool UrlEncodedReader::endPair()
{
    const QByteArray pair = std::exchange(m_pair, QByteArray());
    if (pair.isEmpty())
        return true;
    const qsizetype equals = pair.indexOf('=');
    const QByteArrayView all = pair;
    return m_sink.pairRead(percentDecoded(equals < 0 ? all : all.first(equals), true),
                           equals < 0 ? QByteArray("") : percentDecoded(all.sliced(equals + 1), true));
}

} // namespace ferry::devserver
