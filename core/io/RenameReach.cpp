#include "core/io/RenameReach.h"

#include <QFile>

#include <fcntl.h>
#include <optional>
#include <sys/stat.h>

namespace ferry {

namespace {

struct Place
{
    quint64 mount = 0;
    quint32 deviceMajor = 0;
    quint32 deviceMinor = 0;

    friend bool operator==(const Place &, const Place &) = default;
};

std::optional<Place> placeOf(const QString &directory)
{
#ifdef STATX_MNT_ID
    struct statx facts = {};
    const QByteArray path = QFile::encodeName(directory);
    if (::statx(AT_FDCWD, path.constData(), 0, STATX_MNT_ID, &facts) != 0 || !(facts.stx_mask & STATX_MNT_ID))
        return {};
    return Place{facts.stx_mnt_id, facts.stx_dev_major, facts.stx_dev_minor};
#else
    Q_UNUSED(directory);
    return {};
#endif
}

} // namespace

bool renameReaches(const QString &fromDirectory, const QString &toDirectory)
{
    const std::optional<Place> from = placeOf(fromDirectory);
    return from && from == placeOf(toDirectory);
}

} // namespace ferry
