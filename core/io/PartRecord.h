#pragma once

#include "core/types/ByteRanges.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace ferry {

/// What is known of an unfinished download: which file it is of, and which of its bytes can be trusted. It lies beside
/// the part, as JSON of mode 0600, so that another launch, and a queue that was lost, can go on from there. A value.
struct PartRecord
{
    QUrl url;             ///< without user info, query and fragment; its server is told apart by it
    QByteArray address;   ///< addressHash() of the whole address
    QString name;         ///< under which the file would be saved
    QByteArray validator; ///< as in If-Range; empty: none, and nothing can be added
    qint64 total = -1;    ///< of the whole file
    ByteRanges held;      ///< bytes that had reached the disk when the record was written
    QByteArray proof;     ///< proofOf() the held bytes, hex

    friend bool operator==(const PartRecord &, const PartRecord &) = default;

    /// How many bytes are held from the first one on.
    qint64 heldFromStart() const { return held.endOfRun(0); }

    /// Where the record of a part lies.
    static QString pathOf(const QString &partPath);
    /// Whether a file of this name would be taken for a record, or for one that is being written.
    static bool isRecord(const QString &fileName);
    /// Tells addresses apart without telling them: SHA-256, hex, of all but user info and fragment.
    static QByteArray addressHash(const QUrl &url);

    /// SHA-256, hex, over the last 64 KiB of each held range, in order: what a crash tears is the end of what was being
    /// written. Empty if the file does not have the bytes (error: 0), or they cannot be read (error: an errno).
    /// Blocking; reads at most 64 KiB for each range.
    static QByteArray proofOf(int descriptor, const ByteRanges &held, int *error = nullptr);

    /// Of a part; nothing if there is none, or none that is sound: a regular file of this user, not a link (error: 0),
    /// or if the system cannot say so now (error: an errno).
    static std::optional<PartRecord> read(const QString &partPath, int *error = nullptr);
    /// Whether something lies where it would, sound or not.
    static bool mayLie(const QString &partPath);
    /// The parts of a directory that have a record beside them, sound or not; paths. Blocking.
    static QStringList partsIn(const QString &directory);
    /// Writes it whole or not at all: beside, then renamed. Waits for no disk. False if that did not work.
    bool write(const QString &partPath) const;
    static void remove(const QString &partPath);
};

} // namespace ferry
