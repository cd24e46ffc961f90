#include "core/wire/SinkWriter.h"

#include "core/wire/ByteSink.h"

#include <cstring>

namespace ferry {

namespace {

/// How much may wait for the sink.
constexpr qsizetype gatherSize = 256 * 1024;
/// From here on a block goes straight to the sink.
constexpr std::size_t largeBlock = 64 * 1024;
/// Few enough that the compiler moves them itself. A large memcpy() is the processor's string move, which some are 25
/// times slower at where the destination is not aligned, as it is behind the first piece after a header.
constexpr std::size_t copyStep = 64;

void appendInSteps(QByteArray &to, const char *data, std::size_t size)
{
    const qsizetype before = to.size();
    to.resize(before + qsizetype(size));
    char *place = to.data() + before;
    for (; size >= copyStep; size -= copyStep, place += copyStep, data += copyStep)
        std::memcpy(place, data, copyStep);
    std::memcpy(place, data, size);
}

} // namespace

SinkWriter::SinkWriter(ByteSink *sink)
    : m_sink(sink)
{
}

bool SinkWriter::add(const char *data, std::size_t size, bool goesOn)
{
    if (m_isRefused)
        return false;
    if (!m_block)
        m_block = data;
    // Otherwise the memory may hold something else by now.
    m_isRefused = data != m_block + m_blockSize;
    if (m_isRefused)
        return false;
    m_blockSize += size;
    return goesOn || endBlock();
}

bool SinkWriter::endBlock()
{
    const char *data = std::exchange(m_block, nullptr);
    const std::size_t size = std::exchange(m_blockSize, 0);
    if (size >= largeBlock)
        return flush() && write(data, size);
    if (m_gather.capacity() < gatherSize)
        m_gather.reserve(gatherSize);
    if (m_gather.size() + qsizetype(size) > gatherSize && !flush())
        return false;
    appendInSteps(m_gather, data, size);
    return true;
}

bool SinkWriter::flush()
{
    if (m_isRefused || m_gather.isEmpty())
        return !m_isRefused;
    const bool taken = write(m_gather.constData(), std::size_t(m_gather.size()));
    m_gather.resize(0);
    return taken;
}

bool SinkWriter::write(const char *data, std::size_t size)
{
    m_isRefused = !m_sink->write(data, qint64(size));
    return !m_isRefused;
}

void SinkWriter::drop()
{
    m_block = nullptr;
    m_blockSize = 0;
}

} // namespace ferry
