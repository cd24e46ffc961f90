#include "ui/sheets/FileSection.h"

#include "ui/look/Theme.h"
#include "ui/parts/Background.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/Numbers.h"
#include "ui/parts/PictureReader.h"
#include "ui/parts/SegmentedControl.h"
#include "ui/parts/Tone.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileListView.h"
#include "ui/sheets/FolderQuestion.h"
#include "ui/sheets/ImageCompressor.h"
#include "ui/sheets/PictureDialog.h"
#include "ui/sheets/SentCopy.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QPushButton>

namespace ferry::ui {

FileSection::FileSection(QWidget *parent)
    : QWidget(parent)
    , m_model(new FileListModel(this))
    , m_collector(new FileCollector(this))
    , m_compressor(new ImageCompressor(this))
{
    build();
    connect(m_collector, &FileCollector::found, this, &FileSection::take);
    connect(m_question, &FolderQuestion::accepted, this, &FileSection::addFound);
    connect(m_question, &FolderQuestion::declined, this, [this] {
        clearProblems();
        refresh();
    });
    connect(m_sizeType, &SegmentedControl::chosen, this, [this](int index) {
        m_model->setShowCompressed(index == 1);
        startCompressing();
        refresh();
    });
    connect(m_compressor, &ImageCompressor::finished, this, [this](const QString &path) {
        const CompressedImage made = m_compressor->result(path);
        m_model->setCompressedSize(path, made.path.isEmpty() ? -1 : made.size);
        m_model->setSentAsItIs(path, made.moves);
        refresh();
        if (!isBusy())
            emit settled();
    });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, [this] {
        clearProblems();
        m_note->hide();
        refresh();
    });
    refresh();
}

FileSection::~FileSection()
{
    *m_gone = true;
    for (const QString &path : std::as_const(m_copies))
        removeCopy(path);
}

void FileSection::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space8);
    m_view = new FileListView(*m_model, this);
    m_view->installEventFilter(this);
    m_box = new BoxFrame(m_view, BoxFrame::Kind::Input, this);
    m_question = new FolderQuestion(this);
    m_problem = new FieldProblem(m_view, this);
    m_note = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, this);
    m_note->setWordWrap(true);
    m_note->hide();
    layout->addWidget(m_box);
    layout->addWidget(m_problem);
    layout->addWidget(m_question);
    layout->addWidget(m_note);

    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space8);
    auto *addFiles = makeButton(tr("Add files…"), ButtonKind::Plain, this, QStringLiteral("plus"));
    auto *addImages = makeButton(tr("Add images…"), ButtonKind::Plain, this, QStringLiteral("image"));
    for (QPushButton *button : {addFiles, addImages})
        button->setMinimumHeight(28);
    m_count = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, this);
    m_count->setWordWrap(true);
    m_pictures = new QWidget(this);
    auto *pictures = new QHBoxLayout(m_pictures);
    pictures->setContentsMargins(0, 0, 0, 0);
    pictures->setSpacing(metrics::space8);
    auto *label = new ToneLabel(tr("Images"), Tone::Secondary, 12, QFont::Normal, m_pictures);
    m_sizeType = new SegmentedControl({tr("Original"), tr("Compressed")}, m_pictures);
    m_sizeType->setAccessibleName(tr("How images are sent"));
    m_sizeType->setToolTip(tr("Compressed images are smaller and leave out place, time and device."));
    label->setBuddy(m_sizeType);
    pictures->addWidget(label);
    pictures->addWidget(m_sizeType);
    row->addWidget(addFiles);
    row->addWidget(addImages);
    row->addStretch(1);
    row->addWidget(m_pictures);
    layout->addLayout(row);
    connect(addFiles, &QPushButton::clicked, this, &FileSection::chooseFiles);
    connect(addImages, &QPushButton::clicked, this, &FileSection::chooseImages);
}

void FileSection::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Add files"), m_startFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this, dialog](const QStringList &paths) {
        m_startFolder = dialog->directory().absolutePath();
        addPaths(paths);
    });
    dialog->open();
}

void FileSection::chooseImages()
{
    auto *dialog = new PictureDialog(tr("Add up to %n images", nullptr, m_imageLimit), m_startFolder, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, [this, dialog](const QStringList &paths) {
        m_startFolder = dialog->directory().absolutePath();
        addImages(paths);
    });
    dialog->open();
}

void FileSection::addPaths(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    m_added = true;
    collect(paths);
}

void FileSection::fill(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    for (const QString &path : paths)
        m_filled.insert(QFileInfo(path).absoluteFilePath());
    collect(paths);
}

void FileSection::collect(const QStringList &paths)
{
    m_note->hide();
    m_collector->collect(paths);
    refresh();
}

void FileSection::setFileName(const QString &path, const QString &name)
{
    m_model->setName(QFileInfo(path).absoluteFilePath(), name);
}

void FileSection::addImages(const QStringList &paths)
{
    addPaths(paths.mid(0, m_imageLimit));
    const int over = int(paths.size()) - m_imageLimit;
    if (over < 1)
        return;
    const QString limit = tr("At most %n images at a time, as the settings say.", nullptr, m_imageLimit);
    const QString rest = over == 1 ? tr("1 was left out.") : tr("%n were left out.", nullptr, over);
    m_note->setText(tr("%1 %2", "two sentences").arg(limit, rest));
    m_note->show();
}

bool FileSection::canTake(const QMimeData *mime)
{
    if (mime->hasImage())
        return true;
    const QList<QUrl> urls = mime->urls();
    return std::any_of(urls.cbegin(), urls.cend(), [](const QUrl &url) { return url.isLocalFile(); });
}

bool FileSection::addMime(const QMimeData *mime)
{
    QStringList paths;
    for (const QUrl &url : mime->urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    if (!paths.isEmpty()) {
        addPaths(paths);
        return true;
    }
    if (!mime->hasImage())
        return false;
    addPicture(qvariant_cast<QImage>(mime->imageData()));
    return true;
}

void FileSection::setTemporaryDirectory(const QString &directory)
{
    m_directory = directory;
}

void FileSection::setCompressed(bool on)
{
    m_sizeType->setCurrent(on ? 1 : 0);
}

bool FileSection::isCompressed() const
{
    return m_sizeType->current() == 1 && hasPictures();
}

bool FileSection::hasWork() const
{
    const QList<FoundFile> &files = m_model->files();
    const bool others = std::any_of(files.cbegin(), files.cend(),
                                    [this](const FoundFile &file) { return !m_filled.contains(file.path); });
    return others || (m_added && isBusy()) || m_question->isOpen();
}

bool FileSection::isBusy() const
{
    return m_collector->isBusy() || m_writing > 0 || (isCompressed() && m_compressor->isBusy());
}

void FileSection::take(const FoundPaths &found)
{
    addFound(found.files);
    if (!found.folders.isEmpty())
        m_question->ask(found.folders);
    if (!found.unusable.isEmpty()) {
        const QString name = QFileInfo(found.unusable.first()).fileName();
        const int more = int(found.unusable.size()) - 1;
        m_problem->setSentence(
            more == 0 ? tr("“%1” was left out. It is not there, or it is no file.").arg(name)
                      : tr("“%1” and %n more were left out. They are not there, or they are no files.", nullptr, more)
                            .arg(name));
    }
    refresh();
    if (!isBusy())
        emit settled();
}

void FileSection::addFound(const QList<FoundFile> &files)
{
    if (m_model->add(files) > 0)
        clearProblems();
    startCompressing();
    refresh();
}

QString FileSection::countText() const
{
    if (m_collector->isBusy() || m_writing > 0)
        return tr("Looking at the files…");
    if (isCompressed() && m_compressor->isBusy())
        return tr("Compressing…");
    const int count = m_model->rowCount();
    if (count == 0)
        return {};
    const QString size = sizeText(m_model->totalSize());
    if (isCompressed()) {
        qint64 total = 0;
        for (const FoundFile &file : m_model->files()) {
            const CompressedImage made = m_compressor->result(file.path);
            total += made.path.isEmpty() ? file.size : made.size;
        }
        return tr("%1, compressed from %2", "sizes of all files").arg(sizeText(total), size);
    }
    return count == 1 ? tr("1 file, %1").arg(size) : tr("%n files, %1", nullptr, count).arg(size);
}

void FileSection::refresh()
{
    m_pictures->setVisible(hasPictures());
    m_count->setText(countText());
    emit changed();
}

void FileSection::setProblem(int row, const QString &sentence)
{
    if (row >= 0) {
        m_model->setProblem(row, sentence);
        if (!m_problem->isSet())
            m_view->setCurrentIndex(m_model->index(row));
    }
    if (!m_problem->isSet())
        m_problem->setSentence(sentence);
    m_box->setProblem(m_problem->sentence());
}

void FileSection::clearProblems()
{
    m_model->clearProblems();
    m_problem->setSentence({});
    m_box->setProblem({});
}

bool FileSection::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Paste))
        return addMime(QApplication::clipboard()->mimeData());
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!enter || m_model->rowCount() > 0 || isBusy() || key->isAutoRepeat())
        return false;
    chooseFiles(); // what else could be meant where there are none
    return true;
}

} // namespace ferry::ui
