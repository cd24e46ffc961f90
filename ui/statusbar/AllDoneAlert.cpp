#include "ui/statusbar/AllDoneAlert.h"

#include <QApplication>
#include <QWidget>

namespace ferry::ui {

AllDoneAlert::AllDoneAlert(const TransferModel &model, QWidget &window)
    : QObject(&window)
    , m_model(model)
    , m_window(window)
{
    connect(&model, &TransferModel::summaryChanged, this, &AllDoneAlert::look);
}

void AllDoneAlert::look()
{
    if (m_model.count(TransferFilter::Active) > 0)
        m_moving = true;
    if (!m_moving || m_model.count(TransferFilter::Active) > 0 || isWaiting())
        return;
    m_moving = false;
    if (QApplication::activeWindow())
        return;
    QApplication::alert(&m_window);
    emit alerted();
}

/// What is held is not: it ends no sooner for being waited for.
bool AllDoneAlert::isWaiting() const
{
    if (m_model.count(TransferFilter::Waiting) == 0)
        return false;
    for (int row = m_model.rowCount() - 1; row >= 0; --row) { // the newest are the last
        const TransferState state = m_model.snapshotAt(row).state;
        if (state == TransferState::Queued || state == TransferState::Waiting)
            return true;
    }
    return false;
}

} // namespace ferry::ui
