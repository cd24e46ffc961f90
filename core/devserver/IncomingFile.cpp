#include "core/devserver/IncomingFile.h"

#include <QRandomGenerator>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace ferry::devserver {

namespace {

#ifdef Q_OS_UNIX
/// Asked once, at the first file: the call that reads it also sets it.
mode_t newFileMode()
{
    static const mode_t mode = [] {
        QFile status(QStringLiteral("/proc/self/status"));
        if (status.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : status.readAll().split('\n')) {
                if (line.startsWith("Umask:"))
                    return mode_t(0666U & ~line.mid(6).trimmed().toUInt(nullptr, 8));
            }
        }
        const mode_t mask = ::umask(077);
        ::umask(mask);
        return mode_t(0666U & ~mask);
    }();
    return mode;
}
#endif

QString temporaryName()
{
    return QStringLiteral(".ferry-%1.part").arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

} // namespace

IncomingFile::IncomingFile(const QString &directory)
    : m_file(directory + QLatin1Char('/') + temporaryName())
{
    m_open = m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                         QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!m_open)
        fail();
}

IncomingFile::~IncomingFile()
{
    m_file.close();
    if (m_open && !m_released)
        m_file.remove();
}

bool IncomingFile::append(QByteArrayView bytes)
{
    m_hash.add(bytes);
    while (!bytes.isEmpty()) {
        const qint64 written = m_file.write(bytes.data(), bytes.size());
        if (written <= 0)
            return fail();
        m_size += written;
        bytes = bytes.sliced(qsizetype(written));
    }
    return true;
}

bool IncomingFile::finish()
{
#ifdef Q_OS_UNIX
    ::fchmod(m_file.handle(), newFileMode());
#endif
    m_digest = m_hash.hex();
    m_file.close();
    return m_file.error() == QFileDevice::NoError || fail();
}

bool IncomingFile::fail()
{
    m_error = m_file.errorString();
    return false;
}

} // namespace ferry::devserver
