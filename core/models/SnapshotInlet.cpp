#include "core/models/SnapshotInlet.h"

namespace ferry {

namespace {

/// A frame has 16 ms, and painting wants the most of them.
constexpr qint64 inletTurnMs = 5;
/// Items that are taken in without a look at the clock.
constexpr qsizetype partSize = 1000;
/// So few that the turn has room for more.
constexpr qsizetype shortList = 100;
/// While many come, sums and counts are told as often as the engine tells of what runs.
constexpr qint64 summaryMs = 100;

} // namespace

SnapshotInlet::SnapshotInlet(TransferModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &SnapshotInlet::pass);
}

void SnapshotInlet::apply(const QList<TransferSnapshot> &snapshots)
{
    if (isEmpty() && snapshots.size() <= shortList)
        return m_model.apply(snapshots);
    m_waiting.push_back({std::make_shared<const QList<TransferSnapshot>>(snapshots), {}});
    m_turn.start(0);
}

void SnapshotInlet::remove(const QList<TransferId> &ids)
{
    if (isEmpty())
        return m_model.remove(ids);
    m_waiting.push_back({std::make_shared<const QList<TransferSnapshot>>(), ids});
}

void SnapshotInlet::pass()
{
    QElapsedTimer clock;
    clock.start();
    while (!isEmpty() && clock.elapsed() < inletTurnMs)
        passPart(m_waiting.front());
    if (!isEmpty())
        m_turn.start(0);
    tellSummary();
}

void SnapshotInlet::tellSummary()
{
    const qint64 since = m_sinceSummary.isValid() ? m_sinceSummary.elapsed() : summaryMs;
    if (since >= summaryMs) {
        m_sinceSummary.start();
        m_model.tellSummary();
    } else if (isEmpty()) {
        m_turn.start(int(summaryMs - since));
    }
}

void SnapshotInlet::passPart(News &news)
{
    const qsizetype count = qMin(partSize, news.changed->size() - news.passed);
    m_model.applyPart(news.changed, news.passed, count);
    m_model.remove(news.removed);
    news.passed += count;
    if (news.passed == news.changed->size())
        m_waiting.pop_front();
}

} // namespace ferry
