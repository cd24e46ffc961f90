#pragma once

#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SettingsPage.h"

class QCheckBox;
class QPushButton;
class QToolButton;

namespace ferry::ui {

class FieldProblem;
class ToneLabel;

/// The built-in developer server: on or off, its address, its folder. GUI thread.
class DevServerPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit DevServerPage(QWidget *parent = nullptr);

    void setStatus(const DevServerStatus &status);
    QCheckBox *toggle() const { return m_on; }
    /// What is to be known where its address is shown; empty if it has its usual port.
    static QString portNote(const DevServerStatus &status);

signals:
    void wanted(bool on);
    void openFolderRequested(const QString &directory);

private:
    DevServerStatus m_status;
    QCheckBox *m_on = nullptr;
    FieldProblem *m_problem = nullptr;
    ToneLabel *m_address = nullptr;
    ToneLabel *m_portNote = nullptr;
    QToolButton *m_copy = nullptr;
    ToneLabel *m_folder = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace ferry::ui
