#include "ui/details/HeaderTable.h"

#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStyledItemDelegate>

namespace ferry::ui {

namespace {

/// Text without a frame; the selection is the soft accent.
class HeaderDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::current();
        const bool selected = option.state & QStyle::State_Selected && option.state & QStyle::State_Active;
        if (selected)
            painter->fillRect(option.rect, theme.accentSoft);
        painter->setFont(option.font);
        painter->setPen(index.column() == 0 ? theme.text2 : theme.text);
        const QRect text = option.rect.adjusted(0, 0, index.column() == 0 ? -8 : 0, 0);
        painter->drawText(text, int(Qt::AlignLeft | Qt::AlignVCenter),
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    }
};

} // namespace

HeaderTableModel::HeaderTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void HeaderTableModel::setHeaders(const HeaderList &headers)
{
    beginResetModel();
    m_headers = headers;
    endResetModel();
}

int HeaderTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headers.size());
}

int HeaderTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant HeaderTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const auto &[name, value] = m_headers.at(index.row());
    return QString::fromUtf8(index.column() == 0 ? name : value);
}

HeaderTable::HeaderTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new HeaderTableModel(this))
{
    setModel(m_model);
    setItemDelegate(new HeaderDelegate(this));
    BoxFrame::clear(this);
    setFont(scaledFont(12));
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    horizontalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(scaled(20));
    verticalHeader()->setDefaultSectionSize(scaled(20));
    setAccessibleName(tr("Headers"));
    setFixedHeight(0);
}

void HeaderTable::setHeaders(const HeaderList &headers)
{
    m_model->setHeaders(headers);
    fitRows();
    fitNames();
}

void HeaderTable::setWhole(bool whole)
{
    if (whole == m_whole)
        return;
    m_whole = whole;
    fitRows();
}

void HeaderTable::fitRows()
{
    const int rows = m_model->rowCount();
    setFixedHeight((m_whole ? rows : qMin(mostRows, rows)) * scaled(20) + 2);
}

/// As wide as the longest name, but never more than half.
void HeaderTable::fitNames()
{
    int widest = 0;
    for (const auto &[name, value] : m_model->headers())
        widest = qMax(widest, fontMetrics().horizontalAdvance(QString::fromUtf8(name)));
    setColumnWidth(0, qMin(qMax(scaled(96), widest + 20), viewport()->width() / 2));
}

QString HeaderTable::asText(const HeaderList &headers)
{
    QString text;
    for (const auto &[name, value] : headers)
        text += QString::fromUtf8(name) + QStringLiteral(": ") + QString::fromUtf8(value) + u'\n';
    return text;
}

/// Where all rows are shown it is the page that scrolls, and Qt does not know of it.
void HeaderTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    QTableView::scrollTo(index, hint);
    QWidget *above = m_whole ? parentWidget() : nullptr;
    while (above && !qobject_cast<QScrollArea *>(above))
        above = above->parentWidget();
    if (!above)
        return;
    auto *page = static_cast<QScrollArea *>(above);
    const QRect row = visualRect(index);
    const QPoint middle = viewport()->mapTo(page->widget(), row.center());
    page->ensureVisible(middle.x(), middle.y(), 0, row.height());
}

void HeaderTable::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy)) {
        QTableView::keyPressEvent(event);
        return;
    }
    HeaderList chosen;
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : std::as_const(rows))
        chosen.append(m_model->headers().at(row.row()).first, m_model->headers().at(row.row()).second);
    QApplication::clipboard()->setText(asText(chosen).trimmed());
}

void HeaderTable::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::TabFocusReason && !currentIndex().isValid())
        setCurrentIndex(m_model->index(0, 0));
    QTableView::focusInEvent(event);
}

void HeaderTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitNames();
}

} // namespace ferry::ui
