#pragma once

#include "ui/settings/SettingsPage.h"

class QButtonGroup;
class QCheckBox;
class QComboBox;

namespace ferry {
class Settings;
}

namespace ferry::ui {

/// Language, colour scheme, and what a saved file tells of itself. GUI thread.
class GeneralPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit GeneralPage(Settings &settings, QWidget *parent = nullptr);

    QComboBox *language() const { return m_language; }
    QButtonGroup *scheme() const { return m_scheme; }
    QCheckBox *noteOrigin() const { return m_noteOrigin; }

private:
    QComboBox *m_language;
    QButtonGroup *m_scheme;
    QCheckBox *m_noteOrigin;
};

} // namespace ferry::ui
