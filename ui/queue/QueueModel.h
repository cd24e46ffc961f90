#pragma once

#include "core/models/TransferFilterModel.h"

namespace ferry::ui {

/// The filter model with words for screen readers and tips added, which the core has no sentences for. GUI thread.
class QueueModel : public TransferFilterModel
{
    Q_OBJECT

public:
    using TransferFilterModel::TransferFilterModel;

    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace ferry::ui
