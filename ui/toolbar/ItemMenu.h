#pragma once

#include "core/types/TransferState.h"

#include <optional>
#include <QMenu>

namespace ferry::ui {

class RateMenu;
class WindowActions;
struct Fitting;

/// The menu of the selected items: what fits them, and nothing else. GUI thread; deletes itself when it is closed.
class ItemMenu : public QMenu
{
    Q_OBJECT

public:
    /// rate: the limit that all of them have; -1: they differ. priority: the same.
    ItemMenu(const WindowActions &actions, const Fitting &fitting, qint64 rate, std::optional<Priority> priority,
             QWidget *parent);

    RateMenu *rates() const { return m_rates; }

signals:
    void rateChosen(qint64 bytesPerSecond);
    void otherRateWanted(qint64 bytesPerSecondNow);

private:
    void offer(QAction *action, bool fits);
    void addLine(const WindowActions &actions, std::optional<Priority> priority);

    RateMenu *m_rates = nullptr;
};

} // namespace ferry::ui
