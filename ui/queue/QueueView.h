#pragma once

#include "ui/queue/QueueModel.h"
#include "ui/queue/RowListView.h"
#include "ui/queue/RowText.h"

#include <functional>
#include <QTimer>

namespace ferry::ui {

class TransferDelegate;

/// The list of transfers: rows of one height, scrolled by pixels, driven by keyboard and pointer. Does nothing itself:
/// what a person wants of an item goes out by signals. GUI thread.
class QueueView : public RowListView
{
    Q_OBJECT

public:
    explicit QueueView(QueueModel &model, QWidget *parent = nullptr);

    /// The selected items from the top down.
    QList<TransferId> selectedIds() const;
    /// 0 if there is none.
    TransferId currentId() const;
    /// Makes it the current and only selected item, and brings it into view.
    void selectItem(TransferId id);
    /// Selects those of them that have a row, and brings the first one into view. Leaves all as it was where none has.
    void selectItems(const QList<TransferId> &ids);
    /// Selects the current row, or else the first one, where nothing is selected. False where there is no row.
    bool selectSomething();
    /// Opens the editor for the name of an item.
    void startRename(TransferId id);
    /// Whether something in sight counts its seconds.
    bool isCounting() const { return m_seconds.isActive(); }
    TransferDelegate *transferDelegate() const { return m_delegate; }

signals:
    void actionTriggered(ferry::ui::RowAction action, ferry::TransferId id, QPoint globalPosition);
    void detailsRequested();
    void menuRequested(QPoint globalPosition);
    void renamed(ferry::TransferId id, const QString &name);
    void idsSelected();

protected:
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void customEvent(QEvent *event) override;
    void initViewItemOption(QStyleOptionViewItem *option) const override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    QStyleOptionViewItem optionFor(const QModelIndex &index) const;
    bool offerToButtons(QMouseEvent *event);
    void runFirstAction();
    void selectRow(const QModelIndex &index);
    /// -1 where nothing is selected.
    int topSelectedRow() const;
    void keepPlace();
    /// Selects the row that closed up to where the topmost selected one was, if rows went and none is selected now.
    void takePlace();
    bool selectByFirstArrow(const QKeyEvent &event);
    void takeTheme();
    void updateVisible(const std::function<bool(const TransferSnapshot &)> &concerns);
    void watchSeconds();
    void tick();
    void setKeyboardFocus(bool on);

    QueueModel &m_model;
    TransferDelegate *m_delegate = nullptr;
    QTimer m_seconds; ///< runs only while a row in sight counts its seconds: "for 12 s", "in 0:18"
    int m_place = -1; ///< topSelectedRow() from before rows went; kept until the end of this turn of the loop at most
    bool m_keyboardFocus = false;
};

} // namespace ferry::ui
