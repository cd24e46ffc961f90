#pragma once

#include "core/models/TransferModel.h"

#include <deque>
#include <QElapsedTimer>
#include <QTimer>

namespace ferry {

/// Gives a model what the engine tells, in the order in which it was told, a few milliseconds' worth in each turn of
/// the loop: a hundred thousand items at once would hold up the window for as long as they take. What is short, as
/// nearly everything is, passes at once. GUI thread.
class SnapshotInlet : public QObject
{
    Q_OBJECT

public:
    explicit SnapshotInlet(TransferModel &model, QObject *parent = nullptr);

    bool isEmpty() const { return m_waiting.empty(); }

public slots:
    void apply(const QList<ferry::TransferSnapshot> &snapshots);
    void remove(const QList<ferry::TransferId> &ids);

private:
    /// One of the two.
    struct News
    {
        SharedSnapshots changed;
        QList<TransferId> removed;
        qsizetype passed = 0; ///< of the changed ones
    };

    void pass();
    void passPart(News &news);
    void tellSummary();

    TransferModel &m_model;
    std::deque<News> m_waiting;
    QTimer m_turn;
    QElapsedTimer m_sinceSummary;
};

} // namespace ferry
