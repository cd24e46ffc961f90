#pragma once

#include "core/engine/ResumeAttempt.h"
#include "core/engine/TransferEngine.h"
#include "core/io/FileHandle.h"
#include "core/io/ReservedNames.h"

#include <unordered_map>

namespace ferry {

class DownloadTask;
class LaunchDirectory;
class PartCheckpoints;

/// What lies in the temporary place on behalf of items: finished downloads with their descriptions, long answers, and
/// what earlier launches left behind. Engine thread; blocking only as a rename or a small write is.
class TemporaryFiles
{
public:
    /// root: where launches have their directories. directory: of this launch.
    TemporaryFiles(QString root, std::unique_ptr<LaunchDirectory> directory);
    ~TemporaryFiles();

    QString directory() const;
    /// Whether a later launch would find the file: it is in this launch's directory, or described there.
    bool holds(const QString &path) const;
    std::optional<TransferError> failure() const;

    /// Takes the finished file of a task over, with the name it was promised, and notes it in the item. goesOn: it is
    /// saved now, so that a file that is soon fetched again needs no description.
    void take(TransferSnapshot &item, DownloadTask &task, bool goesOn);
    /// Its file has a record beside it, by which a later launch goes on (DownloadRequest::keepPartial).
    bool isLasting(TransferId id) const { return m_lasting.contains(id); }
    /// Writes down under which name the item would be saved, for a start after a crash.
    void describe(const TransferSnapshot &item) const;
    /// No later start shall offer it.
    void undescribe(const TransferSnapshot &item) const;
    /// The file was moved to its place.
    void saved(TransferSnapshot &item);
    /// There is something that was made only to be sent, see SentFiles.h.
    bool holdsSentFiles() const;
    /// Deletes those of it that nobody sends any more.
    static void dropSent(const QStringList &before, const QStringList &left);
    /// Deletes whatever lies there for the item.
    void drop(TransferSnapshot &item);

    /// With a queue that is kept, at the start: these files belong to items, and what else lies in the lasting
    /// directory goes, or is a leftover. A part of the last days that no item knows of any more, since the queue was
    /// lost, stays for a download of the same address.
    void takeUp(const QStringList &claimed);
    /// Such a part; once.
    std::optional<KeptPart> takeOrphan(const QUrl &url);
    QList<Leftover> leftovers() const;
    /// A leftover as a Ready item of this launch; nothing if its file is gone.
    std::optional<TransferSnapshot> adopt(TransferId id, const Leftover &leftover);
    void discard(const Leftover &leftover) const;

    /// Ends the launch. keepReady: described files stay for a later one. Clears up behind launches that were killed.
    void close(bool keepReady);

private:
    /// A finished file that another run can find by its name: its record, and the lock that keeps that run from it.
    struct Lasting
    {
        std::shared_ptr<PartCheckpoints> checkpoints;
        FileHandle lock;
    };

    void forgetRecord(const TransferSnapshot &item);

    QString m_root;
    std::unique_ptr<LaunchDirectory> m_directory;
    QList<Leftover> m_unclaimed;
    QHash<QByteArray, KeptPart> m_orphans;                         ///< by PartRecord::address
    std::unordered_map<TransferId, Lasting> m_lasting;             ///< until the item is saved or dropped
    std::unordered_map<TransferId, ReservedNames::Claim> m_claims; ///< the same
};

} // namespace ferry
