#pragma once

#include "core/devserver/IncomingFile.h"

#include <QDateTime>
#include <QHash>
#include <QList>

namespace ferry::devserver {

/// One file that is served.
struct StoredFile
{
    QString name;
    qint64 size = 0;
    QDateTime modified; ///< UTC
};

/// A stored file, open for reading.
struct OpenedFile
{
    std::unique_ptr<QFile> file;
    qint64 size = 0;
    QDateTime modified; ///< UTC
    QByteArray etag;    ///< strong: from the inode, the size and the time of change in nanoseconds
};

/// The directory that the server stores to and serves from: plain files right in it, by their base names. Nothing
/// outside of it is ever read, written or followed to; hidden files do not exist for it. Lives on the server's thread.
class FileStore
{
public:
    explicit FileStore(QString directory)
        : m_directory(std::move(directory))
    {
    }

    QString directory() const { return m_directory; }

    /// A base name that is safe everywhere, made from whatever a client told; never empty.
    static QString safeName(const QString &told);
    /// Whether a file may be stored under the name: safeName() leaves it as it is.
    static bool isSafe(const QString &name) { return !name.isEmpty() && safeName(name) == name; }
    /// Whether the name can be one of a visible file right in the directory, perhaps put there by others.
    static bool isPlain(const QString &name);

    /// Never null; isOpen() tells whether it can be written.
    std::unique_ptr<IncomingFile> create() const;
    /// Gives a finished file the wanted name or the next free one, "name (1).ext", and says which. Empty if it failed.
    QString publish(IncomingFile &file, const QString &wanted);
    /// Gives a finished file this name, over a file that has it.
    bool replace(IncomingFile &file, const QString &name);

    bool exists(const QString &name) const;
    bool remove(const QString &name);
    /// A null file if there is no such regular file.
    OpenedFile open(const QString &name) const;
    /// Newest first.
    QList<StoredFile> list() const;

private:
    QString pathOf(const QString &name) const { return m_directory + QLatin1Char('/') + name; }

    QString m_directory;
    QHash<QString, int> m_nextNumber; ///< where to go on searching for a free name
};

} // namespace ferry::devserver
