#include "ui/sheets/IdentityField.h"

#include "core/engine/RequestCheck.h"
#include "ui/look/Theme.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/Tone.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace ferry::ui {

IdentityField::IdentityField(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_parts(new QWidget(this))
    , m_appId(new QLineEdit(m_parts))
    , m_version(new QLineEdit(QStringLiteral("0"), m_parts))
    , m_referer(new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, this))
    , m_problem(new FieldProblem(m_appId, this))
{
    m_kind->addItems({tr("None, no Referer is sent"), tr("Mini-program")});
    m_kind->setAccessibleName(tr("Identity"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(12);
    m_appId->setPlaceholderText(tr("App id"));
    m_appId->setAccessibleName(tr("App id"));
    auto *version = new ToneLabel(tr("Version"), Tone::Secondary, 12, QFont::Normal, m_parts);
    version->setBuddy(m_version);
    m_version->setAccessibleName(version->text());
    m_version->setToolTip(tr("0 is the development build."));
    m_version->setFixedWidth(scaled(88));
    m_referer->setWordWrap(true);

    auto *parts = new QHBoxLayout(m_parts);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(metrics::space8);
    parts->addWidget(m_appId, 1);
    parts->addWidget(version);
    parts->addWidget(m_version);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space8);
    layout->addWidget(m_kind);
    layout->addWidget(m_parts);
    layout->addWidget(m_problem);
    layout->addWidget(m_referer);

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showParts();
        emit edited();
    });
    for (QLineEdit *edit : {m_appId, m_version}) {
        connect(edit, &QLineEdit::textChanged, this, [this] {
            m_problem->setSentence({});
            showParts();
            emit edited();
        });
        connect(edit, &QLineEdit::editingFinished, this, &IdentityField::left);
    }
    showParts();
}

std::optional<Identity> IdentityField::identity() const
{
    if (m_kind->currentIndex() == 0)
        return {};
    return Identity{m_appId->text().trimmed(), m_version->text().trimmed()};
}

void IdentityField::setIdentity(const std::optional<Identity> &identity)
{
    m_kind->setCurrentIndex(identity ? 1 : 0);
    m_appId->setText(identity ? identity->appId : QString());
    m_version->setText(identity ? identity->version : QStringLiteral("0"));
    m_problem->setSentence({});
    showParts();
}

QStringList IdentityField::texts() const
{
    return {m_kind->currentText(), m_appId->text(), m_version->text()};
}

QLineEdit *IdentityField::faultyPart() const
{
    DownloadRequest probe; // with this app id, and a version that is one
    probe.url = QUrl(QStringLiteral("http://localhost/"));
    probe.options.identity = Identity{m_appId->text().trimmed()};
    const QList<RequestProblem> problems = checkRequest(probe);
    const bool isAppId = std::any_of(problems.begin(), problems.end(), [](const RequestProblem &problem) {
        return problem.field == RequestField::Identity;
    });
    return isAppId ? m_appId : m_version;
}

void IdentityField::showParts()
{
    const bool on = m_kind->currentIndex() == 1;
    if (on)
        m_problem->setField(faultyPart());
    m_parts->setVisible(on);
    m_referer->setVisible(on && !m_appId->text().isEmpty());
    m_referer->setText(tr("Referer: %1")
                           .arg(QStringLiteral("https://servicewechat.com/%1/%2/page-frame.html")
                                    .arg(m_appId->text(), m_version->text())));
    if (!on)
        m_problem->setSentence({});
}

} // namespace ferry::ui
