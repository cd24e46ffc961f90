#include "ui/sheets/DownloadSheet.h"

#include "core/engine/DownloadFolder.h"
#include "core/store/Settings.h"
#include "core/types/ErrorText.h"
#include "ui/look/Theme.h"
#include "ui/parts/Background.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int typingPause = 600; ///< milliseconds; whoever stops for so long has written a folder

} // namespace

// Where the files are saved, and whether they can be saved there.

void DownloadSheet::buildTarget()
{
    auto *field = new QWidget(this);
    auto *stack = column(field);
    m_keep = new QRadioButton(tr("Keep it temporary and let me save it"), field);
    m_save = new QRadioButton(tr("Save to"), field);
    m_keep->setChecked(true);
    m_keep->setMinimumHeight(scaled(28));
    m_folder = new QLineEdit(QDir::toNativeSeparators(m_settings.saveDirectory()), field);
    m_folder->setMinimumHeight(scaled(metrics::controlHeight - 4));
    m_folder->setAccessibleName(tr("Folder"));
    m_choose = makeButton(tr("Choose…"), ButtonKind::Plain, field);
    m_choose->setMinimumHeight(scaled(metrics::controlHeight - 4));
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space8);
    row->addWidget(m_save);
    row->addWidget(m_folder, 1);
    row->addWidget(m_choose);
    m_folderProblem = new FieldProblem(m_folder, field);
    stack->addWidget(m_keep, 0, Qt::AlignLeft);
    stack->addLayout(row);
    stack->addWidget(m_folderProblem);
    addRow(tr("When ready"), field, m_keep);
    m_folder->setEnabled(false);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &DownloadSheet::lookAtFolder);
    connect(m_save, &QRadioButton::toggled, this, [this](bool on) {
        m_folder->setEnabled(on);
        folderChanged();
    });
    connect(m_folder, &QLineEdit::textChanged, this, &DownloadSheet::folderChanged);
    connect(m_folder, &QLineEdit::editingFinished, this, &DownloadSheet::lookAtFolder);
    connect(m_choose, &QPushButton::clicked, this, &DownloadSheet::chooseFolder);
}

void DownloadSheet::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Save to"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_save->setChecked(true);
        m_folder->setText(QDir::toNativeSeparators(path));
    });
    dialog->open();
}

/// Any thread; waits for the disk.
QList<RequestProblem> DownloadSheet::problemsOf(const DownloadRequest &request)
{
    const std::optional<TransferError> error =
        request.saveTo ? makeDownloadFolder(request.saveTo->directory) : std::nullopt;
    return error ? QList<RequestProblem>{{RequestField::SaveTo, -1, *error}} : checkRequest(request);
}

void DownloadSheet::folderChanged()
{
    m_folderProblem->setSentence({});
    updateFooter();
    m_typing.start();
}

/// A disk that is slow to answer is asked once at a time, and then about what is written by then.
void DownloadSheet::lookAtFolder()
{
    m_typing.stop();
    if (!m_save->isChecked() || std::exchange(m_lookingAtFolder, true))
        return;
    const DownloadRequest asked = request(QUrl(QStringLiteral("http://localhost/"))); // about the folder alone
    runInBackground(
        this,
        [asked] { // what sending would make is no problem, and not made before
            return isDownloadFolderToMake(asked.saveTo->directory) ? QList<RequestProblem>() : checkRequest(asked);
        },
        [this, folder = m_folder->text()](const QList<RequestProblem> &problems) {
            m_lookingAtFolder = false;
            if (m_folder->text() == folder && m_save->isChecked())
                showFolderProblem(problems);
            else if (!m_typing.isActive())
                lookAtFolder();
        });
}

void DownloadSheet::showFolderProblem(const QList<RequestProblem> &problems)
{
    QString sentence;
    for (const RequestProblem &problem : problems) {
        if (problem.field == RequestField::SaveTo)
            sentence = errorText(problem.error);
    }
    m_folderProblem->setSentence(sentence);
    updateFooter();
}

} // namespace ferry::ui
