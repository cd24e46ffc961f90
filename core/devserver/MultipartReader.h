#pragma once

#include "core/devserver/PartHeaders.h"

#include <QByteArray>
#include <QByteArrayMatcher>

namespace ferry::devserver {

/// Reads a multipart/form-data body (RFC 2046 5.1, RFC 7578) as it comes, in pieces of any size. Pure: no files, no
/// sockets. Holds a part's headers or a few hundred bytes around a possible boundary, never a part's content.
class MultipartReader
{
public:
    /// Takes what was read. A false answer ends the reading; the sink knows why.
    class Sink
    {
    public:
        virtual ~Sink() = default;
        virtual bool partBegan(const PartHead &head) = 0;
        /// Content of the part, in order; the view is valid during the call.
        virtual bool partContent(QByteArrayView bytes) = 0;
        virtual bool partEnded() = 0;
    };

    struct Limits
    {
        qsizetype headBytes = 16 * 1024; ///< of one part's headers
        int parts = 10'000;
    };

    enum class Problem {
        None,
        Malformed,    ///< see errorString()
        HeadTooLarge, ///< a part's headers
        TooManyParts,
        Refused, ///< by the sink
    };

    /// The boundary as in the Content-Type, without dashes; 1 to 70 bytes. The sink outlives the reader.
    MultipartReader(const QByteArray &boundary, Sink &sink);
    MultipartReader(const QByteArray &boundary, Sink &sink, Limits limits);

    /// False at the first problem and ever after.
    bool feed(QByteArrayView bytes);
    /// The body is over: false if it broke off before its closing boundary.
    bool finish();

    Problem problem() const { return m_problem; }
    /// A sentence for the developer at the other end.
    QByteArray errorString() const { return m_error; }
    int partCount() const { return m_parts; }

private:
    enum class State { Preamble, AfterBoundary, Head, ContentStart, Content, Epilogue };

    bool step(QByteArrayView in, qsizetype &used);
    bool findBoundary(QByteArrayView in, qsizetype &used);
    bool afterBoundary(QByteArrayView in, qsizetype &used);
    bool readHead(QByteArrayView in, qsizetype &used);
    bool startContent(QByteArrayView in, qsizetype &used);
    bool fail(Problem problem, const QByteArray &sentence);
    QByteArray partNumber() const;

    const QByteArray m_delimiter; ///< CR LF, two dashes, and the boundary
    const QByteArrayMatcher m_matcher;
    Sink &m_sink;
    const Limits m_limits;
    State m_state = State::Preamble;
    bool m_inPart = false;
    QByteArray m_held; ///< seen, but not yet understood
    int m_parts = 0;
    Problem m_problem = Problem::None;
    QByteArray m_error;
};

} // namespace ferry::devserver
