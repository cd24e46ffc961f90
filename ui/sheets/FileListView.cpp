#include "ui/sheets/FileListView.h"

#include "ui/look/Theme.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileRowDelegate.h"
#include "ui/sheets/ThumbnailLoader.h"

#include <QKeyEvent>
#include <QPainter>

namespace ferry::ui {

FileListView::FileListView(FileListModel &files, QWidget *parent)
    : QListView(parent)
    , m_files(files)
    , m_thumbnails(new ThumbnailLoader(FileRowDelegate::tile, this))
{
    setModel(&files);
    setItemDelegate(new FileRowDelegate(*m_thumbnails, this));
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFont(scaledFont(13));
    setAccessibleName(tr("Files"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_thumbnails, &ThumbnailLoader::ready, viewport(), qOverload<>(&QWidget::update));
    connect(&files, &QAbstractItemModel::rowsInserted, this, &FileListView::fit);
    connect(&files, &QAbstractItemModel::rowsRemoved, this, &FileListView::fit);
    fit();
}

QSize FileListView::sizeHint() const
{
    const int row = qMax(40, fontMetrics().height() + 18);
    return {scaled(300), qBound(2, m_files.rowCount(), mostRows) * row};
}

void FileListView::fit()
{
    setFixedHeight(sizeHint().height());
}

void FileListView::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    const int first = rows.first();
    // From the end, in runs, so that ten thousand rows go in one step.
    while (!rows.isEmpty()) {
        const int end = rows.takeLast();
        int begin = end;
        while (!rows.isEmpty() && rows.last() == begin - 1)
            begin = rows.takeLast();
        m_files.removeRows(begin, end - begin + 1);
    }
    if (m_files.rowCount() > 0)
        setCurrentIndex(m_files.index(qMin(first, m_files.rowCount() - 1)));
}

void FileListView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        removeSelected();
        return;
    }
    QListView::keyPressEvent(event);
}

void FileListView::focusInEvent(QFocusEvent *event)
{
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey && !currentIndex().isValid() && m_files.rowCount() > 0)
        setCurrentIndex(m_files.index(0));
    QListView::focusInEvent(event);
}

void FileListView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_files.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(Theme::current().text2);
    painter.setFont(scaledFont(12));
    painter.drawText(viewport()->rect().adjusted(16, 0, -16, 0), int(Qt::AlignCenter) | int(Qt::TextWordWrap),
                     tr("Drop files here, or add them below."));
}

} // namespace ferry::ui
