#include "core/engine/DownloadTask.h"

#include "core/engine/ChecksumFetch.h"
#include "core/engine/PartMove.h"
#include "core/engine/RequestSecrets.h"
#include "core/engine/SegmentCrew.h"
#include "core/http/ChecksumFile.h"
#include "core/http/ContentDisposition.h"
#include "core/http/ContentType.h"
#include "core/io/LaunchDirectory.h"
#include "core/io/PartFile.h"
#include "core/io/SafeName.h"
#include "core/wire/NetworkAccessManager.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QNetworkAccessManager>

namespace ferry {

namespace {

bool isWhole(int statusCode)
{
    return statusCode >= 200 && statusCode < 300;
}

} // namespace

DownloadTask::DownloadTask(TransferContext &context, std::shared_ptr<const TransferRequest> request,
                           std::optional<KeptPart> kept)
    : TransferTask(context, std::move(request))
    , m_resume(std::move(kept), context.temporaryDirectory)
    , m_integrity(download())
    , m_refusal(context.temporaryDirectory, AnswerBody::refusalLimit)
{
    connect(&m_digest, &RunningDigest::finished, this, &DownloadTask::fileDigested);
}

DownloadTask::~DownloadTask()
{
    // They write to the part.
    dropReply();
    m_crew.reset();
    if (isLasting() && partPath() == m_resume.lasting())
        takeKept();
    if (m_checkpoints && m_part)
        m_checkpoints->drop(m_part->isInItsPlace() ? PartCheckpoints::Record::Remove : PartCheckpoints::Record::Leave);
}

std::optional<TransferError> DownloadTask::prepare()
{
    if (!std::exchange(m_prepared, true)) {
        if (auto error = m_resume.open(download()))
            return error;
    }
    return context().directoryFailure;
}

QNetworkReply *DownloadTask::send(const QNetworkRequest &head, const QByteArray &method, bool)
{
    m_again = false;
    m_isRefused = false;
    m_sinceRequest.start();
    QNetworkRequest request = head;
    if (m_resume.isAsking())
        m_resume.ask(request);
    return method == "GET" ? getQuietly(context().manager, request)
                           : context().manager.sendCustomRequest(request, method);
}

void DownloadTask::headArrived(const WireFacts &facts)
{
    if ((m_resume.isAsking() && judgeRest(facts)) || !isWhole(facts.statusCode))
        return;
    nameIt(facts);
    m_serverName = m_name;
    if (!m_heldHtml)
        reserveName();
    m_total = facts.expectedBody;
    m_endsByClose = facts.endsByClose;
    m_position = 0;
    m_comparedTo = 0;
    m_integrity.takeHead(facts.headers,
                         facts.statusCode == 206 ? IntegrityCheck::Body::AskedRange : IntegrityCheck::Body::File);
    m_digest.start(m_integrity.needed());
    openPart(facts);
}

void DownloadTask::openPart(const WireFacts &facts)
{
    m_part = std::make_unique<PartFile>(partFolder(), context().temporaryDirectory);
    m_part->setShownPath(shownPath());
    const FileHead head = fileHead(facts);
    const QByteArray validator = strongValidator(head);
    const Resumability found = resumability(head, validator);
    const bool ranges = !download().headers.contains("Range");
    m_resumable = ranges ? resumableOf(found) : Resumable::NoRanges;
    const bool worthKeeping = ranges && !m_heldHtml && isWorthKeeping(found);
    // The answer is the whole file, so what was held of it has had its day. A page may only stand in its way.
    if (!m_heldHtml)
        m_resume.discard();
    const bool opened = worthKeeping && isLasting() ? m_part->openAs(QFileInfo(m_resume.lasting()).fileName(), m_total)
                                                    : m_part->open(m_total);
    if (!opened)
        m_headFailure = m_part->failure();
    else if (worthKeeping)
        keepRecord(validator);
    if (facts.statusCode == 200)
        share(facts);
}

void DownloadTask::nameIt(const WireFacts &facts)
{
    const auto &saveTo = download().saveTo;
    bool byAddress = false;
    if (saveTo && !saveTo->fileName.isEmpty()) {
        m_name = saveTo->fileName;
    } else {
        const auto said = fileNameFrom(facts.headers.value("Content-Disposition"));
        byAddress = !said;
        m_name = nameForDownload(said, currentUrl());
    }
    const bool pageByName = looksLikeHtmlName(m_name) && !(byAddress && asksForOtherFile(download().url));
    // Pages lie at addresses with many suffixes, so of an address only the well-known ones are taken for a promise.
    const bool wellKnown = guessContentType(m_name) != "application/octet-stream";
    const bool otherByName = byAddress ? asksForOtherFile(currentUrl()) && wellKnown : promisesOtherThanHtml(m_name);
    const bool isPageAsked = pageByName || (asksForPage(download().url) && !otherByName);
    m_heldHtml = !download().anyType && isHtml(facts.headers.value("Content-Type")) && !isPageAsked;
}

QString DownloadTask::shownPath() const
{
    const auto &saveTo = download().saveTo;
    return saveTo ? saveTo->directory + u'/' + m_name : m_name;
}

void DownloadTask::reserveName()
{
    const auto &saveTo = download().saveTo;
    if (!saveTo || saveTo->ifTaken != NameTaken::KeepBoth)
        return;
    m_claim = context().reservedNames.claim(saveTo->directory, m_name);
    if (!m_claim.name().isEmpty())
        m_name = m_claim.name();
}

bool DownloadTask::takeBody(const char *data, qint64 size)
{
    if (!m_part) {
        m_refusal.write(data, size);
        return !m_refusal.isCut();
    }
    if (m_complete)
        return true;
    if (m_headFailure || m_again || !compareOverlap(data, size))
        return false;
    if (m_total >= 0 && size > m_total - m_position) {
        m_distrusted = true;
        m_headFailure = errorAbout(ErrorKind::Protocol);
        return false;
    }
    const qint64 first = std::exchange(m_position, m_position + size);
    if (m_crew)
        return m_crew->takeStream(data, size);
    // Bytes that are held already are left as they are, so that the digest is to be of these and not of what comes.
    const qint64 fresh = m_part->held().nextHeld(first, first + size) - first;
    if (!m_part->fill(first, data, size))
        return false;
    m_digest.add(first, data, fresh);
    return true;
}

std::optional<TransferError> DownloadTask::bodyFailure() const
{
    if (m_headFailure)
        return m_headFailure;
    return m_part ? m_part->failure() : std::nullopt;
}

qint64 DownloadTask::bytesDone() const
{
    return m_part ? m_part->size() : m_resume.heldBytes();
}

QString DownloadTask::serverReason() const
{
    return reasonWithoutSecrets(m_refusal.head(), *exchange());
}

void DownloadTask::describeBody(Exchange &exchange)
{
    exchange.body = m_refusal.head();
    exchange.bodySize = m_part ? m_part->size() : m_refusal.size();
    exchange.bodyFile = m_refusalFile;
    if (m_piecesDone >= 0)
        exchange.timings.done = m_piecesDone;
}

TransferError DownloadTask::errorAbout(ErrorKind kind) const
{
    TransferError error;
    error.kind = kind;
    error.subject = currentUrl().host();
    error.statusCode = exchange()->statusCode;
    error.bytesMoved = m_part->size();
    return error;
}

std::optional<TransferError> DownloadTask::verify()
{
    if (m_headFailure)
        return m_headFailure;
    // A part of the file is not the file, unless it was asked for by a header (RFC 9110 15.3.7).
    if (exchange()->statusCode == 206 && !m_resumed && !download().headers.contains("Range")) {
        TransferError error = errorAbout(ErrorKind::Protocol);
        error.detail = QCoreApplication::translate("DownloadTask", "It sent a part of the file unasked.");
        return error;
    }
    if (m_total >= 0 && m_part->size() != m_total)
        return errorAbout(ErrorKind::Network);
    if (!m_part->finish())
        return m_part->failure();
    m_whole = true;
    return std::nullopt;
}

std::optional<TransferError> DownloadTask::compareDigests()
{
    const std::optional<QString> why = m_integrity.compare(m_digest.set());
    if (!why)
        return std::nullopt;
    m_distrusted = true;
    TransferError error = errorAbout(ErrorKind::Checksum);
    error.subject = m_name;
    error.detail = *why;
    return error;
}

void DownloadTask::answerComplete(const WireFacts &facts)
{
    if ((m_isRefused || !isWhole(facts.statusCode)) && !m_complete) {
        m_refusalFile = m_refusal.takeFile();
        updateExchangeBody();
        setState(TransferState::Refused);
        finish(Completed{facts.statusCode, false});
        return;
    }
    if (m_crew && !m_crew->streamEnded())
        dropReply(); // the others bring the rest
    else if (isShort())
        askForRest();
    else
        fileArrived();
}

void DownloadTask::fileArrived()
{
    if (m_crew) {
        dropCrew();
        if (!reply())
            m_piecesDone = m_sinceRequest.nsecsElapsed() / 1000;
        updateExchangeBody();
    }
    setState(TransferState::Verifying);
    if (auto error = verify()) {
        fail(std::move(*error));
    } else if (m_digest.finish(m_part->path(), m_part->size())) {
        fileDigested();
    } else {
        dropReply();
    }
}

void DownloadTask::fileDigested()
{
    std::optional<TransferError> error = m_digest.failure();
    if (error) { // it was read as a source is
        error->kind = ErrorKind::Target;
        error->subject = shownPath();
    } else {
        error = compareDigests();
    }
    if (error)
        fail(std::move(*error));
    else if (!askForChecksumFile())
        becomeReady();
}

void DownloadTask::becomeReady()
{
    m_awaitsRecords = m_checkpoints && m_checkpoints->isBusy();
    if (m_awaitsRecords) {
        dropReply();
        return;
    }
    if (m_checkpoints && m_checkpoints->failure() != 0) {
        m_part->fail(m_checkpoints->failure());
        fail(*m_part->failure());
        return;
    }
    setState(TransferState::Ready);
    // That nothing is missing was said of the earlier answer's file, and is no refusal.
    finish(Completed{m_complete ? 206 : exchange()->statusCode, !m_heldHtml});
}

/// A held page and a range are not what the checksum file is about.
bool DownloadTask::askForChecksumFile()
{
    const bool sensible = download().checkNeighbour && !m_heldHtml && (m_resumed || exchange()->statusCode != 206);
    if (!sensible || ChecksumFetch::addressFor(download().url).isEmpty())
        return false;
    // Everything of it is here, and its silence is none.
    dropReply();
    m_checksumFile = std::make_unique<ChecksumFetch>(context(), download());
    connect(m_checksumFile.get(), &TransferTask::ended, this, &DownloadTask::checksumFileArrived);
    m_checksumFile->start(lastTickMs());
    return true;
}

void DownloadTask::checksumFileArrived()
{
    const QString name = nameForDownload({}, download().url);
    const QByteArray hex =
        sha256InChecksumFile(m_checksumFile->content(), {name, nameForDownload({}, currentUrl()), m_name});
    if (!hex.isEmpty())
        m_integrity.promise({QByteArrayLiteral("sha256"), hex}, name + QStringLiteral(".sha256"));
    if (auto error = hex.isEmpty() ? std::nullopt : compareDigests())
        fail(std::move(*error));
    else
        becomeReady();
}

void DownloadTask::stopBeside()
{
    m_move.reset();
    dropCrew();
    m_digest.stop();
    m_awaitsRecords = false;
    if (!m_checksumFile)
        return;
    m_checksumFile->disconnect(this);
    m_checksumFile->abort();
}

void DownloadTask::tick(qint64 nowMs)
{
    TransferTask::tick(nowMs);
    if (m_part && !m_whole && !m_part->failure() && !m_part->checkPlace())
        fail(*m_part->failure());
    if (m_crew)
        m_crew->tick(nowMs);
    if (m_crew && m_part->failure())
        fail(*m_part->failure());
    if (m_checksumFile)
        m_checksumFile->tick(nowMs);
    if (m_part && !m_whole)
        m_digest.catchUp(m_part->path(), m_part->held().endOfRun(0));
    checkpoint(nowMs);
    if (m_awaitsRecords)
        becomeReady();
}

QString DownloadTask::takeFile()
{
    if (!m_part)
        return {};
    // Players and viewers go by the suffix. Where the name is taken the random one serves as well, and it must serve
    // for a name that describes another file of the directory.
    const bool stays = !download().saveTo || m_heldHtml;
    if (stays && !LaunchDirectory::isDescription(m_name) && !PartRecord::isRecord(m_name))
        m_part->rename(m_name);
    // The record of a part that outlives the launch goes when the file is saved.
    if (m_checkpoints && !isLasting()) {
        m_checkpoints->drop();
        m_checkpoints.reset();
    }
    FileHandle lock = m_part->keep();
    if (m_checkpoints)
        m_lock = std::move(lock);
    return m_part->path();
}

} // namespace ferry
