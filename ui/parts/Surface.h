#pragma once

#include <QWidget>

namespace ferry::ui {

/// A part of a window on the surface colour, with a line at its left, around one widget. GUI thread.
class Surface : public QWidget
{
    Q_OBJECT

public:
    explicit Surface(QWidget *content, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ferry::ui
