#pragma once

#include "core/io/FileHandle.h"
#include "core/types/TransferError.h"

#include <QDateTime>
#include <QList>
#include <QSet>
#include <QUrl>

#include <optional>

namespace ferry {

/// A finished download that an earlier launch neither saved nor deleted.
struct LeftoverFile
{
    QString path; ///< of the bytes
    QString name; ///< under which it would be saved
    QUrl url;     ///< without user info, query and fragment
    qint64 size = 0;
    QDateTime finished; ///< UTC

    friend bool operator==(const LeftoverFile &, const LeftoverFile &) = default;
};

/// The private directory (0700) of one launch's temporary files. While the object lives it holds a lock that the
/// system lets go of when the process ends, however it ends; so a later launch can tell dead launches from living
/// ones. The directory goes with the object, unless it is the lasting one of a queue that is kept. One thread at a
/// time; blocking.
class LaunchDirectory
{
public:
    LaunchDirectory() = default;
    ~LaunchDirectory();
    LaunchDirectory(const LaunchDirectory &) = delete;
    LaunchDirectory &operator=(const LaunchDirectory &) = delete;

    /// Makes the root (0700) if it is not there, and a directory of a random name in it. False with failure().
    bool create(const QString &root);
    /// The same, with the one directory that belongs to this queue (named by the file it is kept in): launch after
    /// launch uses it, so that what items of the queue have in it, and in other folders with its mark, stays where it
    /// is. Nobody else clears it up. Another Ferry that uses it already: as create().
    bool createLasting(const QString &root, const QString &queue);
    bool isLasting() const { return m_lasting; }
    QString path() const { return m_path; }
    std::optional<TransferError> failure() const { return m_failure; }

    /// Lets go of the lock and leaves described files where they are: a later launch offers them. Without any, the same
    /// as remove().
    void leave();
    /// Writes down in this directory what a finished file is, so that it can be offered after a crash; a file that lies
    /// elsewhere (see OutsideParts.h) too. False if that did not work; the file is then not offered.
    bool describe(const LeftoverFile &file);
    bool isDescribed(const QString &filePath) const;
    /// Whether a file of this name would be taken for a description.
    static bool isDescription(const QString &fileName);
    /// The file was saved or deleted: takes its description away.
    void forget(const QString &filePath);

    /// What is in the names of this launch's files elsewhere; empty if it is not the directory of a launch.
    static QString markOf(const QString &launchDirectory);

    /// Deletes the directory with all that is in it, and lets go of the lock. A lasting one stays as it is.
    void remove();

    /// Of a lasting directory: deletes whatever nobody claims and no description offers, here and elsewhere, and gives
    /// the finished files that nobody claims.
    QList<LeftoverFile> clearUp(const QStringList &claimed) const;

    /// Finished files of launches that are over. Deletes directories of dead launches that hold none, and in the others
    /// whatever was not finished; the same for their files elsewhere. Those of living launches are not touched.
    static QList<LeftoverFile> findLeftovers(const QString &root);
    /// Moves a leftover, with its description, into this directory; its new path, or empty. A file on another file
    /// system stays where it is, and only its description moves.
    QString adopt(const LeftoverFile &file);
    /// Deletes a leftover of the root, and its launch's directory if that was the last of it.
    static void discard(const QString &root, const LeftoverFile &file);

private:
    bool makeRoot(const QString &base);
    QString adoptInPlace(const QString &path) const;
    QString descriptionOf(const QString &filePath) const;
    static void dropDescription(const QString &description);

    QString m_path;
    FileHandle m_lock;
    bool m_lasting = false;
    QSet<QString> m_described; ///< the descriptions that this launch wrote; in a lasting directory there may be more
    std::optional<TransferError> m_failure;
};

} // namespace ferry
