#pragma once

#include "core/io/FileHandle.h"
#include "core/types/TransferError.h"
#include "core/types/TransferRequest.h"

#include <atomic>
#include <functional>
#include <optional>

namespace ferry {

/// A folder that is held while files are saved to it, whatever its path may lead to meanwhile.
class SaveFolder
{
public:
    explicit SaveFolder(const QString &path);

    const QString &path() const { return m_path; }
    int descriptor() const { return m_folder.get(); }
    /// Why it could not be opened: an errno, or 0.
    int error() const { return m_error; }
    /// Waits until the names in it are on the disk. A failure only means that this cannot be known.
    void toDisk() const;

private:
    QString m_path;
    FileHandle m_folder;
    int m_error = 0;
};

struct SaveOptions
{
    QUrl origin; ///< written to user.xdg.origin.url without user info, query and fragment; empty: not written
    /// Bytes copied, and of how many; only where a copy is needed. Called on the saving thread.
    std::function<void(qint64, qint64)> progress;
    const std::atomic_bool *cancel = nullptr; ///< looked at between blocks of a copy
    /// The copy is whole and about to get its name; with its identity, see FileIdentity.h. On the saving thread.
    std::function<void(const QString &)> copied;
    QString launchDirectory; ///< where a copy is noted, for a later launch to remove it after a crash; may be empty
};

struct SaveResult
{
    QString path; ///< where the file is now; empty if it is not
    bool cancelled = false;
    std::optional<TransferError> error; ///< Target, DiskFull, or Source if the temporary file cannot be read

    bool ok() const { return !path.isEmpty(); }
};

/// Moves a finished temporary file to its place; the temporary path is gone after. By rename where both are on one
/// file system, else by a hidden copy that is brought to the disk, compared by size and SHA-256, and renamed.
/// An existing name is only ever replaced with NameTaken::Replace, never followed if it is a link, and never replaced
/// if it is a directory. The mode is what the umask allows of 0666. Whatever fails, the temporary file stays and
/// nothing else is left behind. target.directory must exist; target.fileName must be safe (see SafeName.h) and is
/// refused if it is empty, "." or "..", or has a slash. Blocking for as long as a copy takes: for a thread pool.
SaveResult saveFile(const QString &temporaryPath, const SaveTarget &target, const SaveOptions &options = {});
/// The same to a folder that is held, that of the target. After a rename, folder.toDisk() is the caller's.
SaveResult saveFile(const QString &temporaryPath, const SaveTarget &target, const SaveOptions &options,
                    const SaveFolder &folder);

} // namespace ferry
