#pragma once

#include "core/types/HeaderList.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace ferry::ui {

/// Header fields as two columns to read. GUI thread.
class HeaderTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit HeaderTableModel(QObject *parent = nullptr);

    void setHeaders(const HeaderList &headers);
    const HeaderList &headers() const { return m_headers; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    HeaderList m_headers;
};

/// As high as its rows up to `mostRows`, or all of them, without grid and heads; Ctrl+C copies the selected lines. GUI
/// thread.
class HeaderTable : public QTableView
{
    Q_OBJECT

public:
    static constexpr int mostRows = 10;

    explicit HeaderTable(QWidget *parent = nullptr);

    void setHeaders(const HeaderList &headers);
    /// All rows, however many: where no body below needs the room.
    void setWhole(bool whole);
    const HeaderList &headers() const { return m_model->headers(); }
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    /// "Name: value" a line.
    static QString asText(const HeaderList &headers);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitNames();
    void fitRows();

    HeaderTableModel *m_model;
    bool m_whole = false;
};

} // namespace ferry::ui
