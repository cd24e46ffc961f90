#pragma once

#include "ui/details/Verdict.h"

#include <QWidget>

namespace ferry::ui {

/// The verdict on an item: a banner on its soft colour with icon, title and reason. GUI thread.
class VerdictBanner : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictBanner(QWidget *parent = nullptr);

    void setVerdict(const Verdict &verdict);
    const Verdict &verdict() const { return m_verdict; }
    /// Of one line: how high it really is depends on the width alone, and the layout asks for that.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    Verdict m_verdict;
    QLabel *m_icon = nullptr;
    ToneLabel *m_title = nullptr;
    ToneLabel *m_text = nullptr;
};

/// Sent, accepted, link: three cells in one frame, each with icon and word. GUI thread.
class VerdictCells : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictCells(QWidget *parent = nullptr);

    /// Hidden while there are none.
    void setCells(const QList<VerdictCell> &cells);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<VerdictCell> m_cells;
};

} // namespace ferry::ui
