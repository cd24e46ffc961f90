#pragma once

#include "ui/queue/QueueModel.h"

#include <QWidget>

class QActionGroup;
class QToolButton;

namespace ferry::ui {

class ElidedLabel;
class ToneLabel;

/// The line above the list: the filter's name, how many items it shows, what is still to go, and the order. GUI thread.
class QueueHead : public QWidget
{
    Q_OBJECT

public:
    explicit QueueHead(QueueModel &model, QWidget *parent = nullptr);

    QToolButton *sortButton() const { return m_sort; }
    QActionGroup *orders() const { return m_orders; }
    /// Reads the model again.
    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addOrder(TransferSort order, const QString &name);

    QueueModel &m_model;
    ToneLabel *m_name = nullptr;
    ElidedLabel *m_count = nullptr;
    QToolButton *m_sort = nullptr;
    QActionGroup *m_orders = nullptr;
};

/// The name of a filter as the sidebar and the head of the list show it.
QString filterName(TransferFilter filter);

} // namespace ferry::ui
