#pragma once

#include <QTableView>

namespace ferry::ui {

class KeyValueModel;

/// The table in which form fields and headers are written. Tab goes from cell to cell and leaves after the last one;
/// Delete removes a row; Space shows or hides a secret; lines of "name: value" can be pasted. Grows with its rows up to
/// `mostRows`, then scrolls. GUI thread.
class KeyValueTable : public QTableView
{
    Q_OBJECT

public:
    static constexpr int fewestRows = 3;
    static constexpr int mostRows = 6;

    KeyValueTable(const QString &nameTitle, const QString &valueTitle, const QString &namePlaceholder,
                  const QString &valuePlaceholder, QWidget *parent = nullptr);

    KeyValueModel &values() const { return *m_model; }
    /// Gives the focus to the cell and opens its editor.
    void editCell(int row, int column);
    /// To the first row with a problem, else to the first one.
    void goToProblem();
    /// Writes what is being typed into the model.
    void commitEditor();
    /// Rows that the table shows at least.
    void setFewestRows(int rows);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The focus went elsewhere.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;

private:
    void copy();
    void paste();
    void removeCurrentRow();
    void rowsChanged();
    void leave();
    bool atEdge(bool last) const;

    KeyValueModel *m_model;
    int m_fewest = fewestRows;
};

} // namespace ferry::ui
