#include "ui/sidebar/Sidebar.h"

#include "ui/look/Theme.h"
#include "ui/sidebar/SidebarDelegate.h"
#include "ui/sidebar/SidebarModel.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int wide = 184, narrow = 64;

/// Settings, drawn as the rows above it.
class FootButton final : public QAbstractButton
{
public:
    explicit FootButton(QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(Sidebar::tr("Settings"));
        setAccessibleName(text());
        setToolTip(Sidebar::tr("Settings (%1)")
                       .arg(QKeySequence(Qt::CTRL | Qt::Key_Comma).toString(QKeySequence::NativeText)));
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
    }

    void setRail(bool rail)
    {
        m_rail = rail;
        setFixedHeight(sidebarRowHeight(rail));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        SidebarRow row;
        row.icon = QStringLiteral("settings");
        row.text = text();
        row.hovered = underMouse();
        row.pressed = isDown();
        row.rail = m_rail;
        drawSidebarRow(&painter, rect(), row, layoutDirection());
    }

private:
    bool m_rail = false;
};

} // namespace

SidebarList::SidebarList(SidebarModel &model, SidebarDelegate &delegate, QWidget *parent)
    : QListView(parent)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(&delegate);
    setAccessibleName(tr("Filters and destinations"));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAutoFillBackground(false);
    connect(this, &QListView::clicked, this, &SidebarList::chooseCurrent);
}

void SidebarList::chooseCurrent()
{
    if (const Destination *destination = m_model.destinationAt(currentIndex()))
        emit destinationChosen(*destination);
}

void SidebarList::keyPressEvent(QKeyEvent *event)
{
    m_keyboardFocus = true;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        chooseCurrent();
    else
        QListView::keyPressEvent(event);
    update(currentIndex());
}

void SidebarList::mousePressEvent(QMouseEvent *event)
{
    m_keyboardFocus = false;
    QListView::mousePressEvent(event);
}

void SidebarList::focusInEvent(QFocusEvent *event)
{
    m_keyboardFocus = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    QListView::focusInEvent(event);
}

void SidebarList::initViewItemOption(QStyleOptionViewItem *option) const
{
    QListView::initViewItemOption(option);
    option->state.setFlag(QStyle::State_KeyboardFocusChange, m_keyboardFocus);
}

QItemSelectionModel::SelectionFlags SidebarList::selectionCommand(const QModelIndex &index, const QEvent *) const
{
    const bool isFilter = index.isValid() && index.row() < transferFilterCount;
    return isFilter ? QItemSelectionModel::ClearAndSelect : QItemSelectionModel::NoUpdate;
}

Sidebar::Sidebar(TransferFilterModel &transfers, QWidget *parent)
    : QWidget(parent)
    , m_model(new SidebarModel(transfers, this))
    , m_delegate(new SidebarDelegate(this))
    , m_list(new SidebarList(*m_model, *m_delegate, this))
{
    auto *foot = new FootButton(this);
    m_settings = foot;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::space8, 1, metrics::space8);
    layout->setSpacing(metrics::space4);
    layout->addWidget(m_list, 1);
    layout->addWidget(foot);
    connect(foot, &QAbstractButton::clicked, this, &Sidebar::settingsClicked);
    connect(m_list, &SidebarList::destinationChosen, this, &Sidebar::destinationChosen);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid() && index.row() < transferFilterCount)
            emit filterChosen(TransferFilter(index.row()));
    });
    setRail(false);
    setFilter(TransferFilter::All);
}

void Sidebar::setDestinations(const QList<Destination> &destinations)
{
    const TransferFilter chosen = filter();
    m_model->setDestinations(destinations);
    setFilter(chosen);
}

void Sidebar::setRail(bool rail)
{
    m_rail = rail;
    m_delegate->setRail(rail);
    // A bar would stand on the counts; the wheel and the keys scroll as well.
    m_list->setVerticalScrollBarPolicy(rail ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    static_cast<FootButton *>(m_settings)->setRail(rail);
    setFixedWidth(scaled(rail ? narrow : wide));
    m_list->doItemsLayout();
    m_list->viewport()->update();
}

void Sidebar::setFilter(TransferFilter filter)
{
    const QModelIndex index = m_model->index(int(filter));
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

TransferFilter Sidebar::filter() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    return rows.isEmpty() ? TransferFilter::All : TransferFilter(rows.first().row());
}

const Destination *Sidebar::destinationAt(QPoint position) const
{
    return m_model->destinationAt(m_list->indexAt(m_list->viewport()->mapFrom(this, position)));
}

void Sidebar::markDropTarget(std::optional<QPoint> position)
{
    QModelIndex index;
    if (position && destinationAt(*position))
        index = m_list->indexAt(m_list->viewport()->mapFrom(this, *position));
    m_delegate->setDropTarget(index);
    m_list->viewport()->update();
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().window);
    const QRect edge(width() - 1, 0, 1, height());
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), edge), Theme::current().line);
}

void Sidebar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_delegate)
        setRail(m_rail);
}

} // namespace ferry::ui
