#pragma once

#include "ui/settings/SettingsPage.h"

class QButtonGroup;
class QLineEdit;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class FieldProblem;

/// Which proxy new items take: the system's, none, or one with an address. A choice takes effect once it can; its
/// password is never kept. GUI thread.
class NetworkPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit NetworkPage(Settings &settings, QWidget *parent = nullptr);

    QButtonGroup *proxy() const { return m_proxy; } ///< ids are those of ProxyChoice::Kind
    QLineEdit *address() const { return m_address; }
    FieldProblem *problem() const { return m_problem; }

private:
    void choose(int kind);
    void takeAddress();

    Settings &m_settings;
    QButtonGroup *m_proxy = nullptr;
    QLineEdit *m_address = nullptr;
    FieldProblem *m_problem = nullptr;
};

} // namespace ferry::ui
