#include "ui/sheets/FileListModel.h"

#include "ui/parts/ForeignText.h"
#include "ui/parts/Numbers.h"

#include <QDir>
#include <QFileInfo>

namespace ferry::ui {

FileListModel::FileListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

int FileListModel::add(const QList<FoundFile> &files)
{
    QList<FoundFile> fresh;
    for (const FoundFile &file : files) {
        if (m_paths.contains(file.path))
            continue;
        m_paths.insert(file.path);
        m_total += file.size;
        fresh.append(file);
    }
    if (fresh.isEmpty())
        return 0;
    beginInsertRows({}, int(m_files.size()), int(m_files.size() + fresh.size()) - 1);
    m_files.append(fresh);
    endInsertRows();
    return int(fresh.size());
}

void FileListModel::setName(const QString &path, const QString &name)
{
    if (name.isEmpty() || name == QFileInfo(path).fileName())
        m_names.remove(path);
    else
        m_names.insert(path, name);
}

QString FileListModel::nameOf(const QString &path) const
{
    const auto other = m_names.constFind(path);
    return other == m_names.constEnd() ? QFileInfo(path).fileName() : *other;
}

void FileListModel::setCompressedSize(const QString &path, qint64 size)
{
    m_compressed.insert(path, size);
    if (m_showCompressed && !m_files.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1), {SizeTextRole});
}

void FileListModel::setSentAsItIs(const QString &path, bool on)
{
    if (m_asTheyAre.contains(path) == on)
        return;
    if (on)
        m_asTheyAre.insert(path);
    else
        m_asTheyAre.remove(path);
    if (m_showCompressed && !m_files.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1), {SizeTextRole});
}

void FileListModel::setShowCompressed(bool on)
{
    m_showCompressed = on;
    if (!m_files.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1), {SizeTextRole});
}

void FileListModel::setProblem(int row, const QString &sentence)
{
    if (row < 0 || row >= rowCount())
        return;
    m_problems.insert(row, harmless(sentence));
    emit dataChanged(index(row), index(row), {ProblemRole});
}

void FileListModel::clearProblems()
{
    if (m_problems.isEmpty())
        return;
    m_problems.clear();
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1), {ProblemRole});
}

int FileListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_files.size());
}

QString FileListModel::sizeText(int row) const
{
    const FoundFile &file = m_files.at(row);
    const qint64 compressed = m_showCompressed ? m_compressed.value(file.path, -1) : -1;
    if (m_showCompressed && m_asTheyAre.contains(file.path))
        return tr("%1, sent as it is, with its description", "the size of a picture that cannot be compressed")
            .arg(ferry::ui::sizeText(file.size));
    if (compressed < 0)
        return ferry::ui::sizeText(file.size);
    return tr("%1, was %2", "the size of a compressed picture")
        .arg(ferry::ui::sizeText(compressed), ferry::ui::sizeText(file.size));
}

QVariant FileListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const FoundFile &file = m_files.at(index.row());
    const QString name = harmless(nameOf(file.path));
    const QString problem = m_problems.value(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case PathRole:
        return file.path;
    case SizeTextRole:
        return sizeText(index.row());
    case ProblemRole:
    case Qt::AccessibleDescriptionRole:
        return problem;
    case Qt::AccessibleTextRole:
        return tr("%1, %2", "file name, size").arg(name, sizeText(index.row()));
    case Qt::ToolTipRole:
        return problem.isEmpty() ? tr("%1\n%2", "path, exact size")
                                       .arg(harmless(QDir::toNativeSeparators(file.path)), exactBytesText(file.size))
                                 : problem;
    default:
        return {};
    }
}

bool FileListModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > rowCount())
        return false;
    beginRemoveRows({}, row, row + count - 1);
    for (int i = row; i < row + count; ++i) {
        m_total -= m_files.at(i).size;
        m_paths.remove(m_files.at(i).path);
    }
    m_files.remove(row, count);
    m_problems.clear();
    endRemoveRows();
    return true;
}

} // namespace ferry::ui
