#include "tests/support/engine/EngineProbe.h"

namespace ferry {

EngineProbe::EngineProbe(TransferEngine &engine)
{
    connect(&engine, &TransferEngine::changed, this, &EngineProbe::takeChanges);
    connect(&engine, &TransferEngine::finished, this, &EngineProbe::takeOutcome);
    connect(&engine, &TransferEngine::saveFailed, this,
            [this](TransferId id, const TransferError &error) { saveFailures[id].append(error); });
    connect(&engine, &TransferEngine::removed, this, [this](const QList<TransferId> &ids) { gone += ids; });
    connect(&engine, &TransferEngine::leftoversFound, this, [this](const QList<Leftover> &found) {
        leftovers = found;
        ++leftoverAnswers;
    });
    connect(&engine, &TransferEngine::storeProblem, this,
            [this](const StoreProblem &problem) { storeProblems.append(problem); });
    connect(&engine, &TransferEngine::idle, this, [this] { ++idles; });
    connect(&engine, &TransferEngine::retryScheduled, this, &EngineProbe::takeNotice);
}

EngineProbe::~EngineProbe() = default;

const TransferSnapshot &EngineProbe::last(TransferId id) const
{
    static const TransferSnapshot none;
    const auto it = history.constFind(id);
    return it == history.constEnd() ? none : it->last();
}

TransferState EngineProbe::state(TransferId id) const
{
    return last(id).state;
}

int EngineProbe::noticeCount(TransferId id) const
{
    return int(notices.value(id).size());
}

int EngineProbe::outcomeCount(TransferId id) const
{
    return int(outcomes.value(id).size());
}

template <typename Kind>
const Kind *EngineProbe::outcome(TransferId id) const
{
    const auto it = outcomes.constFind(id);
    return it == outcomes.constEnd() ? nullptr : std::get_if<Kind>(&it->last());
}

const Completed *EngineProbe::completed(TransferId id) const
{
    return outcome<Completed>(id);
}

bool EngineProbe::cancelled(TransferId id) const
{
    return outcome<Cancelled>(id) != nullptr;
}

TransferError EngineProbe::error(TransferId id) const
{
    TransferError none;
    none.kind = ErrorKind::Abort;
    const auto *error = outcome<TransferError>(id);
    return error ? *error : none;
}

bool EngineProbe::waitForState(TransferId id, TransferState wanted) const
{
    return QTest::qWaitFor([&] { return history.contains(id) && state(id) == wanted; }, patience);
}

bool EngineProbe::waitForOutcome(TransferId id, int count) const
{
    return QTest::qWaitFor([&] { return outcomeCount(id) >= count; }, patience);
}

bool EngineProbe::waitForOutcomes(const QList<TransferId> &ids) const
{
    const auto ended = [this](TransferId id) { return outcomeCount(id) >= 1; };
    return QTest::qWaitFor([&] { return std::all_of(ids.begin(), ids.end(), ended); }, patience);
}

void EngineProbe::takeChanges(const QList<TransferSnapshot> &snapshots)
{
    for (const TransferSnapshot &s : snapshots) {
        if (gone.contains(s.id))
            faults.append(QStringLiteral("%1 changed after it was removed").arg(s.id));
        if (s.bytesTotal >= 0 && s.bytesDone > s.bytesTotal)
            faults.append(QStringLiteral("%1 has more bytes than there are").arg(s.id));
        history[s.id].append(s);
    }
}

void EngineProbe::takeNotice(TransferId id, const RetryNotice &notice)
{
    notices[id].append(notice);
    if (last(id).attempts.isEmpty() || last(id).attempts.last().number < notice.attempt)
        faults.append(QStringLiteral("%1 is tried again before it failed").arg(id));
}

void EngineProbe::takeOutcome(TransferId id, const TransferOutcome &outcome)
{
    outcomes[id].append(outcome);
    const TransferSnapshot &s = last(id);
    if (!isFinal(s.state) && s.state != TransferState::Ready)
        faults.append(QStringLiteral("%1 ended in %2").arg(id).arg(QLatin1String(stateName(s.state))));
    if (outcomeCount(id) > s.attempt)
        faults.append(QStringLiteral("%1 ended twice").arg(id));
}

} // namespace ferry
