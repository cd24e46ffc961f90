#pragma once

#include "core/devserver/RequestHead.h"

#include <memory>

namespace ferry::devserver {

/// What the body of an answer does next.
struct Step
{
    enum Kind {
        Bytes,   ///< `bytes` go out
        Wait,    ///< nothing for `milliseconds`
        End,     ///< the answer is whole
        Cut,     ///< the connection closes here, whatever was promised
        Reset,   ///< the connection is reset here, once the kernel has sent what came before
        Silence, ///< nothing more, for as long as the client stays
    };
    Kind kind = End;
    QByteArray bytes;
    int milliseconds = 0;
};

/// The bytes of an answer, asked for piece by piece as the socket takes them. Lives on the server's thread.
class BodySource
{
public:
    BodySource() = default;
    virtual ~BodySource() = default;
    BodySource(const BodySource &) = delete;
    BodySource &operator=(const BodySource &) = delete;

    /// At most `room` bytes, which is at least 1.
    virtual Step next(qint64 room) = 0;
};

/// Bytes that are all there.
class BytesBody : public BodySource
{
public:
    explicit BytesBody(QByteArray bytes, Step::Kind end = Step::End)
        : m_bytes(std::move(bytes))
        , m_end(end)
    {
    }
    Step next(qint64 room) override;

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
    Step::Kind m_end;
};

/// One answer: what is written, and what becomes of the connection.
struct Response
{
    int status = 200;
    Headers headers;                  ///< besides those that every answer has
    std::unique_ptr<BodySource> body; ///< null: none
    qint64 length = 0;                ///< of the body, for Content-Length; -1: no such header
    QByteArray before;                ///< written as it is before the head: interim answers
    int delay = 0;                    ///< milliseconds before the first byte
    bool framesItself = false;        ///< with length -1: the body tells its own end, the connection can be kept
    bool raw = false;                 ///< the body is everything there is, no head is written
    bool close = false;               ///< the connection ends with this answer
    bool abrupt = false;              ///< with close: without waiting for the client to read it
    bool readsOn = false; ///< an early answer: the rest of the request is still read, and the connection kept

    void add(QByteArray name, QByteArray value) { headers.append({std::move(name), std::move(value)}); }

    static Response withBytes(int status, QByteArray contentType, QByteArray bytes);
    static Response json(int status, QByteArray text);
    static Response html(int status, QByteArray text);
    /// {"error": sentence}
    static Response error(int status, QByteArrayView sentence);
};

} // namespace ferry::devserver
