#pragma once

#include "core/types/Destination.h"
#include "ui/settings/SettingsPage.h"

class QListWidget;
class QPushButton;
class QToolButton;

namespace ferry {
class Settings;
}

namespace ferry::ui {

/// The servers that files are sent to, in the order of the sidebar: add, change, remove, move. GUI thread.
class DestinationsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit DestinationsPage(Settings &settings, QWidget *parent = nullptr);

    QListWidget *list() const { return m_list; }
    QPushButton *addButton() const { return m_add; }
    void editCurrent();
    void removeCurrent();
    void moveCurrent(int by);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void read();
    void enableButtons();
    void edit(int row, const Destination &destination);

    Settings &m_settings;
    QListWidget *m_list = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
};

} // namespace ferry::ui
