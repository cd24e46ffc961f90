#pragma once

#include "core/types/TransferSnapshot.h"

#include <QWidget>

namespace ferry::ui {

/// One stretch of a request's time.
struct TimingStep
{
    QString name;
    qint64 start = 0;  ///< microseconds from the start of the request
    qint64 length = 0; ///< microseconds
    bool waiting = false; ///< for the other side, while nothing moves

    friend bool operator==(const TimingStep &, const TimingStep &) = default;
};

/// The steps that happened, in order; the last one is that in which it ended. Pure.
QList<TimingStep> timingSteps(const Exchange &exchange);

/// The steps as bars below each other on one scale of time. GUI thread.
class TimingChart : public QWidget
{
    Q_OBJECT

public:
    explicit TimingChart(QWidget *parent = nullptr);

    void setExchange(const Exchange &exchange);
    const QList<TimingStep> &steps() const { return m_steps; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<TimingStep> m_steps;
    qint64 m_total = 0;
};

} // namespace ferry::ui
