#include "core/engine/AnswerBody.h"

#include "core/io/PartFile.h"
#include "core/types/TransferSnapshot.h"

namespace ferry {

AnswerBody::AnswerBody(QString temporaryDirectory)
    : m_directory(std::move(temporaryDirectory))
{
}

AnswerBody::~AnswerBody() = default;

bool AnswerBody::write(const char *data, qint64 size)
{
    m_size += size;
    const qint64 room = Exchange::bodyLimit - m_head.size();
    const bool fits = size <= room;
    if (!fits && !m_file && !spill())
        return false;
    if (m_file && !m_file->write(data, size))
        return false;
    m_head.append(data, qMin(size, room));
    return true;
}

bool AnswerBody::spill()
{
    m_file = std::make_unique<PartFile>(m_directory);
    return m_file->open() && m_file->write(m_head.constData(), m_head.size());
}

QString AnswerBody::takeFile()
{
    if (!m_file || !m_file->finish())
        return {};
    m_file->keep();
    return m_file->path();
}

std::optional<TransferError> AnswerBody::failure() const
{
    return m_file ? m_file->failure() : std::nullopt;
}

} // namespace ferry
