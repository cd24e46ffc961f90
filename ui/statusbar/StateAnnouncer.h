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
    void reset();
    void look(int first, int last);

    TransferModel &m_model;
    QList<TransferState> m_states; ///< of each row, as last seen
};

} // namespace ferry::ui
