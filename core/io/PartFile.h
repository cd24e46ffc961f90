#pragma once

#include "core/io/FileHandle.h"
#include "core/types/ByteRanges.h"
#include "core/types/TransferError.h"

#include <optional>

namespace ferry {

struct PartRecord;

/// A download until it is saved: a file of mode 0600 under a hidden name, which nobody else can have made or linked,
/// and which is locked while it is open, so that two programs never write one part. It knows which bytes of the file it
/// has; errors are remembered, not thrown. Blocking, one thread at a time (the engine's). It is deleted with the
/// object, with its record, unless keep() was called.
class PartFile
{
public:
    /// launchDirectory: of the launch that makes it or goes on with it. What fails in there is said of that directory
    /// (temporaryError()). Where the part lies elsewhere, that is noted there, so that a later launch removes what a
    /// crash leaves.
    explicit PartFile(const QString &directory, const QString &launchDirectory = {});
    ~PartFile();
    PartFile(const PartFile &) = delete;
    PartFile &operator=(const PartFile &) = delete;

    /// The path that a person knows it by: what fails in a folder of theirs is said of that. Else of its own.
    void setShownPath(const QString &path) { m_shownPath = path; }

    /// Creates the file. With an expected size (-1 unknown) it first looks whether there is room for it; the room is
    /// not taken. False with failure().
    bool open(qint64 expectedSize = -1);
    /// The same under a name that a later launch knows. What lies there is replaced if it is a part that nobody works
    /// on; otherwise the name is a random one again.
    bool openAs(const QString &fileName, qint64 expectedSize = -1);
    /// Opens a part that an earlier attempt left, to add to what its record says is held, which the bytes
    /// themselves must prove. False if there is none, it is somebody else's, linked, or open elsewhere, or the proof
    /// fails; there is no failure() then, and nothing was touched. With failure() if it cannot be opened or read now:
    /// it may be the right one.
    bool reopen(const QString &path, const PartRecord &record);
    bool isOpen() const { return m_file.isOpen(); }

    /// Whether so much more would find room; that is not taken, and less than 16 KiB is not asked for. False with failure().
    bool hasRoomFor(qint64 more);
    /// Behind the bytes that are held from the first one on: all of these, or false with failure(). What was written
    /// before stays.
    bool write(const char *data, qint64 size) { return writeAt(held().endOfRun(0), data, size); }
    /// The same from this byte of the file on. Other bytes in the place of held ones are the caller's mistake.
    bool writeAt(qint64 first, const char *data, qint64 size);
    /// The same, but leaves what is held as it is.
    bool fill(qint64 first, const char *data, qint64 size);

    /// Gives the last 64 KiB of the file back to a full disk. They are not held any more.
    void makeRoom();

    /// What is held from this byte on is not any more, until trust() says so; it stays in the file as doubtful().
    void doubt(qint64 end);
    /// Of what is doubtful, these bytes are held again.
    void trust(ByteRange range) { m_held.add(range); }
    /// The disk has said only now that it did not take what was written: nothing more is. Always false.
    bool fail(int error);

    /// Whether the file is where it was made, by two system calls.
    bool isInItsPlace() const;
    /// The same while bytes come. If somebody removed it, as with the folder that it was in, nothing is held any more:
    /// false with failure(). True as long as the system cannot say.
    bool checkPlace();

    /// Everything is there. It stays open and locked: who has the same name in mind shall not take it while it is
    /// verified. It does not wait for the disk, which is saveFile()'s part: the engine's thread moves other transfers
    /// meanwhile. False with failure() if a write had failed, or if it is not in its place.
    bool finish();

    /// Gives the file another name in its directory, for programs that go by the suffix. Never replaces another file.
    bool rename(const QString &fileName);

    /// The file is somebody else's now, and so is its lock, which goes with what is returned.
    FileHandle keep();
    /// Closes and deletes it, with its record. Also after keep().
    void discard();

    /// Of a part in this directory that goes by the target's name and the address, in every launch the same.
    static QString lastingName(const QString &targetName, const QByteArray &addressHash);
    /// Deletes a part and its record, if nobody works on it. False if somebody does, or it is no part of this user.
    static bool removeUnused(const QString &path);

    /// Bytes of what is held, to compare; fewer if there are no more, or they cannot be read.
    QByteArray read(qint64 first, qint64 size) const;
    /// See PartRecord::proofOf(). Also after a failure.
    QByteArray proof(const ByteRanges &held) const;

    QString path() const { return m_path; } ///< absolute if the directory is; empty before open()
    const ByteRanges &held() const { return m_held; }
    const ByteRanges &doubtful() const { return m_doubtful; }
    qint64 size() const { return m_held.size(); } ///< bytes that are held
    std::optional<TransferError> failure() const { return m_failure; }

private:
    bool take(FileHandle file, const QString &path);
    bool failAt(const QString &path, int error);
    bool lose();
    int placeError() const;

    QString m_directory;
    QString m_launchDirectory;
    QString m_path;
    QString m_shownPath;
    FileHandle m_file;
    std::optional<TransferError> m_failure;
    ByteRanges m_held;
    ByteRanges m_doubtful; ///< when doubt() was called
    bool m_finished = false;
    bool m_keep = false;
};

} // namespace ferry
