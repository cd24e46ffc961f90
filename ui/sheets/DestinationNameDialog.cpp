#include "ui/sheets/DestinationNameDialog.h"

#include "core/types/HostAndPort.h"
#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/ForeignText.h"
#include "ui/sheets/SecretWords.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QShowEvent>

namespace ferry::ui {

namespace {

/// As much of a name as a button has room for; an "&" in it is no mnemonic.
QString onButton(const QString &name, const QPushButton &button)
{
    QString text = button.fontMetrics().elidedText(harmless(name), Qt::ElideMiddle, scaled(200));
    return text.replace(u'&', QLatin1String("&&"));
}

} // namespace

DestinationNameDialog::DestinationNameDialog(const QUrl &address, const QString &name, const QList<Destination> &others,
                                             QWidget *parent)
    : Notice(parent)
    , m_others(others)
{
    setWindowTitle(tr("Save as destination"));
    QString kept = tr("It stands in the sidebar then, and files can be dropped on it. Secrets are not kept with it.");
    if (const QString secrets = secretsNotKept(address); !secrets.isEmpty())
        kept = tr("%1 %2", "two sentences").arg(kept, secrets);
    setHead(QStringLiteral("upload"), Tone::Accent, tr("Save %1 as a destination", "a host").arg(hostAndPort(address)),
            kept);
    bodyLayout()->addSpacing(metrics::space8);
    addField(name);
    bodyLayout()->addStretch(1);
    addButtons();
    follow();
    setMinimumWidth(scaled(420));
    fitHeight(scaled(520), scaled(220));
}

void DestinationNameDialog::addField(const QString &name)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::space12);
    grid->setVerticalSpacing(metrics::space4);
    grid->setColumnMinimumWidth(0, scaled(72));
    grid->setColumnStretch(1, 1);
    m_name = new QLineEdit(name, this);
    m_name->setMinimumHeight(scaled(metrics::controlHeight));
    m_name->setAccessibleName(tr("Name"));
    m_problem = new FieldProblem(m_name, this);
    auto *caption = new ToneLabel(tr("Name"), Tone::Text, 13, QFont::Medium, this);
    caption->setMinimumHeight(scaled(metrics::controlHeight));
    caption->setBuddy(m_name);
    grid->addWidget(caption, 0, 0, Qt::AlignTop);
    grid->addWidget(m_name, 0, 1);
    grid->addWidget(m_problem, 1, 1);
    bodyLayout()->addLayout(grid);
    connect(m_name, &QLineEdit::textChanged, this, &DestinationNameDialog::follow);
    connect(m_name, &QLineEdit::returnPressed, this, [this] {
        if (replaced())
            m_save->setFocus(Qt::TabFocusReason); // where a second Enter says it
    });
}

void DestinationNameDialog::addButtons()
{
    auto *cancel = makeButton(tr("Cancel"), ButtonKind::Plain, this);
    m_save = makeButton({}, ButtonKind::Primary, this);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(cancel);
    footerLayout()->addWidget(m_save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &DestinationNameDialog::submit);
}

/// The other destination of the name that stands in the field; null if there is none.
const Destination *DestinationNameDialog::replaced() const
{
    const auto same =
        std::find_if(m_others.begin(), m_others.end(),
                     [name = m_name->text().trimmed()](const Destination &other) { return other.name == name; });
    return same == m_others.end() ? nullptr : &*same;
}

/// What is said, and what the button does, follow the name.
void DestinationNameDialog::follow()
{
    const Destination *other = replaced();
    m_problem->setSentence(
        other ? tr("Another destination has this name, at %1. Write another name, or replace it.", "a host")
                    .arg(hostAndPort(other->url))
              : QString());
    m_save->setText(other ? tr("Replace “%1”").arg(onButton(other->name, *m_save)) : tr("Save the destination"));
    setButtonKind(m_save, other ? ButtonKind::Destructive : ButtonKind::Primary);
    m_save->setDefault(!other);
}

void DestinationNameDialog::submit()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_problem->setSentence(tr("The destination has no name."));
        m_name->setFocus(Qt::TabFocusReason);
        return;
    }
    emit named(name);
    accept();
}

void DestinationNameDialog::showEvent(QShowEvent *event)
{
    Notice::showEvent(event);
    if (!event->spontaneous())
        m_name->setFocus(Qt::TabFocusReason);
}

} // namespace ferry::ui
