#pragma once

#include "core/models/TransferModel.h"

class QWidget;

namespace ferry::ui {

/// Draws attention to the window, in the way of the desktop, when the last transfer has ended and the person is in
/// another program. GUI thread.
class AllDoneAlert : public QObject
{
    Q_OBJECT

public:
    /// The window is the parent.
    AllDoneAlert(const TransferModel &model, QWidget &window);

signals:
    void alerted();

private:
    void look();
    /// Something will go on by itself.
    bool isWaiting() const;

    const TransferModel &m_model;
    QWidget &m_window;
    bool m_moving = false; ///< something was, and not all of it has ended since
};

} // namespace ferry::ui
