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
class RateBox;

/// How many at once, how often, how fast, how long to wait, and where to save. GUI thread.
class TransfersPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit TransfersPage(Settings &settings, QWidget *parent = nullptr);

    QComboBox *parallel() const { return m_parallel; }
    QComboBox *perHost() const { return m_perHost; }
    QComboBox *connections() const { return m_connections; }
    RateBox *downLimit() const { return m_down; }
    RateBox *upLimit() const { return m_up; }
    QSpinBox *imageLimit() const { return m_imageLimit; }
    QSpinBox *retries() const { return m_retries; }
    QSpinBox *timeout() const { return m_timeout; }
    QSpinBox *answerTimeout() const { return m_answerTimeout; }
    QLineEdit *folder() const { return m_folder; }
    QComboBox *whenTaken() const { return m_whenTaken; }
    FieldProblem *folderProblem() const { return m_folderProblem; }

private:
    void buildCounts();
    void buildLimits();
    void buildWaits();
    void buildImages();
    void buildFolder();
    void chooseFolder();
    void takeFolder(const QString &text);

    Settings &m_settings;
    QComboBox *m_parallel = nullptr;
    QComboBox *m_perHost = nullptr;
    QComboBox *m_connections = nullptr;
    RateBox *m_down = nullptr;
    RateBox *m_up = nullptr;
    QSpinBox *m_retries = nullptr;
    QSpinBox *m_timeout = nullptr;
    QSpinBox *m_answerTimeout = nullptr;
    QSpinBox *m_imageLimit = nullptr;
    QLineEdit *m_folder = nullptr;
    QComboBox *m_whenTaken = nullptr;
    FieldProblem *m_folderProblem = nullptr;
};

} // namespace ferry::ui
