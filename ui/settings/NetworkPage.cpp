#include "ui/settings/NetworkPage.h"

#include "core/store/Settings.h"
#include "ui/look/Theme.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/Tone.h"
#include "ui/settings/ProxyAddress.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ferry::ui {

NetworkPage::NetworkPage(Settings &settings, QWidget *parent)
    : SettingsPage(tr("Network"), parent)
    , m_settings(settings)
    , m_proxy(new QButtonGroup(this))
{
    const ProxyChoice now = settings.proxy();
    auto *choices = new QWidget;
    auto *column = new QVBoxLayout(choices);
    column->setContentsMargins(0, 5, 0, 0);
    column->setSpacing(metrics::space8);
    const std::pair<ProxyChoice::Kind, QString> kinds[] = {{ProxyChoice::System, tr("As the system")},
                                                           {ProxyChoice::None, tr("None")},
                                                           {ProxyChoice::Explicit, tr("This address:")}};
    for (const auto &[kind, text] : kinds) {
        auto *radio = new QRadioButton(text, choices);
        radio->setChecked(now.kind == kind);
        m_proxy->addButton(radio, int(kind));
        column->addWidget(radio, 0, Qt::AlignLeft);
    }
    m_address = new QLineEdit(now.kind == ProxyChoice::Explicit ? now.url.toString() : QString(), choices);
    m_address->setMinimumHeight(scaled(metrics::controlHeight));
    m_address->setPlaceholderText(tr("http://proxy.example:8080"));
    m_address->setAccessibleName(tr("Address of the proxy"));
    m_address->setEnabled(now.kind == ProxyChoice::Explicit);
    m_problem = new FieldProblem(m_address, choices);
    auto *hint = new ToneLabel(tr("Begins with http, https, socks5 (names are looked up here) or socks5h (names are "
                                  "looked up by the proxy). A user name may stand in it; a password is not kept: Ferry "
                                  "asks for it when the proxy does."),
                               Tone::Secondary, 12);
    hint->setWordWrap(true);
    // Below its button's word, not its circle.
    auto *below = new QVBoxLayout;
    below->setContentsMargins(scaled(26), 0, 0, 0);
    below->setSpacing(metrics::space4);
    for (QWidget *part : std::initializer_list<QWidget *>{m_address, m_problem, hint})
        below->addWidget(part);
    column->addLayout(below);
    addRow(tr("Proxy"), choices, {}, m_proxy->checkedButton());
    buildNoProxyFor(now);
    auto *about =
        new ToneLabel(tr("The system's is what http_proxy, https_proxy, all_proxy and no_proxy say, and where they "
                         "say nothing, the desktop. The choice is for new items; those in the queue keep the proxy "
                         "with which they were added. If a proxy fails, Ferry says so and never goes around it."),
                      Tone::Secondary, 12);
    about->setWordWrap(true);
    rows()->addWidget(about);
    buildProtocol();

    connect(m_proxy, &QButtonGroup::idToggled, this, [this](int kind, bool on) {
        if (on)
            choose(kind);
    });
    connect(m_address, &QLineEdit::textEdited, this, [this] { m_problem->setSentence({}); });
    connect(m_address, &QLineEdit::editingFinished, this, &NetworkPage::takeAddress);
}

void NetworkPage::buildNoProxyFor(const ProxyChoice &now)
{
    auto *field = new QWidget;
    auto *stack = new QVBoxLayout(field);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(metrics::space4);
    // Kept while the choice is another one, and there again with it.
    m_noProxyFor = new QLineEdit(m_settings.noProxyFor(), field);
    m_noProxyFor->setMinimumHeight(scaled(metrics::controlHeight));
    m_noProxyFor->setPlaceholderText(tr("lab.example, 192.168.0.0/16"));
    m_noProxyFor->setEnabled(now.kind == ProxyChoice::Explicit);
    m_noProxyFor->setAccessibleName(tr("No proxy for"));
    m_noProxyForProblem = new FieldProblem(m_noProxyFor, field);
    stack->addWidget(m_noProxyFor);
    stack->addWidget(m_noProxyForProblem);
    addRow(tr("No proxy for"), field,
           tr("Hosts, each with all below it, addresses and networks, with commas between them. Only for a proxy that "
              "is named here."),
           m_noProxyFor);
    connect(m_noProxyFor, &QLineEdit::textEdited, this, [this] { m_noProxyForProblem->setSentence({}); });
    connect(m_noProxyFor, &QLineEdit::editingFinished, this, &NetworkPage::takeNoProxyFor);
}

void NetworkPage::buildProtocol()
{
    m_http2 = new QCheckBox(tr("Offer HTTP/2 for downloads with https"));
    m_http2->setChecked(m_settings.http2());
    m_http2->setMinimumHeight(scaled(metrics::controlHeight));
    addRow(tr("Protocol"), m_http2,
           tr("For a server that needs it or does better with it. Counts for what begins from now on."));
    connect(m_http2, &QCheckBox::toggled, this, [this](bool on) { m_settings.setHttp2(on); });
}

void NetworkPage::choose(int kind)
{
    const bool address = kind == ProxyChoice::Explicit;
    m_address->setEnabled(address);
    m_noProxyFor->setEnabled(address);
    if (!address) {
        m_problem->setSentence({});
        m_noProxyForProblem->setSentence({});
        m_settings.setProxy({ProxyChoice::Kind(kind), {}});
        return;
    }
    if (!m_address->text().trimmed().isEmpty())
        takeAddress();
    // Arrow keys go through the choices without leaving them.
    if (!m_proxy->checkedButton()->hasFocus() || m_proxy->checkedButton()->underMouse())
        m_address->setFocus(Qt::OtherFocusReason);
}

void NetworkPage::takeAddress()
{
    if (m_proxy->checkedId() != ProxyChoice::Explicit)
        return;
    const QUrl url = proxyFromText(m_address->text());
    const QString problem = proxyProblem(url);
    m_problem->setSentence(problem.isEmpty()
                               ? QString()
                               : tr("%1 Until then the earlier choice stays in use.", "a sentence").arg(problem));
    if (!problem.isEmpty())
        return;
    m_address->setText(url.toString());
    m_settings.setProxy({ProxyChoice::Explicit, url, m_settings.noProxyFor()});
}

void NetworkPage::takeNoProxyFor()
{
    const QString list = hostListFromText(m_noProxyFor->text());
    const QString problem = hostListProblem(list);
    m_noProxyForProblem->setSentence(
        problem.isEmpty() ? QString() : tr("%1 Until then the earlier list stays in use.", "a sentence").arg(problem));
    if (!problem.isEmpty())
        return;
    m_noProxyFor->setText(list);
    m_settings.setNoProxyFor(list);
}

} // namespace ferry::ui
