#pragma once

#include <QWidget>

namespace ferry::ui {

/// A horizontal separator of one pixel in the theme's line colour. GUI thread.
class Line : public QWidget
{
    Q_OBJECT

public:
    explicit Line(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ferry::ui
