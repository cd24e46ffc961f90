#include "ui/sheets/SignInDialog.h"

#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/HostText.h"
#include "ui/parts/Tone.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHostAddress>
#include <QLineEdit>
#include <QPushButton>
#include <QShowEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int longestRealm = 160;

/// What a server says is shown as one short line: it cannot draw, break or turn around what stands beside it.
QString oneLine(const QString &said)
{
    const QString words = harmless(said).simplified();
    return words.size() > longestRealm ? words.left(longestRealm) + u'…' : words;
}

/// Bytes to this computer itself pass nobody.
bool isLocal(const QUrl &origin)
{
    const QString host = origin.host();
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")) ||
           QHostAddress(host).isLoopback();
}

QString warningFor(const SignIn &where)
{
    if (where.origin.scheme() == QLatin1String("https") || isLocal(where.origin))
        return {};
    if (where.scheme.compare("Digest", Qt::CaseInsensitive) == 0)
        return SignInDialog::tr(
            "The connection is not encrypted. The password itself is not sent, but whoever sits on the way "
            "can read what is transferred, and try to guess it.");
    return SignInDialog::tr("The connection is not encrypted: whoever sits on the way can read the password.");
}

QLineEdit *makeField(const QString &text, QWidget *parent)
{
    auto *field = new QLineEdit(text, parent);
    field->setMinimumHeight(scaled(metrics::controlHeight));
    return field;
}

} // namespace

SignInDialog::SignInDialog(const SignIn &where, int items, const QString &user, QWidget *parent)
    : Notice(parent)
    , m_where(where)
    , m_warning(warningFor(where))
{
    setWindowTitle(tr("Sign in"));
    const QString host = hostText(where.origin.host(), where.origin.port()), realm = oneLine(where.realm);
    QString asks = where.proxy ? tr("The proxy asks for a name and a password.")
                               : tr("The server asks for a name and a password.");
    if (!realm.isEmpty())
        asks = where.proxy ? tr("The proxy asks for a name and a password, and calls itself “%1”.").arg(realm)
                           : tr("The server asks for a name and a password, and calls the place “%1”.").arg(realm);
    setHead(QStringLiteral("lock"), Tone::Accent,
            where.proxy ? tr("Sign in to the proxy %1").arg(host) : tr("Sign in to %1").arg(host), asks);
    bodyLayout()->addSpacing(metrics::space8);
    addFields(user);
    addNotes(items);
    bodyLayout()->addStretch(1);
    addButtons();
    if (where.tried)
        m_problem->setSentence(tr("The name and the password were not taken. Check both."));
    setMinimumWidth(scaled(400));
    fitHeight(scaled(480), scaled(260));
}

void SignInDialog::addField(QGridLayout *grid, const QString &label, QLineEdit *field, QWidget *beside,
                            FieldProblem *problem)
{
    const int row = grid->rowCount();
    auto *caption = new ToneLabel(label, Tone::Text, 13, QFont::Medium, this);
    caption->setMinimumHeight(scaled(metrics::controlHeight));
    caption->setBuddy(field);
    grid->addWidget(caption, row, 0, Qt::AlignTop);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::space4);
    line->addWidget(field, 1);
    if (beside)
        line->addWidget(beside);
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::space4);
    column->addLayout(line);
    column->addWidget(problem);
    grid->addLayout(column, row, 1);
}

void SignInDialog::addFields(const QString &user)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::space12);
    grid->setVerticalSpacing(metrics::space8);
    grid->setColumnMinimumWidth(0, scaled(72));
    grid->setColumnStretch(1, 1);
    m_user = makeField(user, this);
    m_userProblem = new FieldProblem(m_user, this);
    m_password = makeField({}, this);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase |
                                    Qt::ImhSensitiveData);
    m_problem = new FieldProblem(m_password, this);
    m_show = makeIconButton(QStringLiteral("eye"), tr("Show the password"), this);
    m_show->setCheckable(true);
    addField(grid, tr("Name"), m_user, nullptr, m_userProblem);
    addField(grid, tr("Password"), m_password, m_show, m_problem);
    bodyLayout()->addLayout(grid);
    connect(m_show, &QToolButton::toggled, m_password, [this](bool on) {
        m_password->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
        const QString name = on ? tr("Hide the password") : tr("Show the password");
        m_show->setToolTip(name);
        m_show->setAccessibleName(name);
    });
    for (QLineEdit *field : {m_user, m_password})
        connect(field, &QLineEdit::textEdited, this, [this] {
            m_userProblem->setSentence({});
            m_problem->setSentence({});
        });
}

void SignInDialog::addNotes(int items)
{
    if (!m_warning.isEmpty()) {
        auto *row = new QHBoxLayout;
        row->setSpacing(metrics::space8);
        auto *picture = new QLabel(this);
        picture->setPixmap(
            iconPixmap(QStringLiteral("problem"), metrics::iconSmall, toneColour(Tone::Warn), devicePixelRatioF()));
        auto *text = new ToneLabel(m_warning, Tone::Warn, 12, QFont::Medium, this);
        text->setWordWrap(true);
        row->addWidget(picture, 0, Qt::AlignTop);
        row->addWidget(text, 1);
        bodyLayout()->addSpacing(metrics::space4);
        bodyLayout()->addLayout(row);
        m_password->setAccessibleDescription(m_warning);
    }
    QString kept = tr("For this session only: Ferry keeps them in memory, and forgets them when it quits.");
    if (items > 1)
        kept = tr("%1 %2", "two sentences").arg(kept, tr("%n items wait for it.", nullptr, items));
    auto *note = new ToneLabel(kept, Tone::Secondary, 12, QFont::Normal, this);
    note->setWordWrap(true);
    bodyLayout()->addSpacing(metrics::space4);
    bodyLayout()->addWidget(note);
}

void SignInDialog::addButtons()
{
    auto *cancel = makeButton(tr("Cancel"), ButtonKind::Plain, this);
    m_signIn = makeButton(tr("Sign in"), ButtonKind::Primary, this);
    m_signIn->setDefault(true);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(cancel);
    footerLayout()->addWidget(m_signIn);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_signIn, &QPushButton::clicked, this, &SignInDialog::submit);
}

void SignInDialog::submit()
{
    const QString user = m_user->text();
    QString problem;
    if (user.isEmpty())
        problem = tr("There is no name. Write the one that you have at this server.");
    else if (user.contains(u':') && m_where.scheme.compare("Digest", Qt::CaseInsensitive) != 0)
        problem = tr("A name with a colon cannot be sent in this way (RFC 7617). Use another one.");
    m_userProblem->setSentence(problem);
    if (!problem.isEmpty()) {
        m_user->setFocus(Qt::TabFocusReason);
        return;
    }
    emit given(m_where, {user, m_password->text()});
    accept();
}

void SignInDialog::showEvent(QShowEvent *event)
{
    Notice::showEvent(event);
    if (!event->spontaneous())
        (m_user->text().isEmpty() ? m_user : m_password)->setFocus(Qt::TabFocusReason);
}

} // namespace ferry::ui
