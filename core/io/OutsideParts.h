#pragma once

#include <QString>
#include <QStringList>

namespace ferry {

/// The hidden files that a launch makes outside of its own directory: parts in a folder of another file system, and
/// copies on their way there. Their names carry the launch's mark, and the launch's directory lists the folders,
/// written before the first file is made; so that a later launch finds what a crash left in them. A value; blocking;
/// may be used on several threads for one launch.
class OutsideParts
{
public:
    explicit OutsideParts(const QString &launchDirectory);

    /// What createHidden() puts into the names; empty if the directory is none of a launch.
    QString mark() const { return m_mark; }
    /// Lists a folder. Once is enough, more does no harm. False if it could not be written down. Any thread.
    bool note(const QString &folder) const;
    QStringList folders() const;

    /// This launch's parts in the listed folders that have a record beside them; paths.
    QStringList parts() const;

    /// Deletes this launch's files in the listed folders but those to keep: regular files of its mark, with the records
    /// beside them, nothing else.
    /// False if a folder is not there at the moment, as on a drive that was taken out, and its turn may still come; a
    /// list that nobody touched for 90 days is not waited for.
    bool sweep(const QStringList &keep = {}) const;

    /// Whether a file of this name can be one of somebody's.
    static bool isPartName(const QString &fileName);
    /// The name of the list.
    static QString listName();

private:
    bool write(const QString &absolute) const;

    QString m_directory;
    QString m_mark;
};

} // namespace ferry
