#pragma once

#include <QToolButton>

namespace ferry::ui {

class LimitsMenu;

/// Says the speed limits in force, and opens the menu that changes or lifts them; not there while nothing is limited.
/// GUI thread.
class LimitsButton : public QToolButton
{
    Q_OBJECT

public:
    explicit LimitsButton(QWidget *parent = nullptr);

    void setLimits(qint64 down, qint64 up);
    bool isNeeded() const { return m_needed; }
    LimitsMenu *limits() const { return m_menu; }

private:
    LimitsMenu *m_menu;
    bool m_needed = false;
};

} // namespace ferry::ui
