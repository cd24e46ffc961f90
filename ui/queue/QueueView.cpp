#include "ui/queue/QueueView.h"

#include "ui/look/Theme.h"
#include "ui/queue/NameEditor.h"
#include "ui/queue/TransferDelegate.h"
#include "ui/queue/WaitText.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

namespace ferry::ui {

QueueView::QueueView(QueueModel &model, QWidget *parent)
    : RowListView(parent)
    , m_model(model)
    , m_delegate(new TransferDelegate(model, this))
{
    // Before the selection hears of it, which forgets what goes.
    connect(&model, &QueueModel::rowsAboutToBeRemoved, this, &QueueView::keepPlace);
    connect(&model, &QueueModel::layoutAboutToBeChanged, this, &QueueView::keepPlace);
    setModel(&model);
    // Rows that go are followed at once by what their items did, or by the summary where they were hidden. Nothing
    // follows where a filter or a search was chosen: of another list nothing is selected.
    connect(&model.transfers(), &TransferModel::dataChanged, this, &QueueView::takePlace);
    connect(&model.transfers(), &TransferModel::rowsRemoved, this, &QueueView::takePlace);
    connect(&model, &QueueModel::summaryChanged, this, &QueueView::takePlace);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Transfers"));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setMinimumWidth(320);
    verticalScrollBar()->setSingleStep(28);
    viewport()->setAutoFillBackground(true);
    viewport()->setBackgroundRole(QPalette::Base);
    takeTheme();
    m_seconds.setSingleShot(true);
    connect(&m_seconds, &QTimer::timeout, this, &QueueView::tick);
    connect(&model, &TransferFilterModel::summaryChanged, this, &QueueView::watchSeconds);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &QueueView::watchSeconds);
    connect(m_delegate, &TransferDelegate::triggered, this, &QueueView::actionTriggered);
    connect(m_delegate, &TransferDelegate::hoverChanged, this, [this](const QModelIndex &index) { update(index); });
    connect(m_delegate, &TransferDelegate::thumbnailReady, this, [this](const QString &path) {
        updateVisible([&path](const TransferSnapshot &s) { return TransferDelegate::pictureOf(s) == path; });
    });
}

QList<TransferId> QueueView::selectedIds() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<TransferId> ids;
    ids.reserve(rows.size());
    for (const QModelIndex &row : rows)
        ids.append(m_model.snapshotAt(row.row()).id);
    return ids;
}

TransferId QueueView::currentId() const
{
    return currentIndex().isValid() ? m_model.snapshotAt(currentIndex().row()).id : 0;
}

void QueueView::selectItem(TransferId id)
{
    selectRow(m_model.indexOf(id));
}

void QueueView::selectRow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    scrollTo(index);
}

void QueueView::selectItems(const QList<TransferId> &ids)
{
    QList<int> rows;
    for (const TransferId id : ids) {
        if (const QModelIndex index = m_model.indexOf(id); index.isValid())
            rows.append(index.row());
    }
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    QItemSelection selection;
    for (qsizetype first = 0, last = 0; first < rows.size(); first = last) {
        do
            ++last;
        while (last < rows.size() && rows.at(last) == rows.at(last - 1) + 1);
        selection.append(QItemSelectionRange(m_model.index(rows.at(first), 0), m_model.index(rows.at(last - 1), 0)));
    }
    const QModelIndex current = m_model.index(rows.first(), 0);
    selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    scrollTo(current);
}

bool QueueView::selectSomething()
{
    if (selectionModel()->hasSelection())
        return true;
    const QModelIndex row = currentIndex().isValid() ? currentIndex() : m_model.index(0, 0);
    selectRow(row);
    return row.isValid();
}

int QueueView::topSelectedRow() const
{
    int top = -1;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        top = top < 0 ? range.top() : qMin(top, range.top());
    return top;
}

void QueueView::keepPlace()
{
    if (m_place >= 0 || !selectionModel()->hasSelection())
        return;
    m_place = topSelectedRow();
    QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority); // before any news of items
}

void QueueView::customEvent(QEvent *)
{
    m_place = -1;
}

void QueueView::takePlace()
{
    const int row = std::exchange(m_place, -1);
    const int rows = m_model.rowCount();
    if (row < 0 || rows == 0 || selectionModel()->hasSelection())
        return;
    selectRow(m_model.index(qMin(row, rows - 1), 0));
}

QStyleOptionViewItem QueueView::optionFor(const QModelIndex &index) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    return option;
}

void QueueView::initViewItemOption(QStyleOptionViewItem *option) const
{
    RowListView::initViewItemOption(option);
    option->state.setFlag(QStyle::State_KeyboardFocusChange, m_keyboardFocus);
}

void QueueView::setKeyboardFocus(bool on)
{
    if (std::exchange(m_keyboardFocus, on) != on)
        update(currentIndex());
}

bool QueueView::offerToButtons(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool taken = index.isValid() && m_delegate->editorEvent(event, &m_model, optionFor(index), index);
    if (!index.isValid())
        m_delegate->clearHover();
    const Qt::CursorShape shape = m_delegate->hoversLink() ? Qt::PointingHandCursor : Qt::ArrowCursor;
    if (viewport()->cursor().shape() != shape)
        viewport()->setCursor(shape);
    return taken;
}

bool QueueView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        m_delegate->clearHover();
    return RowListView::viewportEvent(event);
}

void QueueView::mousePressEvent(QMouseEvent *event)
{
    setKeyboardFocus(false);
    // A button acts on its own row; what is selected stays selected.
    if (!offerToButtons(event))
        RowListView::mousePressEvent(event);
}

void QueueView::mouseMoveEvent(QMouseEvent *event)
{
    offerToButtons(event);
    if (event->buttons() == Qt::NoButton)
        QAbstractItemView::mouseMoveEvent(event);
}

void QueueView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!offerToButtons(event))
        RowListView::mouseReleaseEvent(event);
}

void QueueView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!offerToButtons(event) && event->button() == Qt::LeftButton && indexAt(event->position().toPoint()).isValid())
        emit detailsRequested();
}

void QueueView::keyPressEvent(QKeyEvent *event)
{
    setKeyboardFocus(true);
    const bool menu =
        event->key() == Qt::Key_Menu || (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        runFirstAction();
    } else if (menu) {
        const QRect row = visualRect(currentIndex());
        emit menuRequested(viewport()->mapToGlobal(QPoint(80, row.isValid() ? row.bottom() : 8)));
    } else if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        event->ignore(); // kept free for what Space means in the queue; it must not change the selection
    } else if (!selectByFirstArrow(*event)) {
        RowListView::keyPressEvent(event);
    }
}

// Where nothing is selected an arrow begins at the end that it comes from, wherever the current row was left: new items
// enter above it.
bool QueueView::selectByFirstArrow(const QKeyEvent &event)
{
    const bool arrow = event.key() == Qt::Key_Down || event.key() == Qt::Key_Up;
    const int rows = m_model.rowCount();
    if (!arrow || event.modifiers() != Qt::NoModifier || rows == 0 || selectionModel()->hasSelection())
        return false;
    selectRow(m_model.index(event.key() == Qt::Key_Down ? 0 : rows - 1, 0));
    return true;
}

void QueueView::runFirstAction()
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    const TransferSnapshot &s = m_model.snapshotAt(index.row());
    const RowText text = rowText(s, s.stateSince);
    if (text.actions.isEmpty())
        return emit detailsRequested();
    const QRect row = visualRect(index);
    emit actionTriggered(text.actions.first(), s.id, viewport()->mapToGlobal(row.bottomRight() - QPoint(96, 8)));
}

void QueueView::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
        event->reason() == Qt::ShortcutFocusReason) {
        setKeyboardFocus(true);
        if (!currentIndex().isValid() && m_model.rowCount() > 0)
            selectionModel()->setCurrentIndex(m_model.index(0, 0), QItemSelectionModel::NoUpdate);
    }
    RowListView::focusInEvent(event);
    // What has the ring is what the keys act on: coming back to the window makes a row current that nobody chose.
    const bool byMouse = event->reason() == Qt::MouseFocusReason;
    if (m_keyboardFocus && !byMouse && currentIndex().isValid() && !selectionModel()->hasSelection())
        selectRow(currentIndex());
}

void QueueView::contextMenuEvent(QContextMenuEvent *event)
{
    emit menuRequested(event->globalPos());
    event->accept();
}

void QueueView::changeEvent(QEvent *event)
{
    RowListView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange) {
        takeTheme();
        if (m_delegate) {
            m_delegate->reset();
            scheduleDelayedItemsLayout();
        }
    }
}

void QueueView::takeTheme()
{
    QPalette own = viewport()->palette();
    if (own.color(QPalette::Base) == Theme::current().surface)
        return;
    own.setColor(QPalette::Base, Theme::current().surface);
    viewport()->setPalette(own);
}

void QueueView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    RowListView::selectionChanged(selected, deselected);
    emit idsSelected();
}

void QueueView::updateVisible(const std::function<bool(const TransferSnapshot &)> &concerns)
{
    const auto [first, last] = rowsBetween(0, viewport()->height() - 1);
    for (int row = first; row <= last; ++row) {
        if (concerns(m_model.snapshotAt(row)))
            update(m_model.index(row, 0));
    }
}

void QueueView::watchSeconds()
{
    const TransferModel &all = m_model.transfers();
    const bool any = all.count(TransferFilter::Active) > 0 || all.count(TransferFilter::Waiting) > 0;
    if (any && isVisible() && !m_seconds.isActive())
        m_seconds.start(0);
}

void QueueView::tick()
{
    // Running times and countdowns are the only texts that change without news.
    const QDateTime now = QDateTime::currentDateTimeUtc();
    std::optional<qint64> next;
    updateVisible([&](const TransferSnapshot &s) {
        const std::optional<qint64> until = untilTextChanges(s, now);
        if (until)
            next = qMin(next.value_or(*until), *until);
        return until.has_value() || millisecondsLeft(s, now) == 0;
    });
    constexpr int shortest = 50, late = 5; // several rows have seconds of their own
    if (next && isVisible())
        m_seconds.start(qMax(shortest, int(*next) + late));
}

void QueueView::showEvent(QShowEvent *event)
{
    RowListView::showEvent(event);
    watchSeconds();
}

void QueueView::hideEvent(QHideEvent *event)
{
    RowListView::hideEvent(event);
    m_seconds.stop();
}

/// Who has a row in sight does not lose it because the window becomes lower.
void QueueView::resizeEvent(QResizeEvent *event)
{
    const QModelIndex current = currentIndex();
    const QRect row = visualRect(current);
    const bool inSight =
        selectionModel()->isSelected(current) && row.top() >= 0 && row.top() < event->oldSize().height();
    RowListView::resizeEvent(event);
    if (inSight)
        scrollTo(current);
}

void QueueView::startRename(TransferId id)
{
    const QModelIndex index = m_model.indexOf(id);
    if (!index.isValid())
        return;
    scrollTo(index);
    const TransferSnapshot &s = m_model.snapshotAt(index.row());
    auto *editor = new NameEditor(s.name, viewport());
    editor->setGeometry(m_delegate->layoutOf(optionFor(index), index).name.adjusted(-9, -5, 10, 1));
    editor->show();
    editor->setFocus(Qt::OtherFocusReason);
    connect(editor, &NameEditor::finished, this, [this, id, before = s.name](bool keep, const QString &name) {
        setFocus(Qt::OtherFocusReason);
        if (keep && !name.isEmpty() && name != before)
            emit renamed(id, name);
    });
}

} // namespace ferry::ui
