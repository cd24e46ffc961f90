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

    explicit EngineProbe(TransferEngine &engine);
    ~EngineProbe() override;

    const TransferSnapshot &last(TransferId id) const;
    TransferState state(TransferId id) const;
    int noticeCount(TransferId id) const;
    int outcomeCount(TransferId id) const;
    const Completed *completed(TransferId id) const;
    bool cancelled(TransferId id) const;
    /// Of the outcome; kind Abort, which no outcome has, if there is no error.
    TransferError error(TransferId id) const;

    bool waitForState(TransferId id, TransferState wanted) const;
    bool waitForOutcome(TransferId id, int count = 1) const;
    bool waitForOutcomes(const QList<TransferId> &ids) const;

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
    const Kind *outcome(TransferId id) const;
    void takeChanges(const QList<TransferSnapshot> &snapshots);
    void takeNotice(TransferId id, const RetryNotice &notice);
    void takeOutcome(TransferId id, const TransferOutcome &outcome);
};

} // namespace ferry
