#pragma once

#include "core/models/TransferFilterModel.h"
#include "core/types/Destination.h"

#include <QAbstractButton>
#include <QListView>

namespace ferry::ui {

class SidebarDelegate;
class SidebarModel;

/// The list part of the sidebar. Drags over a destination are told; deciding about them is not done here.
class SidebarList : public QListView
{
    Q_OBJECT

public:
    SidebarList(SidebarModel &model, SidebarDelegate &delegate, QWidget *parent);

signals:
    void destinationChosen(const ferry::Destination &destination);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void initViewItemOption(QStyleOptionViewItem *option) const override;
    /// Walking over the destinations leaves the chosen filter chosen.
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index, const QEvent *event) const override;

private:
    void chooseCurrent();

    SidebarModel &m_model;
    bool m_keyboardFocus = false;
};

/// Filters with counts, destinations, and Settings at the foot; a rail of icons where the window is narrow. GUI thread.
class Sidebar : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(TransferFilterModel &transfers, QWidget *parent = nullptr);

    void setDestinations(const QList<Destination> &destinations);
    void setRail(bool rail);
    bool isRail() const { return m_rail; }
    void setFilter(TransferFilter filter);
    TransferFilter filter() const;

    /// The destination under a position of the sidebar.
    const Destination *destinationAt(QPoint position) const;
    /// Marks the destination under a position as the one a drag goes to; nothing where there is none.
    void markDropTarget(std::optional<QPoint> position);

    SidebarList *list() const { return m_list; }
    QAbstractButton *settingsButton() const { return m_settings; }

signals:
    void filterChosen(ferry::TransferFilter filter);
    void destinationChosen(const ferry::Destination &destination);
    void settingsClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    SidebarModel *m_model = nullptr;
    SidebarDelegate *m_delegate = nullptr;
    SidebarList *m_list = nullptr;
    QAbstractButton *m_settings = nullptr;
    bool m_rail = false;
};

} // namespace ferry::ui
