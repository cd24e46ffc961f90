#pragma once

#include "ui/settings/SettingsPage.h"

class QButtonGroup;
class QCheckBox;
class QLineEdit;

namespace ferry {
class Settings;
struct ProxyChoice;
} // namespace ferry

namespace ferry::ui {

class FieldProblem;

/// Which proxy new items take: the system's, none, or one with an address and the hosts that are reached without it. A
/// choice takes effect once it can; its password is never kept. And whether servers are offered HTTP/2. GUI thread.
class NetworkPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit NetworkPage(Settings &settings, QWidget *parent = nullptr);

    QButtonGroup *proxy() const { return m_proxy; } ///< ids are those of ProxyChoice::Kind
    QLineEdit *address() const { return m_address; }
    FieldProblem *problem() const { return m_problem; }
    QLineEdit *noProxyFor() const { return m_noProxyFor; }
    FieldProblem *noProxyForProblem() const { return m_noProxyForProblem; }
    QCheckBox *http2() const { return m_http2; }

private:
    void choose(int kind);
    void buildNoProxyFor(const ProxyChoice &now);
    void buildProtocol();
    void takeAddress();
    void takeNoProxyFor();

    Settings &m_settings;
    QButtonGroup *m_proxy = nullptr;
    QLineEdit *m_address = nullptr;
    FieldProblem *m_problem = nullptr;
    QLineEdit *m_noProxyFor = nullptr;
    FieldProblem *m_noProxyForProblem = nullptr;
    QCheckBox *m_http2 = nullptr;
};

} // namespace ferry::ui
