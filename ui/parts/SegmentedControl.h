#pragma once

#include <QAbstractButton>

namespace ferry::ui {

/// Two or more choices side by side in one frame; the chosen one has a check mark, so it is not told by colour alone.
/// Arrow keys move the choice. GUI thread.
class SegmentedControl : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentedControl(const QStringList &choices, QWidget *parent = nullptr);

    int current() const;
    void setCurrent(int index);

signals:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<QAbstractButton *> m_buttons;
};

/// One choice of it.
class Segment : public QAbstractButton
{
    Q_OBJECT

public:
    Segment(const QString &text, QWidget *parent);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ferry::ui
