#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace ferry::devserver {

/// Finds the body of a request in the bytes of a connection: by Content-Length or by chunks (RFC 9112 6 and 7).
/// Pure and incremental; holds no more than a chunk's size line.
class BodyReader
{
public:
    enum class State { Reading, Done, Bad };

    /// No body at all.
    BodyReader() = default;
    static BodyReader byLength(qint64 length);
    static BodyReader byChunks();

    State state() const { return m_state; }
    /// Takes bytes from the front of `in` and says how many. `payload` is the piece of them that is body, a view
    /// into `in`, perhaps empty. To be called again with the rest while state() is Reading and bytes remain.
    qsizetype take(QByteArrayView in, QByteArrayView &payload);

private:
    enum class Part { Plain, Size, Data, DataEnd, Trailer };

    qsizetype takeData(QByteArrayView in, QByteArrayView &payload);
    qsizetype takeLine(QByteArrayView in);
    void endLine();
    bool parseSize();

    State m_state = State::Done;
    Part m_part = Part::Plain;
    qint64 m_left = 0;
    qsizetype m_trailerBytes = 0;
    QByteArray m_line;
};

} // namespace ferry::devserver
