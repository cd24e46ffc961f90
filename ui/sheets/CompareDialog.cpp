#include "ui/sheets/CompareDialog.h"

#include "core/engine/FileChecksum.h"
#include "core/types/ErrorText.h"
#include "ui/details/Verdict.h"
#include "ui/details/VerdictView.h"
#include "ui/look/Theme.h"
#include "ui/parts/Background.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/statusbar/Announce.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShowEvent>

namespace ferry::ui {

namespace {

/// As people write it: "SHA-256", "MD5".
QString algorithmName(const QByteArray &algorithm)
{
    const QString name = QString::fromLatin1(algorithm).toUpper();
    return name.startsWith(QLatin1String("SHA")) ? QStringLiteral("SHA-") + name.mid(3) : name;
}

} // namespace

CompareDialog::CompareDialog(const TransferSnapshot &s, QWidget *parent)
    : Notice(parent)
    , m_name(s.name)
    , m_path(s.savedPath.isEmpty() ? s.tempPath : s.savedPath)
    , m_sha256(s.sha256)
{
    setWindowTitle(tr("Compare a checksum"));
    setHead(
        QStringLiteral("info"), Tone::Accent, tr("Is “%1” what it should be?").arg(m_name),
        tr("Paste the checksum that its maker names: SHA-256, SHA-1, SHA-512 or MD5. A whole line of a list will do."));
    bodyLayout()->addSpacing(metrics::space8);
    addField();
    bodyLayout()->addStretch(1);
    auto *close = makeButton(tr("Close"), ButtonKind::Primary, this);
    close->setDefault(true);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(close);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumWidth(scaled(420));
    fitHeight(scaled(560), scaled(320));
}

CompareDialog::~CompareDialog()
{
    if (m_stop)
        *m_stop = true;
}

void CompareDialog::addField()
{
    m_field = new QPlainTextEdit(this);
    m_field->setFont(codeFont());
    m_field->setTabChangesFocus(true);
    m_field->setAccessibleName(tr("Checksum"));
    m_field->document()->setDocumentMargin(6);
    m_field->setFixedHeight(QFontMetrics(codeFont()).lineSpacing() * 3 + 18);
    bodyLayout()->addWidget(new BoxFrame(m_field, BoxFrame::Kind::Input, this));
    bodyLayout()->addSpacing(metrics::space4);
    m_banner = new VerdictBanner(this);
    bodyLayout()->addWidget(m_banner);
    connect(m_field, &QPlainTextEdit::textChanged, this, &CompareDialog::compare);
    compare();
}

QString CompareDialog::sentence() const
{
    return m_banner->accessibleName();
}

void CompareDialog::compare()
{
    if (m_stop)
        *m_stop = true;
    const QString text = m_field->toPlainText();
    if (text.trimmed().isEmpty())
        return say(Result::Nothing, Tone::Secondary, QStringLiteral("minus"), tr("Nothing to compare with yet."));
    const std::optional<ExpectedChecksum> expected = checksumFromText(text, m_name);
    if (!expected)
        return say(Result::NoChecksum, Tone::Warn, QStringLiteral("problem"), tr("There is no checksum in this."),
                   tr("It has 64 digits for SHA-256, 40 for SHA-1, 128 for SHA-512, 32 for MD5."));
    if (expected->algorithm == "sha256" && !m_sha256.isEmpty())
        return judge(*expected, m_sha256);
    hash(*expected);
}

void CompareDialog::hash(const ExpectedChecksum &expected)
{
    say(Result::Comparing, Tone::Accent, QStringLiteral("clock"), tr("Reading the file…"));
    const auto stop = std::make_shared<std::atomic_bool>(false);
    m_stop = stop;
    runInBackground(
        this, [path = m_path, algorithm = expected.algorithm, stop] { return checksumOfFile(path, algorithm, *stop); },
        [this, expected, stop](const FileChecksum &sum) {
            if (*stop)
                return;
            if (sum.error)
                say(Result::Unreadable, Tone::Bad, QStringLiteral("failed"), tr("The file cannot be read."),
                    sum.error->detail);
            else if (sum.hex.isEmpty())
                say(Result::Unreadable, Tone::Bad, QStringLiteral("failed"),
                    tr("This computer does not compute %1.").arg(algorithmName(expected.algorithm)));
            else
                judge(expected, sum.hex);
        });
}

void CompareDialog::judge(const ExpectedChecksum &expected, const QByteArray &hex)
{
    const QString name = algorithmName(expected.algorithm);
    if (hex == expected.hex)
        say(Result::Same, Tone::Ok, QStringLiteral("done"), tr("It matches: the %1 is the same.").arg(name));
    else
        say(Result::Different, Tone::Bad, QStringLiteral("failed"), tr("It does not match. Do not use the file."),
            tr("Its %1 is %2.").arg(name, QString::fromLatin1(hex)));
}

void CompareDialog::say(Result result, Tone tone, const QString &icon, const QString &title, const QString &text)
{
    m_result = result;
    m_banner->setVerdict({tone, icon, title, text});
    if (result == Result::Nothing || result == Result::Comparing)
        return;
    announce(m_banner, title);
    emit compared();
}

void CompareDialog::showEvent(QShowEvent *event)
{
    Notice::showEvent(event);
    if (!event->spontaneous())
        m_field->setFocus(Qt::TabFocusReason);
}

} // namespace ferry::ui
