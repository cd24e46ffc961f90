#include "core/io/ReservedNames.h"

#include "core/io/SafeName.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>

namespace ferry {

namespace {

bool isThere(const QString &path)
{
    struct stat facts = {};
    return ::lstat(QFile::encodeName(path).constData(), &facts) == 0;
}

} // namespace

ReservedNames::Claim::~Claim()
{
    if (m_paths)
        m_paths->remove(m_path);
}

ReservedNames::Claim &ReservedNames::Claim::operator=(Claim &&other) noexcept
{
    if (this != &other) {
        if (m_paths)
            m_paths->remove(m_path);
        m_paths = std::move(other.m_paths);
        m_path = std::move(other.m_path);
        m_name = std::move(other.m_name);
    }
    return *this;
}

ReservedNames::Claim ReservedNames::claim(const QString &directory, const QString &name)
{
    Claim claim;
    const QString base = QDir::cleanPath(directory);
    for (int n = 0; n <= mostNumberedNames; ++n) {
        const QString candidate = n == 0 ? name : numberedName(name, n);
        const QString path = base + u'/' + candidate;
        if (m_paths->contains(path) || isThere(path))
            continue;
        m_paths->insert(path);
        claim.m_paths = m_paths;
        claim.m_path = path;
        claim.m_name = candidate;
        break;
    }
    return claim;
}

} // namespace ferry
