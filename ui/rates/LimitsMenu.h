#pragma once

#include <QMenu>

namespace ferry::ui {

class RateMenu;

/// The limits of all transfers together: down, up, and lifting both. GUI thread.
class LimitsMenu : public QMenu
{
    Q_OBJECT

public:
    explicit LimitsMenu(QWidget *parent = nullptr);

    /// Those in force; bytes a second, 0 none.
    void setLimits(qint64 down, qint64 up);
    RateMenu *down() const { return m_downMenu; }
    RateMenu *up() const { return m_upMenu; }
    QAction *lift() const { return m_lift; }

signals:
    void chosen(qint64 down, qint64 up);

private:
    QWidget *dialogParent() const;

    RateMenu *m_downMenu;
    RateMenu *m_upMenu;
    QAction *m_lift;
    qint64 m_down = 0;
    qint64 m_up = 0;
};

} // namespace ferry::ui
