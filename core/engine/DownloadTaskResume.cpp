// Going on from what an earlier attempt got, and leaving something to the next one. The rest is in DownloadTask.cpp.
#include "core/engine/DownloadTask.h"

#include "core/engine/RequestHead.h"

namespace ferry {

namespace {

/// With a tick and the disk's time on top it is a second at most.
constexpr qint64 checkpointEveryMs = 400;
constexpr qint64 leastAnswer = 64 * 1024; ///< bytes

} // namespace

/// Of an answer to a request for the rest. True if it is dealt with, false if it is one like any other.
bool DownloadTask::judgeRest(const WireFacts &facts)
{
    switch (m_resume.judge(facts)) {
    case ResumeVerdict::Append:
        takeRest(facts);
        return true;
    case ResumeVerdict::Whole:
        m_complete = true;
        takeRest(facts);
        return true;
    case ResumeVerdict::AskAgain:
        m_resume.giveUp();
        m_again = true;
        return true;
    case ResumeVerdict::Refused:
        m_isRefused = true;
        return true;
    case ResumeVerdict::StartOver:
        break;
    }
    return false;
}

void DownloadTask::takeRest(const WireFacts &facts)
{
    const qint64 from = m_resume.askedFrom();
    m_checkpoints = m_resume.takeCheckpoints(*context().recordThreads);
    m_part = m_resume.takePart();
    m_resumed = true;
    m_resumable = Resumable::Yes;
    m_total = m_checkpoints->record().total;
    m_position = from;
    m_comparedTo = m_part->held().endOfRun(0);
    m_heldBefore = m_part->size();
    if (!m_complete) // else they are of the page that says so
        m_integrity.takeHead(facts.headers, IntegrityCheck::Body::Rest);
    m_digest.start(m_integrity.needed());
    // A 206 need not repeat the name (RFC 9110 15.3.7).
    const auto &saveTo = download().saveTo;
    m_name = saveTo && !saveTo->fileName.isEmpty() ? saveTo->fileName : m_checkpoints->record().name;
    m_serverName = m_name;
    reserveName();
    m_part->setShownPath(shownPath());
    if (!m_part->hasRoomFor(m_total - m_part->size() - m_part->doubtful().size()))
        m_headFailure = m_part->failure();
    else if (m_position == m_comparedTo)
        share(facts);
}

/// Skips what is held already, if it is the same. False if it is not: then the file comes anew.
bool DownloadTask::compareOverlap(const char *&data, qint64 &size)
{
    if (m_position >= m_comparedTo)
        return true;
    const qint64 both = qMin(size, m_comparedTo - m_position);
    if (m_part->read(m_position, both) != QByteArrayView(data, qsizetype(both))) {
        m_resume.giveBack(std::move(m_part));
        m_resume.giveUp();
        m_checkpoints.reset();
        m_claim = {};
        m_integrity = IntegrityCheck(download());
        m_resumed = false;
        m_again = true;
        return false;
    }
    data += both;
    size -= both;
    m_position += both;
    if (m_position == m_comparedTo) {
        const WireFacts facts = wireFacts(reply());
        keepRecord(strongValidator(fileHead(facts)));
        share(facts);
    }
    return true;
}

/// An answer of less than what was asked for is a whole one (RFC 9110 15.3.7): whoever wants more asks again. One of
/// next to nothing is as good as a break, or there would be requests without end.
bool DownloadTask::isShort() const
{
    return m_resumed && !m_complete && m_part->size() < m_total && m_part->size() - m_heldBefore >= leastAnswer;
}

/// By another request, from the first gap on.
void DownloadTask::askForRest()
{
    if (!m_checkpoints->isBusy())
        m_checkpoints->note(m_part->held());
    m_resume.askAgain(std::move(m_part), std::move(m_checkpoints));
    m_claim = {};
    m_integrity = IntegrityCheck(download());
    m_resumed = false;
    startOver();
}

/// The part is one of this address and this validator from now on.
void DownloadTask::keepRecord(const QByteArray &validator)
{
    PartRecord record;
    record.url = publicUrl(download().url);
    record.address = m_resume.address();
    record.name = m_serverName;
    record.validator = validator;
    record.total = m_total;
    if (m_checkpoints)
        m_checkpoints->setSource(record);
    else
        m_checkpoints = std::make_shared<PartCheckpoints>(*context().recordThreads, m_part->path(), record,
                                                          m_resume.mayHaveRecord(m_part->path()));
}

/// So much is fetched again after a crash, and not more.
void DownloadTask::checkpoint(qint64 nowMs)
{
    if (!m_checkpoints || !m_part || m_whole || m_part->size() == 0 || m_part->failure())
        return;
    if (const int error = m_checkpoints->failure(); error != 0) {
        m_part->fail(error);
        fail(*m_part->failure());
        return;
    }
    if (m_checkpointMs < 0)
        m_checkpointMs = nowMs;
    const bool due = nowMs - m_checkpointMs >= checkpointEveryMs;
    if (!due || m_checkpoints->isBusy() || m_checkpoints->record().held == m_part->held())
        return;
    m_checkpointMs = nowMs;
    m_checkpoints->note(m_part->held());
}

bool DownloadTask::isLasting() const
{
    return download().keepPartial && download().saveTo && !m_heldHtml;
}

std::optional<KeptPart> DownloadTask::takeKept()
{
    // A page may stand in the way of the file; in other cases nothing is there any more.
    if (state() == TransferState::Ready)
        return m_resume.takeKept();
    const bool wanted =
        isSuspended() || isLasting() || state() == TransferState::Failed || state() == TransferState::Refused;
    if (!wanted || m_distrusted)
        return std::nullopt;
    if (!m_part || !m_checkpoints || m_part->size() == 0)
        return m_resume.takeKept();
    KeptPart kept = keptOnDisk({m_part->path(), m_checkpoints->record(), m_checkpoints});
    if (kept.checkpoints) {
        kept.record.held = m_part->held();
        kept.record.proof = m_part->proof(kept.record.held);
    }
    if (kept.record.held.isEmpty() || kept.record.proof.isEmpty())
        return std::nullopt;
    if (kept.checkpoints)
        kept.checkpoints->note(kept.record.held);
    m_part->keep();
    m_part.reset();
    return kept;
}

} // namespace ferry
