#include "core/engine/ResumeAttempt.h"

#include "core/engine/DoubtfulRuns.h"
#include "core/http/Origin.h"
#include "core/io/IoError.h"
#include "core/io/PosixFile.h"

#include <QFileInfo>

namespace ferry {

namespace {

QUrl withoutQuery(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

/// Addresses that differ behind the `?` alone, as those that are signed anew each time, may lead to the same file, if
/// the server's tag says so. A date, and a tag that is made of a date and the length, may be two files' at two
/// addresses.
bool isSignedAnew(const PartRecord &record, const QUrl &url)
{
    const QByteArray &tag = record.validator;
    const bool isOfLength = tag.endsWith(QByteArray::number(record.total, 16) + '"') ||
                            tag.endsWith(QByteArray::number(record.total, 36) + '"');
    return tag.startsWith('"') && !isOfLength && withoutQuery(record.url) == withoutQuery(url);
}

/// On a disk that was full before the first record: without one the bytes are worth nothing. False if that does not
/// help; then the part is gone.
bool putRecordInPlaceOfItsEnd(const KeptPart &kept)
{
    PartFile part({});
    if (!part.reopen(kept.path, kept.record))
        return false;
    part.makeRoom();
    PartRecord record = kept.record;
    record.held = part.held();
    record.proof = part.proof(record.held);
    const FileHandle file = part.keep();
    if (!record.held.isEmpty() && toDisk(file.get()) == 0 && record.write(kept.path))
        return true;
    part.discard();
    return false;
}

} // namespace

bool KeptPart::outlives(const DownloadRequest &request) const
{
    if (path != lastingPart(request, PartRecord::addressHash(request.url)))
        return false;
    if (checkpoints)
        checkpoints->waitForNotes();
    return PartRecord::mayLie(path) || putRecordInPlaceOfItsEnd(*this);
}

KeptPart keptOnDisk(KeptPart kept)
{
    if (!kept.checkpoints || kept.checkpoints->failure() == 0)
        return kept;
    kept.checkpoints.reset();
    kept.record = PartRecord::read(kept.path).value_or(PartRecord{});
    return kept;
}

ResumeAttempt::ResumeAttempt(std::optional<KeptPart> kept, const QString &launchDirectory)
    : m_kept(keptOnDisk(std::move(kept).value_or(KeptPart{})))
    , m_launchDirectory(launchDirectory)
{
}

ResumeAttempt::~ResumeAttempt()
{
    discard();
}

QString ResumeAttempt::keptFolder() const
{
    return m_kept.record.held.isEmpty() ? QString() : QFileInfo(m_kept.path).path();
}

KeptPart ResumeAttempt::moved(const QString &path)
{
    const KeptPart before = m_kept;
    m_kept.path = path;
    m_kept.checkpoints.reset();
    return before;
}

void ResumeAttempt::drop(const KeptPart &part)
{
    // Where somebody else works on it by now, the record is theirs.
    const bool isGone = PartFile::removeUnused(part.path) || !QFileInfo::exists(part.path);
    if (part.checkpoints)
        part.checkpoints->drop(isGone ? PartCheckpoints::Record::Remove : PartCheckpoints::Record::Leave);
}

std::optional<TransferError> ResumeAttempt::open(const DownloadRequest &request)
{
    m_opened = true;
    m_address = PartRecord::addressHash(request.url);
    m_lasting = lastingPart(request, m_address);
    m_recordMayLie = !m_lasting.isEmpty() && PartRecord::mayLie(m_lasting);
    if (m_kept.path.isEmpty() && m_recordMayLie) {
        // Of another address, or without a record, it is no part of this file; openAs() clears it away.
        int error = 0;
        const std::optional<PartRecord> record = PartRecord::read(m_lasting, &error);
        if (error != 0) {
            m_opened = false;
            return targetError(m_lasting, error);
        }
        if (record && (record->address == m_address || isSignedAnew(*record, request.url)))
            m_kept = {m_lasting, *record, nullptr};
    }
    if (m_kept.path.isEmpty())
        return {};
    auto part = std::make_unique<PartFile>(QString(), m_launchDirectory);
    m_replaced = m_kept.record.address != m_address;
    const bool sameServer = !m_replaced || originKey(m_kept.record.url) == originKey(request.url);
    m_validatorCounts = sameServer && !m_kept.record.validator.isEmpty();
    const bool usable = !request.headers.contains("Range") && (m_replaced || !m_kept.record.validator.isEmpty());
    if (usable && part->reopen(m_kept.path, m_kept.record)) {
        m_part = std::move(part);
        m_asking = !m_replaced || m_kept.record.heldFromStart() > 0;
        return {};
    }
    if (part->failure()) {
        m_opened = false; // the next attempt may be luckier
        return part->failure();
    }
    drop(m_kept);
    m_kept = {};
    return {};
}

qint64 ResumeAttempt::heldBytes() const
{
    if (m_opened && !isAsking())
        return 0;
    return m_replaced ? m_kept.record.heldFromStart() : m_kept.record.held.size();
}

qint64 ResumeAttempt::askedFrom() const
{
    const qint64 held = m_kept.record.heldFromStart();
    return m_replaced ? qMax<qint64>(0, held - DoubtfulRuns::comparedBytes) : held;
}

void ResumeAttempt::ask(QNetworkRequest &head) const
{
    head.setRawHeader(QByteArrayLiteral("Range"), "bytes=" + QByteArray::number(askedFrom()) + '-');
    if (m_validatorCounts)
        head.setRawHeader(QByteArrayLiteral("If-Range"), m_kept.record.validator);
}

ResumeVerdict ResumeAttempt::judge(const WireFacts &facts) const
{
    HeldFile held;
    held.held = m_kept.record.heldFromStart();
    held.asked = askedFrom();
    held.total = m_kept.record.total;
    if (m_validatorCounts)
        held.validator = m_kept.record.validator;
    return judgeResume(held, fileHead(facts));
}

std::unique_ptr<PartFile> ResumeAttempt::takePart()
{
    if (m_replaced) {
        m_part->doubt(m_kept.record.heldFromStart());
        m_kept.record.held = m_part->held(); // it may be given back
        m_kept.record.proof = m_part->proof(m_part->held());
    }
    return std::move(m_part);
}

std::shared_ptr<PartCheckpoints> ResumeAttempt::takeCheckpoints(QThreadPool &pool)
{
    if (m_kept.checkpoints)
        return m_kept.checkpoints;
    return std::make_shared<PartCheckpoints>(pool, m_kept.path, m_kept.record);
}

void ResumeAttempt::askAgain(std::unique_ptr<PartFile> part, std::shared_ptr<PartCheckpoints> checkpoints)
{
    m_kept = {part->path(), checkpoints->record(), std::move(checkpoints)};
    m_kept.record.held = part->held();
    m_kept.record.proof = part->proof(part->held());
    m_part = std::move(part);
    m_asking = !m_part->held().isEmpty();
    m_replaced = false;
    m_validatorCounts = true;
}

void ResumeAttempt::discard()
{
    if (!m_opened)
        drop(m_kept);
    if (!m_part)
        return;
    if (m_kept.checkpoints)
        m_kept.checkpoints->drop();
    m_part.reset();
    m_kept = {};
    m_asking = false;
}

std::optional<KeptPart> ResumeAttempt::takeKept()
{
    if (!m_opened && !m_kept.path.isEmpty()) {
        m_opened = true; // and so it is not dropped
        return std::exchange(m_kept, {});
    }
    if (!m_part)
        return std::nullopt;
    m_part->keep();
    m_part.reset();
    return m_kept;
}

FileHead fileHead(const WireFacts &facts)
{
    FileHead head;
    head.statusCode = facts.statusCode;
    head.bodyLength = facts.expectedBody;
    head.acceptRanges = facts.headers.values("Accept-Ranges").join(", ");
    head.contentRange = facts.headers.values("Content-Range").join(", ");
    head.contentType = facts.headers.value("Content-Type");
    head.contentEncoding = facts.headers.values("Content-Encoding").join(", ");
    head.etag = facts.headers.values("ETag").join(", ");
    head.lastModified = facts.headers.values("Last-Modified").join(", ");
    head.date = facts.headers.value("Date");
    return head;
}

Resumable resumableOf(Resumability found)
{
    switch (found) {
    case Resumability::Yes:
        return Resumable::Yes;
    case Resumability::Unsaid:
        return Resumable::Unknown;
    case Resumability::NoRanges:
        return Resumable::NoRanges;
    case Resumability::NoLength:
        return Resumable::NoLength;
    case Resumability::NoValidator:
    case Resumability::Coded:
        break;
    }
    return Resumable::NoValidator;
}

bool isWorthKeeping(Resumability found)
{
    return found == Resumability::Yes || found == Resumability::Unsaid;
}

QString lastingPart(const DownloadRequest &request, const QByteArray &address)
{
    if (!request.keepPartial || !request.saveTo)
        return {};
    const QString &name = request.saveTo->fileName;
    const QByteArray where = name.isEmpty() ? address : PartRecord::addressHash(withoutQuery(request.url));
    return request.saveTo->directory + u'/' + PartFile::lastingName(name, where);
}

} // namespace ferry
