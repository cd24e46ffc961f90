#include "ui/settings/TransfersPage.h"

#include "core/store/Settings.h"
#include "ui/look/Theme.h"
#include "ui/parts/Background.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

QSpinBox *secondsField(int most, int value)
{
    auto *box = new QSpinBox;
    box->setRange(1, most);
    box->setSuffix(TransfersPage::tr(" s", "seconds, after a number"));
    box->setValue(value);
    box->setMinimumHeight(scaled(metrics::controlHeight));
    box->setFixedWidth(scaled(88));
    return box;
}

} // namespace

TransfersPage::TransfersPage(Settings &settings, QWidget *parent)
    : SettingsPage(tr("Transfers"), parent)
    , m_settings(settings)
{
    m_parallel = new QComboBox;
    for (int count = 1; count <= 10; ++count)
        m_parallel->addItem(QString::number(count));
    m_parallel->setCurrentIndex(settings.parallel() - 1);
    m_parallel->setMinimumHeight(scaled(metrics::controlHeight));
    m_parallel->setFixedWidth(scaled(88));
    addRow(tr("Running at once"), m_parallel, tr("From 1 to 10, to one host too. Takes effect right away."));
    connect(m_parallel, &QComboBox::activated, this, [this](int index) { m_settings.setParallel(index + 1); });
    connect(&settings, &Settings::changed, this, [this] { m_parallel->setCurrentIndex(m_settings.parallel() - 1); });
    buildWaits();
    buildFolder();
}

void TransfersPage::buildWaits()
{
    m_timeout = secondsField(60, m_settings.timeoutSeconds());
    m_answerTimeout = secondsField(3600, m_settings.answerTimeoutSeconds());
    addRow(tr("Timeout"), m_timeout, tr("Without a single byte. A transfer that moves never times out."));
    addRow(tr("Wait for the answer"), m_answerTimeout, tr("Up to 1 h, for servers that work on what they got."));
    connect(m_timeout, &QSpinBox::valueChanged, this, [this](int seconds) { m_settings.setTimeoutSeconds(seconds); });
    connect(m_answerTimeout, &QSpinBox::valueChanged, this, [this](int seconds) { m_settings.setAnswerTimeoutSeconds(seconds); });
}

void TransfersPage::buildFolder()
{
    auto *field = new QWidget;
    auto *stack = new QVBoxLayout(field);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(metrics::space4);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space8);
    m_folder = new QLineEdit(QDir::toNativeSeparators(m_settings.saveDirectory()), field);
    m_folder->setAccessibleName(tr("Save to"));
    m_folder->setMinimumHeight(scaled(metrics::controlHeight));
    auto *choose = makeButton(tr("Choose…"), ButtonKind::Plain, field);
    row->addWidget(m_folder, 1);
    row->addWidget(choose);
    m_folderProblem = new FieldProblem(m_folder, field);
    stack->addLayout(row);
    stack->addWidget(m_folderProblem);
    addRow(tr("Save to"), field, {}, m_folder);
    connect(choose, &QPushButton::clicked, this, &TransfersPage::chooseFolder);
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_folderProblem->setSentence({}); });
    connect(m_folder, &QLineEdit::editingFinished, this, [this] { takeFolder(m_folder->text()); });
}

void TransfersPage::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Save to"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_folder->setText(QDir::toNativeSeparators(path));
        takeFolder(path);
    });
    dialog->open();
}

void TransfersPage::takeFolder(const QString &text)
{
    const QString path = QDir::fromNativeSeparators(text.trimmed());
    if (path == m_settings.saveDirectory()) {
        m_folderProblem->setSentence({});
        return;
    }
    runInBackground(
        this,
        [path] {
            const QFileInfo info(path);
            return info.isAbsolute() && info.isDir() && info.isWritable();
        },
        [this, path](bool good) {
            if (good)
                m_settings.setSaveDirectory(path);
            m_folderProblem->setSentence(
                good ? QString() : tr("Files cannot be saved there. Name an existing folder that you may write to."));
        });
}

} // namespace ferry::ui
