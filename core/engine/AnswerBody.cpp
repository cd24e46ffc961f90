#include "core/engine/AnswerBody.h"

#include "core/io/PartFile.h"
#include "core/types/TransferSnapshot.h"

namespace ferry {

AnswerBody::AnswerBody(QString temporaryDirectory, qint64 limit)
    : m_directory(std::move(temporaryDirectory))
    , m_limit(limit)
{
}

AnswerBody::~AnswerBody() = default;

void AnswerBody::write(const char *data, qint64 size)
{
    const qint64 kept = qBound<qint64>(0, m_limit - m_size, size);
    m_size += size;
    const qint64 room = Exchange::bodyLimit - m_head.size();
    if (size > room && !m_spilled)
        spill();
    if (m_file && kept > 0 && !m_file->write(data, kept))
        m_file.reset();
    m_head.append(data, qMin(size, room));
}

void AnswerBody::spill()
{
    m_spilled = true;
    if (m_directory.isEmpty())
        return;
    m_file = std::make_unique<PartFile>(m_directory);
    if (!m_file->open() || !m_file->write(m_head.constData(), m_head.size()))
        m_file.reset();
}

QString AnswerBody::takeFile()
{
    if (!m_file || !m_file->finish())
        return {};
    m_file->keep();
    return m_file->path();
}

} // namespace ferry
