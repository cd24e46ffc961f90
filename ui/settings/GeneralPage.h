#pragma once

#include "ui/settings/SettingsPage.h"

class QButtonGroup;
class QComboBox;

namespace ferry {
class Settings;
}

namespace ferry::ui {

/// Language and colour scheme. GUI thread.
class GeneralPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit GeneralPage(Settings &settings, QWidget *parent = nullptr);

    QComboBox *language() const { return m_language; }
    QButtonGroup *scheme() const { return m_scheme; }

private:
    QComboBox *m_language;
    QButtonGroup *m_scheme;
};

} // namespace ferry::ui
