#pragma once

#include <QListView>

namespace ferry::ui {

class FileListModel;
class ThumbnailLoader;

/// The list of files of an upload. Grows with its rows up to `mostRows`, then scrolls. Delete removes what is selected.
/// GUI thread.
class FileListView : public QListView
{
    Q_OBJECT

public:
    static constexpr int mostRows = 5;

    explicit FileListView(FileListModel &files, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void removeSelected();
    void fit();

    FileListModel &m_files;
    ThumbnailLoader *m_thumbnails;
};

} // namespace ferry::ui
