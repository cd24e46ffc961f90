#pragma once

#include "ui/details/DetailsActions.h"

#include <QWidget>

namespace ferry::ui {

/// Buttons for what can be done with the item, wrapping where it is narrow. GUI thread.
class ActionRow : public QWidget
{
    Q_OBJECT

public:
    explicit ActionRow(QWidget *parent = nullptr);

    /// Hidden without any; the first one is tonal.
    void setActions(const QList<DetailsAction> &actions);

signals:
    void triggered(ferry::ui::DetailsAction action);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    QList<DetailsAction> m_actions;
    QList<QWidget *> m_buttons;
};

} // namespace ferry::ui
