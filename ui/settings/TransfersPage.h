#pragma once

#include "ui/settings/SettingsPage.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class FieldProblem;

/// How many at once, how long to wait, and where to save. GUI thread.
class TransfersPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit TransfersPage(Settings &settings, QWidget *parent = nullptr);

    QComboBox *parallel() const { return m_parallel; }
    QSpinBox *timeout() const { return m_timeout; }
    QSpinBox *answerTimeout() const { return m_answerTimeout; }
    QLineEdit *folder() const { return m_folder; }
    FieldProblem *folderProblem() const { return m_folderProblem; }

private:
    void buildWaits();
    void buildFolder();
    void chooseFolder();
    void takeFolder(const QString &text);

    Settings &m_settings;
    QComboBox *m_parallel = nullptr;
    QSpinBox *m_timeout = nullptr;
    QSpinBox *m_answerTimeout = nullptr;
    QLineEdit *m_folder = nullptr;
    FieldProblem *m_folderProblem = nullptr;
};

} // namespace ferry::ui
