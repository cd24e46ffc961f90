#include "ui/settings/DevServerPage.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/Tone.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

QString DevServerPage::portNote(const DevServerStatus &status)
{
    if (!status.running || status.takenPort == 0)
        return {};
    return tr("Port %1, its usual one, is in use by another program. Links from earlier do not lead here.")
        .arg(QString::number(status.takenPort));
}

DevServerPage::DevServerPage(QWidget *parent)
    : SettingsPage(tr("Developer server"), parent)
{
    auto *about =
        new ToneLabel(tr("A small server within Ferry to try uploads and downloads against. It listens on this "
                         "computer alone."),
                      Tone::Secondary, 13, QFont::Normal);
    about->setWordWrap(true);
    rows()->addWidget(about);

    auto *running = new QWidget;
    auto *stack = new QVBoxLayout(running);
    stack->setContentsMargins(0, 5, 0, 0);
    m_on = new QCheckBox(tr("Running"), running);
    m_problem = new FieldProblem(m_on, running);
    stack->addWidget(m_on);
    stack->addWidget(m_problem);
    addRow(tr("Server"), running, {}, m_on);

    auto *address = new QWidget;
    auto *addressRow = new QHBoxLayout;
    addressRow->setContentsMargins(0, 0, 0, 0);
    m_address = new ToneLabel({}, Tone::Text, 13);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setMinimumHeight(scaled(metrics::controlHeight));
    m_copy = makeIconButton(QStringLiteral("copy"), tr("Copy the address"), address);
    addressRow->addWidget(m_address, 1);
    addressRow->addWidget(m_copy);
    auto *addressColumn = new QVBoxLayout;
    addressColumn->setContentsMargins(0, 0, 0, 0);
    addressColumn->addLayout(addressRow);
    m_portNote = new ToneLabel({}, Tone::Secondary, 12);
    m_portNote->setWordWrap(true);
    addressColumn->addWidget(m_portNote);
    address->setLayout(addressColumn);
    addRow(tr("Address"), address, {}, m_copy);

    auto *folder = new QWidget;
    auto *folderColumn = new QVBoxLayout(folder);
    folderColumn->setContentsMargins(0, 6, 0, 0);
    m_folder = new ToneLabel({}, Tone::Text, 13);
    m_folder->setWordWrap(true);
    m_folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_open = makeButton(tr("Open the folder"), ButtonKind::Plain, folder, QStringLiteral("folder"));
    folderColumn->addWidget(m_folder);
    folderColumn->addWidget(m_open, 0, Qt::AlignLeft);
    addRow(tr("Folder"), folder,
           tr("What is uploaded to it lies there, and can be downloaded from it. The folder is a new one each time the "
              "server starts, and is deleted with all that is in it when the server stops or Ferry quits."),
           m_open);

    connect(m_on, &QCheckBox::clicked, this, &DevServerPage::wanted);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_status.url.toString()); });
    connect(m_open, &QPushButton::clicked, this, [this] { emit openFolderRequested(m_status.directory); });
    setStatus({});
}

void DevServerPage::setStatus(const DevServerStatus &status)
{
    m_status = status;
    m_on->setChecked(status.running);
    m_problem->setSentence(status.error);
    m_address->setText(status.running ? status.url.toString() : tr("It does not run."));
    m_copy->setVisible(status.running);
    m_portNote->setText(portNote(status));
    m_portNote->setVisible(!m_portNote->text().isEmpty());
    m_copy->setAccessibleDescription(m_portNote->text());
    m_folder->setText(QDir::toNativeSeparators(status.directory));
    m_folder->setVisible(!status.directory.isEmpty());
    m_open->setEnabled(!status.directory.isEmpty());
}

} // namespace ferry::ui
