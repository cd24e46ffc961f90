#include "ui/settings/TransfersPage.h"

#include "core/engine/DownloadFolder.h"
#include "core/store/Settings.h"
#include "ui/look/Theme.h"
#include "ui/parts/Background.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/rates/RateBox.h"

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

QSpinBox *numberField(int least, int most, int value)
{
    auto *box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    box->setMinimumHeight(scaled(metrics::controlHeight));
    box->setFixedWidth(scaled(88));
    return box;
}

QSpinBox *secondsField(int most, int value)
{
    QSpinBox *box = numberField(1, most, value);
    box->setSuffix(TransfersPage::tr(" s", "seconds, after a number"));
    return box;
}

/// From 1 to `most`, after `none` if there is one.
QComboBox *countField(const QString &none, int most, int index)
{
    auto *box = new QComboBox;
    if (!none.isEmpty())
        box->addItem(none);
    for (int count = 1; count <= most; ++count)
        box->addItem(QString::number(count));
    box->setCurrentIndex(index);
    box->setMinimumHeight(scaled(metrics::controlHeight));
    box->setFixedWidth(scaled(none.isEmpty() ? 88 : 132));
    return box;
}

} // namespace

TransfersPage::TransfersPage(Settings &settings, QWidget *parent)
    : SettingsPage(tr("Transfers"), parent)
    , m_settings(settings)
{
    buildCounts();
    buildLimits();
    buildWaits();
    buildImages();
    buildFolder();
    connect(&settings, &Settings::changed, this, [this] {
        m_parallel->setCurrentIndex(m_settings.parallel() - 1);
        m_down->setRate(m_settings.downLimit());
        m_up->setRate(m_settings.upLimit());
    });
}

void TransfersPage::buildCounts()
{
    m_parallel = countField({}, 10, m_settings.parallel() - 1);
    addRow(tr("Running at once"), m_parallel, tr("From 1 to 10. Takes effect right away."));
    connect(m_parallel, &QComboBox::activated, this, [this](int index) { m_settings.setParallel(index + 1); });
    m_perHost = countField(tr("No limit"), 10, m_settings.perHost());
    addRow(tr("To one host"), m_perHost, tr("How many of them may run to the same host. Takes effect right away."));
    connect(m_perHost, &QComboBox::activated, this, [this](int index) { m_settings.setPerHost(index); });
    m_connections = countField(tr("Automatic"), 8, m_settings.connections());
    addRow(tr("Connections for a file"), m_connections,
           tr("Several fetch parts of one file, where the server allows it. Automatic: only where it helps."));
    connect(m_connections, &QComboBox::activated, this, [this](int index) { m_settings.setConnections(index); });
}

void TransfersPage::buildLimits()
{
    const auto make = [](const QString &name, qint64 rate) {
        auto *box = new RateBox;
        box->setAccessibleName(name);
        box->setFixedWidth(scaled(132));
        box->setRate(rate);
        return box;
    };
    m_down = make(tr("Speed limit of downloads"), m_settings.downLimit());
    m_up = make(tr("Speed limit of uploads"), m_settings.upLimit());
    addRow(tr("Download limit"), m_down);
    addRow(tr("Upload limit"), m_up,
           tr("For all transfers together, for example 500 kB/s or 1.5 MB/s. Takes effect right away."));
    connect(m_down, &RateBox::rateChosen, this,
            [this](qint64 rate) { m_settings.setLimits(rate, m_settings.upLimit()); });
    connect(m_up, &RateBox::rateChosen, this,
            [this](qint64 rate) { m_settings.setLimits(m_settings.downLimit(), rate); });
}

void TransfersPage::buildWaits()
{
    m_retries = numberField(0, 20, m_settings.retries());
    m_retries->setSpecialValueText(tr("None"));
    addRow(tr("Tries after a failure"), m_retries,
           tr("Made by itself, with a growing pause between them. An upload that the server may have taken is not sent "
              "twice, unless its destination allows it."));
    connect(m_retries, &QSpinBox::valueChanged, this, [this](int count) { m_settings.setRetries(count); });
    m_timeout = secondsField(60, m_settings.timeoutSeconds());
    m_answerTimeout = secondsField(3600, m_settings.answerTimeoutSeconds());
    addRow(tr("Timeout"), m_timeout, tr("Without a single byte. A transfer that moves never times out."));
    addRow(tr("Wait for the answer"), m_answerTimeout, tr("Up to 1 h, for servers that work on what they got."));
    connect(m_timeout, &QSpinBox::valueChanged, this, [this](int seconds) { m_settings.setTimeoutSeconds(seconds); });
    connect(m_answerTimeout, &QSpinBox::valueChanged, this,
            [this](int seconds) { m_settings.setAnswerTimeoutSeconds(seconds); });
}

void TransfersPage::buildImages()
{
    m_imageLimit = numberField(1, 100, m_settings.imageLimit());
    addRow(tr("Images at a time"), m_imageLimit, tr("The most images that one choice adds to an upload."));
    connect(m_imageLimit, &QSpinBox::valueChanged, this, [this](int count) { m_settings.setImageLimit(count); });
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
    m_whenTaken = new QComboBox;
    m_whenTaken->addItems({tr("Ask"), tr("Keep both"), tr("Skip")});
    m_whenTaken->setCurrentIndex(int(m_settings.whenTaken()));
    m_whenTaken->setMinimumHeight(scaled(metrics::controlHeight));
    m_whenTaken->setFixedWidth(scaled(132));
    addRow(tr("If the file exists"), m_whenTaken,
           tr("Save never replaces a file. Keep both: the new one gets the next free name. Skip: it stays ready to "
              "save."));
    connect(m_whenTaken, &QComboBox::activated, this, [this](int index) { m_settings.setWhenTaken(WhenTaken(index)); });
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
            makeDownloadFolder(path);
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
