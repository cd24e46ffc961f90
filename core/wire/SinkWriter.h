#pragma once

#include <cstddef>
#include <QByteArray>

namespace ferry {

class ByteSink;

/// The way of a body from libcurl's receive buffer to a sink, in few and large writes. libcurl cuts what it received
/// into pieces of 16 KiB; those of one block lie side by side, and go on together, uncopied, where they lie. Small
/// blocks (TLS brings 16 KiB) are gathered instead. Used from inside libcurl's callback; owns nothing but the gathered
/// bytes.
class SinkWriter
{
public:
    /// Of a sink that outlives it; none where there is nothing to write.
    explicit SinkWriter(ByteSink *sink);

    /// The next piece of the body. goesOn: the next call brings the bytes behind it, and until then these stay where
    /// they are. False if the sink refused, or if the promise of goesOn was broken; nothing is written from then on.
    bool add(const char *data, std::size_t size, bool goesOn);
    /// Hands over what was gathered. False if the sink refused, now or before.
    bool flush();
    /// Forgets pieces whose block will not go on.
    void drop();

private:
    bool endBlock();
    bool write(const char *data, std::size_t size);

    ByteSink *m_sink;
    const char *m_block = nullptr; ///< libcurl's memory; only while a block goes on
    std::size_t m_blockSize = 0;
    QByteArray m_gather;
    bool m_isRefused = false;
};

} // namespace ferry
