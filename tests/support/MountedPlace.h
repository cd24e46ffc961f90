#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <sys/mount.h>

namespace ferry {

/// A mount of its own for a test, gone with the object: a small file system in memory, or a folder that is bound to
/// itself, which is the same device and yet no rename reaches it. Mounting needs root: a test that finds isMounted()
/// false is to be skipped with whyNot().
class MountedPlace
{
public:
    static constexpr const char *whyNot = "Mounting needs root, and this test has no such rights.";

    /// options as of mount(8) for tmpfs, "size=64k" for example; null binds the folder to itself.
    MountedPlace(const QString &path, const char *options)
        : m_path(QFile::encodeName(path))
    {
        QDir().mkpath(path);
        m_mounted = options ? ::mount("tmpfs", m_path.constData(), "tmpfs", 0, options) == 0
                            : ::mount(m_path.constData(), m_path.constData(), nullptr, MS_BIND, nullptr) == 0;
    }
    ~MountedPlace()
    {
        if (m_mounted)
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    MountedPlace(const MountedPlace &) = delete;
    MountedPlace &operator=(const MountedPlace &) = delete;

    bool isMounted() const { return m_mounted; }
    QString path() const { return QFile::decodeName(m_path); }
    QString filePath(const QString &name) const { return path() + u'/' + name; }
    /// From now on nothing can be written.
    bool makeReadOnly() const
    {
        return ::mount(nullptr, m_path.constData(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }
    /// After makeReadOnly().
    bool makeWritable() const { return ::mount(nullptr, m_path.constData(), nullptr, MS_REMOUNT, nullptr) == 0; }

private:
    QByteArray m_path;
    bool m_mounted = false;
};

} // namespace ferry
