#pragma once

#include "core/models/TransferFilterModel.h"

#include <functional>

namespace ferry::ui {

/// The filter model with words for screen readers and tips added, which the core has no sentences for. GUI thread.
class QueueModel : public TransferFilterModel
{
    Q_OBJECT

public:
    using TransferFilterModel::TransferFilterModel;

    QVariant data(const QModelIndex &index, int role) const override;

    /// Those that fit of all items which the person has not taken away, whatever the filter and the search say. Linear.
    QList<TransferSnapshot> itemsWhere(const std::function<bool(const TransferSnapshot &)> &fits) const;
};

} // namespace ferry::ui
