#pragma once

#include "core/engine/TransferEngine.h"

#include <QHash>
#include <QSet>
#include <QTest>

namespace ferry {

/// Everything an engine says, by item, and whether it keeps its word: an outcome comes after the snapshot that shows
/// it, once for each attempt, and bytes never run past their total. Lives on the engine's thread of the test.
class EngineProbe : public QObject
{
public:
    static constexpr int patience = FERRY_TEST_PATIENCE; ///< ms

    explicit EngineProbe(TransferEngine &engine)
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

    const TransferSnapshot &last(TransferId id) const
    {
        static const TransferSnapshot none;
        const auto it = history.constFind(id);
        return it == history.constEnd() ? none : it->last();
    }
    TransferState state(TransferId id) const { return last(id).state; }
    int noticeCount(TransferId id) const { return int(notices.value(id).size()); }
    int outcomeCount(TransferId id) const { return int(outcomes.value(id).size()); }
    const Completed *completed(TransferId id) const { return outcome<Completed>(id); }
    bool cancelled(TransferId id) const { return outcome<Cancelled>(id) != nullptr; }
    /// Of the outcome; kind Abort, which no outcome has, if there is no error.
    TransferError error(TransferId id) const
    {
        TransferError none;
        none.kind = ErrorKind::Abort;
        const auto *error = outcome<TransferError>(id);
        return error ? *error : none;
    }

    bool waitForState(TransferId id, TransferState wanted) const
    {
        return QTest::qWaitFor([&] { return history.contains(id) && state(id) == wanted; }, patience);
    }
    bool waitForOutcome(TransferId id, int count = 1) const
    {
        return QTest::qWaitFor([&] { return outcomeCount(id) >= count; }, patience);
    }
    bool waitForOutcomes(const QList<TransferId> &ids) const
    {
        const auto ended = [this](TransferId id) { return outcomeCount(id) >= 1; };
        return QTest::qWaitFor([&] { return std::all_of(ids.begin(), ids.end(), ended); }, patience);
    }

    QHash<TransferId, QList<TransferSnapshot>> history;
    QHash<TransferId, QList<TransferOutcome>> outcomes;
    QHash<TransferId, QList<RetryNotice>> notices;
    QHash<TransferId, QList<TransferError>> saveFailures;
    QList<TransferId> gone;
    QList<Leftover> leftovers;
    int leftoverAnswers = 0;
    QList<StoreProblem> storeProblems;
    int idles = 0;
    QStringList faults; ///< broken promises; stays empty

private:
    template <typename Kind>
    const Kind *outcome(TransferId id) const
    {
        const auto it = outcomes.constFind(id);
        return it == outcomes.constEnd() ? nullptr : std::get_if<Kind>(&it->last());
    }

    void takeChanges(const QList<TransferSnapshot> &snapshots)
    {
        for (const TransferSnapshot &s : snapshots) {
            if (gone.contains(s.id))
                faults.append(QStringLiteral("%1 changed after it was removed").arg(s.id));
            if (s.bytesTotal >= 0 && s.bytesDone > s.bytesTotal)
                faults.append(QStringLiteral("%1 has more bytes than there are").arg(s.id));
            history[s.id].append(s);
        }
    }

    void takeNotice(TransferId id, const RetryNotice &notice)
    {
        notices[id].append(notice);
        if (last(id).attempts.isEmpty() || last(id).attempts.last().number < notice.attempt)
            faults.append(QStringLiteral("%1 is tried again before it failed").arg(id));
    }

    void takeOutcome(TransferId id, const TransferOutcome &outcome)
    {
        outcomes[id].append(outcome);
        const TransferSnapshot &s = last(id);
        if (!isFinal(s.state) && s.state != TransferState::Ready)
            faults.append(QStringLiteral("%1 ended in %2").arg(id).arg(QLatin1String(stateName(s.state))));
        if (outcomeCount(id) > s.attempt)
            faults.append(QStringLiteral("%1 ended twice").arg(id));
    }
};

} // namespace ferry
