// What FileSection sends for each file: pasted pictures become files, and others are compressed.
#include "ui/sheets/FileSection.h"

#include "ui/parts/Background.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/SegmentedControl.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/ImageCompressor.h"
#include "ui/sheets/SentCopy.h"

#include <QFileInfo>
#include <QMimeDatabase>

namespace ferry::ui {

namespace {

/// By its name alone, also what previews do not know.
bool isImageName(const QString &path)
{
    return QMimeDatabase().mimeTypeForFile(path, QMimeDatabase::MatchExtension).name().startsWith(u"image/");
}

} // namespace

void FileSection::addPicture(const QImage &picture)
{
    if (picture.isNull())
        return;
    const QString stem =
        m_pasted++ == 0 ? QStringLiteral("pasted-image") : QStringLiteral("pasted-image-%1").arg(m_pasted);
    const QString directory = ownDirectory();
    m_added = true;
    ++m_writing;
    runInBackground(
        this,
        [picture, directory, stem, gone = m_gone] {
            const QString path = placeForCopy(directory, stem + QStringLiteral(".png"));
            if (!path.isEmpty() && picture.save(path, "PNG") && !*gone)
                return path;
            removeCopy(path);
            return QString();
        },
        [this](const QString &path) {
            --m_writing;
            if (!path.isEmpty())
                m_copies.append(path);
            if (path.isEmpty())
                m_problem->setSentence(
                    tr("The pasted image could not be written. Free some space, then paste it again."));
            else
                addPaths({path});
        });
}

QString FileSection::ownDirectory()
{
    if (m_directory.isEmpty() || !QFileInfo(m_directory).isWritable()) {
        if (!m_own)
            m_own = std::make_unique<QTemporaryDir>();
        return m_own->path();
    }
    return m_directory;
}

void FileSection::startCompressing()
{
    if (m_sizeType->current() != 1)
        return;
    m_compressor->setDirectory(ownDirectory());
    for (const FoundFile &file : m_model->files()) {
        if (ImageCompressor::canCompress(file.path))
            m_compressor->compress(file.path);
        else if (isImageName(file.path))
            m_model->setSentAsItIs(file.path, true);
    }
}

bool FileSection::hasPictures() const
{
    const QList<FoundFile> &files = m_model->files();
    return std::any_of(files.cbegin(), files.cend(),
                       [](const FoundFile &file) { return ImageCompressor::canCompress(file.path); });
}

QList<FileSection::Chosen> FileSection::chosen() const
{
    QList<Chosen> all;
    const bool compressed = isCompressed();
    for (const FoundFile &file : m_model->files()) {
        const CompressedImage made = compressed ? m_compressor->result(file.path) : CompressedImage();
        const QString name = m_model->nameOf(file.path);
        if (made.path.isEmpty()) {
            all.append({file.path, name == QFileInfo(file.path).fileName() ? QString() : name});
            continue;
        }
        const QFileInfo info(name);
        const QString suffix = info.suffix().toLower();
        const bool fits =
            suffix == made.suffix || (suffix == QLatin1String("jpeg") && made.suffix == QLatin1String("jpg"));
        all.append({made.path, fits ? info.fileName() : info.completeBaseName() + u'.' + made.suffix});
    }
    return all;
}

void FileSection::release()
{
    for (const Chosen &file : chosen())
        m_copies.removeOne(file.path);
    if (isCompressed()) {
        for (const FoundFile &file : m_model->files())
            m_compressor->release(file.path);
    }
    if (m_own)
        m_own->setAutoRemove(false);
}

QList<int> FileSection::uncompressed() const
{
    QList<int> rows;
    if (!isCompressed())
        return rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString path = m_model->files().at(row).path;
        const CompressedImage made = m_compressor->result(path);
        if (ImageCompressor::canCompress(path) && made.path.isEmpty() && !made.moves)
            rows.append(row);
    }
    return rows;
}

} // namespace ferry::ui
