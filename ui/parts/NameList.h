#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace ferry::ui {

/// A read-only list of names with an icon at the left and a word at the right, in a box; as high as its rows. Names of
/// any kind are shown by harmless(). Painted, not interactive; read by screen readers as one text. GUI thread.
class NameList : public QWidget
{
    Q_OBJECT

public:
    struct Item
    {
        QString icon;
        QString name;
        QString detail;
        bool faint = false; ///< the name is not a name yet
    };
    enum class Look { Plain, Tiles };

    explicit NameList(Look look, QWidget *parent = nullptr);

    void setItems(const QList<Item> &items);
    const QList<Item> &items() const { return m_items; }
    /// Shown when there are no items.
    void setEmptyText(const QString &text);
    /// The frame of an input in place of a faint line.
    void setInputFrame(bool on);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    void paintItem(QPainter *painter, const QRect &row, const Item &item) const;

    QList<Item> m_items;
    QString m_empty;
    Look m_look;
    bool m_inputFrame = false;
};

} // namespace ferry::ui
