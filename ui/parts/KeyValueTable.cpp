#include "ui/parts/KeyValueTable.h"

#include "ui/look/Theme.h"
#include "ui/parts/KeyValueDelegate.h"
#include "ui/parts/KeyValueModel.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>

namespace ferry::ui {

KeyValueTable::KeyValueTable(const QString &nameTitle, const QString &valueTitle, const QString &namePlaceholder,
                             const QString &valuePlaceholder, QWidget *parent)
    : QTableView(parent)
    , m_model(new KeyValueModel(nameTitle, valueTitle, this))
{
    setModel(m_model);
    setItemDelegate(new KeyValueDelegate(namePlaceholder, valuePlaceholder, this));
    setShowGrid(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setTabKeyNavigation(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    setFont(scaledFont(12));
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(scaled(28));
    verticalHeader()->setDefaultSectionSize(scaled(28));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setFont(scaledFont(11, QFont::DemiBold));
    horizontalHeader()->setFixedHeight(scaled(24));
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(KeyValueModel::Name, QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(KeyValueModel::Value, QHeaderView::Stretch);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &KeyValueTable::rowsChanged);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &KeyValueTable::rowsChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &KeyValueTable::rowsChanged);
    rowsChanged();
}

void KeyValueTable::editCell(int row, int column)
{
    const QModelIndex cell = m_model->index(qBound(0, row, m_model->rowCount() - 1), column);
    setFocus(Qt::TabFocusReason);
    setCurrentIndex(cell);
    scrollTo(cell);
    edit(cell);
}

void KeyValueTable::goToProblem()
{
    setCurrentIndex(m_model->index(m_model->firstProblem().value_or(0), KeyValueModel::Name));
}

void KeyValueTable::commitEditor()
{
    if (state() != EditingState)
        return;
    auto *editor = qobject_cast<QLineEdit *>(indexWidget(currentIndex()));
    if (!editor)
        editor = viewport()->findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
    if (editor)
        commitData(editor);
}

void KeyValueTable::setFewestRows(int rows)
{
    m_fewest = rows;
    rowsChanged();
}

QSize KeyValueTable::sizeHint() const
{
    const int rows = qBound(m_fewest, m_model->rowCount(), qMax(m_fewest, mostRows));
    return {scaled(200), scaled(24) + rows * scaled(28)};
}

QSize KeyValueTable::minimumSizeHint() const
{
    return {scaled(140), sizeHint().height()};
}

void KeyValueTable::rowsChanged()
{
    setFixedHeight(sizeHint().height());
}

void KeyValueTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::Paste)) {
        paste();
        return;
    }
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        removeCurrentRow();
        return;
    }
    const QModelIndex cell = currentIndex();
    if (event->key() == Qt::Key_Space && cell.data(KeyValueModel::SecretRole).toBool()) {
        m_model->setRevealed(cell.row(), cell.data(KeyValueModel::HiddenRole).toBool());
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier && cell.isValid()) {
        if (state() != EditingState) // an editor lets the key pass, and closes afterwards
            edit(cell);
        return;
    }
    QTableView::keyPressEvent(event);
}

void KeyValueTable::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QModelIndex cell = indexAt(event->position().toPoint());
    const bool onEye = cell.data(KeyValueModel::SecretRole).toBool()
        && KeyValueDelegate::eyeRect(visualRect(cell)).contains(event->position().toPoint());
    if (!cell.isValid() || event->button() != Qt::LeftButton || state() == EditingState)
        return;
    if (onEye)
        m_model->setRevealed(cell.row(), cell.data(KeyValueModel::HiddenRole).toBool());
    else
        edit(cell);
}

bool KeyValueTable::atEdge(bool last) const
{
    const QModelIndex cell = currentIndex();
    if (!cell.isValid())
        return true;
    return last ? cell.row() == m_model->rowCount() - 1 && cell.column() == KeyValueModel::Value
                : cell.row() == 0 && cell.column() == KeyValueModel::Name;
}

bool KeyValueTable::focusNextPrevChild(bool next)
{
    // Past its ends Tab leaves the table, which would otherwise hold the focus for ever.
    if (atEdge(next))
        return QAbstractScrollArea::focusNextPrevChild(next);
    return QTableView::focusNextPrevChild(next);
}

void KeyValueTable::focusInEvent(QFocusEvent *event)
{
    const bool byTab = event->reason() == Qt::TabFocusReason;
    const bool byBacktab = event->reason() == Qt::BacktabFocusReason;
    if (byTab)
        goToProblem();
    else if (byBacktab)
        setCurrentIndex(m_model->index(m_model->rowCount() - 1, KeyValueModel::Value));
    QTableView::focusInEvent(event);
}

void KeyValueTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        leave();
}

/// Nothing happens where an editor has the focus, or gave it back.
void KeyValueTable::leave()
{
    if (hasFocus() || state() == EditingState)
        return;
    clearSelection();
    emit left();
}

void KeyValueTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    setColumnWidth(KeyValueModel::Name, qBound(scaled(90), viewport()->width() * 38 / 100, scaled(200)));
}

void KeyValueTable::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    const bool onwards = hint == QAbstractItemDelegate::EditNextItem && atEdge(true);
    const bool back = hint == QAbstractItemDelegate::EditPreviousItem && atEdge(false);
    if (!onwards && !back) {
        QTableView::closeEditor(editor, hint);
        leave(); // the focus may have gone elsewhere from the editor, and the table did not hear of it
        return;
    }
    QTableView::closeEditor(editor, QAbstractItemDelegate::NoHint);
    QAbstractScrollArea::focusNextPrevChild(onwards);
}

/// The dots of a hidden value are not copied, and it is not either: whoever wants it shows it first.
void KeyValueTable::copy()
{
    const QModelIndex cell = currentIndex();
    const QString text = cell.data(Qt::EditRole).toString();
    if (!text.isEmpty() && !cell.data(KeyValueModel::HiddenRole).toBool())
        QApplication::clipboard()->setText(text);
}

void KeyValueTable::paste()
{
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    bool any = false;
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        if (colon < 1)
            continue;
        m_model->append(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
        any = true;
    }
    if (!any && !lines.isEmpty() && currentIndex().isValid())
        m_model->setData(currentIndex(), lines.first().trimmed(), Qt::EditRole);
}

void KeyValueTable::removeCurrentRow()
{
    const QModelIndex cell = currentIndex();
    if (!cell.isValid() || !m_model->removeRows(cell.row(), 1))
        return;
    setCurrentIndex(m_model->index(cell.row(), cell.column()));
}

} // namespace ferry::ui
