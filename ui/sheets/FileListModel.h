#pragma once

#include "ui/sheets/FileCollector.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>

namespace ferry::ui {

/// The files of an upload, each once, in the order of adding. GUI thread; looks at no disk.
class FileListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        PathRole = Qt::UserRole + 1,
        SizeTextRole, ///< "6.42 MB", "1.20 MB, was 6.42 MB", or with what is not done
        ProblemRole,  ///< QString
    };

    explicit FileListModel(QObject *parent = nullptr);

    /// How many were new.
    int add(const QList<FoundFile> &files);
    const QList<FoundFile> &files() const { return m_files; }
    qint64 totalSize() const { return m_total; }
    /// What the server is told in place of the file's own name; empty: nothing else.
    void setName(const QString &path, const QString &name);
    /// The name that a person and the server know it by.
    QString nameOf(const QString &path) const;
    /// The size of a compressed copy; -1: none.
    void setCompressedSize(const QString &path, qint64 size);
    /// Whether compressed sizes are the ones that count.
    void setShowCompressed(bool on);
    /// Has no compressed copy, nor will have one: it says so where compressed sizes count.
    void setSentAsItIs(const QString &path, bool on);
    void setProblem(int row, const QString &sentence);
    void clearProblems();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

private:
    QString sizeText(int row) const;

    QList<FoundFile> m_files;
    QSet<QString> m_paths;
    QHash<QString, QString> m_names; ///< other than the file's own
    QHash<QString, qint64> m_compressed;
    QSet<QString> m_asTheyAre;
    QHash<int, QString> m_problems;
    qint64 m_total = 0;
    bool m_showCompressed = false;
};

} // namespace ferry::ui
