#pragma once

#include "core/http/ResumeRule.h"
#include "core/io/PartCheckpoints.h"
#include "core/io/PartFile.h"
#include "core/types/TransferRequest.h"
#include "core/types/TransferState.h"
#include "core/wire/WireFacts.h"

#include <QNetworkRequest>

#include <memory>
#include <optional>

namespace ferry {

/// What an attempt leaves to the next one.
struct KeptPart
{
    QString path;
    PartRecord record;
    std::shared_ptr<PartCheckpoints> checkpoints; ///< null if no attempt of this launch had it

    /// At the end of the launch: whether a later one can go on from it, if it is asked for the same, by its name and by
    /// its record. Waits until that is written; on a full disk the end of the part makes room for it.
    bool outlives(const DownloadRequest &request) const;
};

/// The same, or what the record beside the part tells, if the disk has lost something since that was written: without
/// checkpoints then.
KeptPart keptOnDisk(KeptPart kept);

/// The bytes of an earlier attempt, from their proof to the answer that adds to them: asks for the rest of the file and
/// says what becomes of the answer. The part stays, whatever comes, until it is taken or discarded. Engine thread.
class ResumeAttempt
{
public:
    /// launchDirectory: as PartFile has it.
    explicit ResumeAttempt(std::optional<KeptPart> kept, const QString &launchDirectory = {});
    ~ResumeAttempt();

    /// Before open(): what was given, and the folder where it lies; empty if nothing was.
    const KeptPart &kept() const { return m_kept; }
    QString keptFolder() const;
    /// Before open(): the same bytes lie there now. What was given until now, to be dropped.
    KeptPart moved(const QString &path);
    static void drop(const KeptPart &part);

    /// Opens what was given, or else what lies beside the target (DownloadRequest::keepPartial), if its bytes prove
    /// themselves; what does not is deleted. An error if it can neither be proved nor be ruled out now; then it stays
    /// as it is, for the next attempt. Once, before the first request. Reads 64 KiB.
    std::optional<TransferError> open(const DownloadRequest &request);

    /// After open(): of the request's address, and where its part lies that outlives the launch (see lastingPart()).
    const QByteArray &address() const { return m_address; }
    const QString &lasting() const { return m_lasting; }
    /// Whether a record may lie beside a part at this path that is new.
    bool mayHaveRecord(const QString &path) const { return path == m_lasting && m_recordMayLie; }

    /// The next request asks for the rest.
    bool isAsking() const { return m_part && m_asking; }
    /// Bytes that need not come, if all goes well.
    qint64 heldBytes() const;
    /// Adds Range and If-Range.
    void ask(QNetworkRequest &head) const;
    /// What becomes of the answer to that.
    ResumeVerdict judge(const WireFacts &facts) const;
    /// The next request asks for the whole file.
    void giveUp() { m_asking = false; }

    const PartRecord &record() const { return m_kept.record; }
    /// The first byte that the answer carries; before the end of what is held if the address is another one.
    qint64 askedFrom() const;

    /// If the address is another one, with the bytes up to the first gap alone: what is behind it is doubtful until it
    /// has been compared too.
    std::unique_ptr<PartFile> takePart();
    std::shared_ptr<PartCheckpoints> takeCheckpoints(QThreadPool &pool);
    /// The answer is of no use for it after all.
    void giveBack(std::unique_ptr<PartFile> part) { m_part = std::move(part); }
    /// The answer is of no more use, and the rest is asked for anew, behind what has come with it.
    void askAgain(std::unique_ptr<PartFile> part, std::shared_ptr<PartCheckpoints> checkpoints);
    /// The file comes anew.
    void discard();
    /// For the attempt after this one, if the part is still here.
    std::optional<KeptPart> takeKept();

private:
    KeptPart m_kept;
    QString m_launchDirectory;
    QByteArray m_address; ///< as PartRecord::address
    QString m_lasting;
    std::unique_ptr<PartFile> m_part;
    bool m_opened = false;      ///< or looked for
    bool m_recordMayLie = true; ///< beside lasting()
    bool m_asking = false;
    bool m_replaced = false;  ///< the bytes came from another address
    bool m_validatorCounts = false; ///< and from the same server: its validator tells whether they are of this file
};

FileHead fileHead(const WireFacts &facts);
/// As it is told to a person.
Resumable resumableOf(Resumability found);
/// Whether a later attempt may go on from what this one got.
bool isWorthKeeping(Resumability found);
/// Where the part of a request lies that outlives the launch; empty if the request does not say so. address: as
/// PartRecord::address.
QString lastingPart(const DownloadRequest &request, const QByteArray &address);

} // namespace ferry
