#pragma once

#include "ui/sheets/FileCollector.h"

#include <QImage>
#include <QSet>
#include <QTemporaryDir>
#include <QWidget>

class QMimeData;
class QPushButton;

namespace ferry::ui {

class BoxFrame;
class FieldProblem;
class FileListModel;
class FileListView;
class FolderQuestion;
class ImageCompressor;
class SegmentedControl;
class ToneLabel;

/// The files of an upload sheet: the list, what adds to it, what is asked about folders, and whether pictures are sent
/// as they are or compressed. GUI thread; nothing here touches a disk on it.
class FileSection : public QWidget
{
    Q_OBJECT

public:
    /// What is to be sent for one file of the list.
    struct Chosen
    {
        QString path;
        QString fileName; ///< told to the server; empty: the path's own
    };

    explicit FileSection(QWidget *parent = nullptr);
    ~FileSection() override;

    void addPaths(const QStringList &paths);
    /// As addPaths(), with files that are no work of the person's.
    void fill(const QStringList &paths);
    /// What the server is told in place of this file's own name, whether it is in the list or will be; empty: nothing
    /// else.
    void setFileName(const QString &path, const QString &name);
    /// As addPaths(), but takes at most imageLimit() and says how many were left out.
    void addImages(const QStringList &paths);
    /// A picture from the clipboard, which becomes a file.
    void addPicture(const QImage &picture);
    /// Files, or a picture. False if there is nothing to take.
    bool addMime(const QMimeData *mime);
    static bool canTake(const QMimeData *mime);

    int imageLimit() const { return m_imageLimit; }
    void setImageLimit(int count) { m_imageLimit = qMax(1, count); }
    void setTemporaryDirectory(const QString &directory);
    void setCompressed(bool on);
    bool isCompressed() const;

    FileListModel &model() const { return *m_model; }
    FileListView *view() const { return m_view; }
    SegmentedControl *sizeType() const { return m_sizeType; }
    FolderQuestion *question() const { return m_question; }
    FieldProblem *problem() const { return m_problem; }
    /// How many files, and their sum; to be placed by the sheet.
    ToneLabel *countLabel() const { return m_count; }
    /// Files are listed, still looked for, or asked about, besides those that it was filled with.
    bool hasWork() const;
    /// Folders or pictures are still being worked on; settled() comes.
    bool isBusy() const;
    /// In the order of the list. Only when not busy.
    QList<Chosen> chosen() const;
    /// What is chosen() now stays after the sheet is gone. Pasted pictures and compressed copies else go with it.
    void release();
    /// Rows of pictures that could not be compressed, though they should be.
    QList<int> uncompressed() const;
    void setProblem(int row, const QString &sentence);
    void clearProblems();

signals:
    void changed(); ///< the list, or how pictures are sent
    void settled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void chooseFiles();
    void chooseImages();
    void collect(const QStringList &paths);
    void take(const FoundPaths &found);
    void addFound(const QList<FoundFile> &files);
    void startCompressing();
    void refresh();
    bool hasPictures() const;
    QString countText() const;
    QString ownDirectory();

    FileListModel *m_model;
    FileCollector *m_collector;
    ImageCompressor *m_compressor;
    FileListView *m_view = nullptr;
    BoxFrame *m_box = nullptr;
    FolderQuestion *m_question = nullptr;
    FieldProblem *m_problem = nullptr;
    ToneLabel *m_note = nullptr;
    ToneLabel *m_count = nullptr;
    QWidget *m_pictures = nullptr; ///< label and choice, only while there are pictures
    SegmentedControl *m_sizeType = nullptr;
    std::unique_ptr<QTemporaryDir> m_own;
    QStringList m_copies; ///< of pasted pictures, as long as nobody else has them
    std::shared_ptr<std::atomic_bool> m_gone = std::make_shared<std::atomic_bool>(false);
    QSet<QString> m_filled; ///< paths
    bool m_added = false;   ///< something came that it was not filled with
    QString m_directory;
    QString m_startFolder;
    int m_imageLimit = 9;
    int m_pasted = 0;
    int m_writing = 0;
};

} // namespace ferry::ui
