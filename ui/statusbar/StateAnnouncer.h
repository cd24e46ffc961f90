#pragma once

#include "core/models/TransferModel.h"

namespace ferry::ui {

/// Tells once when an item comes to an end or asks for something: done, refused, failed, unknown, ready. Progress is
/// not told. Reads the model's changes. GUI thread.
class StateAnnouncer : public QObject
{
    Q_OBJECT

public:
    explicit StateAnnouncer(TransferModel &model, QObject *parent = nullptr);

signals:
    void announced(const QString &sentence);

private:
    void look(int first, int last);

    TransferModel &m_model;
    QHash<TransferId, TransferState> m_states; ///< as last seen
};

} // namespace ferry::ui
