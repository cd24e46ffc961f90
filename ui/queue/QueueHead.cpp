#include "ui/queue/QueueHead.h"

#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/parts/Numbers.h"
#include "ui/parts/Tone.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace ferry::ui {

QString filterName(TransferFilter filter)
{
    switch (filter) {
    case TransferFilter::All:
        return QueueHead::tr("All");
    case TransferFilter::Active:
        return QueueHead::tr("Active");
    case TransferFilter::Waiting:
        return QueueHead::tr("Waiting");
    case TransferFilter::Ready:
        return QueueHead::tr("Ready to save");
    case TransferFilter::Done:
        return QueueHead::tr("Done");
    case TransferFilter::Problems:
        return QueueHead::tr("Problems");
    }
    Q_UNREACHABLE();
}

QueueHead::QueueHead(QueueModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    setFixedHeight(scaled(metrics::listHeadHeight));
    m_name = new ToneLabel({}, Tone::Text, 13, QFont::DemiBold, this);
    m_count = new ElidedLabel(Tone::Secondary, 12, QFont::Normal, Qt::ElideRight, this);
    m_sort = new QToolButton(this);
    m_sort->setIcon(icon(QStringLiteral("sort")));
    m_sort->setIconSize(QSize(metrics::iconSmall, metrics::iconSmall));
    m_sort->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sort->setPopupMode(QToolButton::InstantPopup);
    setButtonKind(m_sort, ButtonKind::Quiet);
    m_sort->setFont(scaledFont(12));
    m_sort->setFixedHeight(scaled(28));
    m_sort->setAccessibleName(tr("Order of the list"));
    m_sort->setToolTip(tr("Order of the list"));
    m_orders = new QActionGroup(this);
    auto *menu = new QMenu(m_sort);
    m_sort->setMenu(menu);
    addOrder(TransferSort::NewestFirst, tr("Newest first"));
    addOrder(TransferSort::OldestFirst, tr("Oldest first"));
    addOrder(TransferSort::Line, tr("In line"));
    addOrder(TransferSort::Name, tr("By name"));
    addOrder(TransferSort::Size, tr("By size"));
    addOrder(TransferSort::State, tr("By state"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::space16, 0, metrics::space4, 1);
    layout->setSpacing(metrics::space8);
    layout->addWidget(m_name);
    layout->addWidget(m_count, 1);
    layout->addWidget(m_sort);
    connect(m_orders, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_model.setOrder(TransferSort(action->data().toInt()));
        refresh();
    });
    connect(&model, &TransferFilterModel::summaryChanged, this, &QueueHead::refresh);
    refresh();
}

void QueueHead::addOrder(TransferSort order, const QString &name)
{
    QAction *action = m_sort->menu()->addAction(name);
    action->setCheckable(true);
    action->setData(int(order));
    m_orders->addAction(action);
}

void QueueHead::refresh()
{
    m_name->setText(filterName(m_model.filter()));
    const int shown = m_model.search().isEmpty() ? m_model.count(m_model.filter()) : m_model.rowCount();
    const QString count = tr("%Ln item(s)", "in the list", shown);
    const qint64 toGo = m_model.transfers().bytesToGo();
    const bool says = toGo > 0 && m_model.search().isEmpty() &&
                      (m_model.filter() == TransferFilter::All || m_model.filter() == TransferFilter::Active);
    const QString sum = m_model.transfers().unsized() > 0 ? tr("%1, at least %2 still to go", "items, bytes")
                                                          : tr("%1, %2 still to go", "items, bytes");
    m_count->setFullText(says ? sum.arg(count, sizeText(toGo)) : count);
    for (QAction *action : m_orders->actions()) {
        if (action->data().toInt() == int(m_model.order())) {
            action->setChecked(true);
            m_sort->setText(action->text());
        }
    }
}

void QueueHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().surface);
    drawBottomLine(&painter, rect());
}

} // namespace ferry::ui
