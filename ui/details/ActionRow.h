#pragma once

#include "ui/details/DetailsActions.h"

#include <QPointer>
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
    /// Who gets the focus of a button that goes, where no other takes its place.
    void setFocusHeir(QWidget *heir) { m_heir = heir; }

signals:
    void triggered(ferry::ui::DetailsAction action);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();
    void orderByTab();
    QWidget *heirOf(DetailsAction action, qsizetype at) const;

    QList<DetailsAction> m_actions;
    QList<QWidget *> m_buttons;
    QPointer<QWidget> m_heir;
};

} // namespace ferry::ui
