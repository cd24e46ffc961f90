#include "ui/statusbar/StateAnnouncer.h"

#include "ui/queue/RowText.h"

namespace ferry::ui {

namespace {

bool isNews(const TransferSnapshot &s)
{
    const bool heldByFerry = s.state == TransferState::Paused && s.error;
    return heldByFerry || s.state == TransferState::Ready || (isFinal(s.state) && s.state != TransferState::Cancelled);
}

} // namespace

StateAnnouncer::StateAnnouncer(TransferModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(&model, &TransferModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { look(first.row(), last.row()); });
    connect(&model, &TransferModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { m_states.remove(first, last - first + 1); });
    connect(&model, &TransferModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        for (int row = first; row <= last; ++row) // the model adds at its end alone
            m_states.append(m_model.snapshotAt(row).state);
    });
    connect(&model, &TransferModel::modelReset, this, &StateAnnouncer::reset);
    reset();
}

void StateAnnouncer::reset()
{
    m_states.clear();
    for (int row = 0; row < m_model.rowCount(); ++row)
        m_states.append(m_model.snapshotAt(row).state);
}

void StateAnnouncer::look(int first, int last)
{
    QStringList news;
    QSet<QString> words;
    for (int row = first; row <= last; ++row) {
        const TransferSnapshot &s = m_model.snapshotAt(row);
        if (std::exchange(m_states[row], s.state) == s.state)
            continue;
        if (!isNews(s))
            continue;
        const QString word = rowText(s, s.stateSince).word;
        words.insert(word);
        news << tr("%1: %2", "name, state").arg(shownName(s), word);
    }
    if (news.size() == 1)
        emit announced(news.first());
    else if (words.size() == 1)
        emit announced(tr("%Ln item(s): %1", "state", int(news.size())).arg(*words.constBegin()));
    else if (!news.isEmpty())
        emit announced(tr("%Ln item(s) came to an end.", nullptr, int(news.size())));
}

} // namespace ferry::ui
