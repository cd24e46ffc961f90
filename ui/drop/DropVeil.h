#pragma once

#include "ui/drop/DropOffer.h"

#include <QWidget>

namespace ferry::ui {

/// Lies over the queue while something is dragged over the window, and says what dropping it would do. Transparent to
/// the mouse; never asks. GUI thread.
class DropVeil : public QWidget
{
    Q_OBJECT

public:
    explicit DropVeil(QWidget *parent);

    /// target and address: of the destination under the pointer, or empty.
    void present(const DropOffer &offer, const QString &target, const QString &address);
    QString title() const { return m_title; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString titleFor(const QString &target) const;
    QString restLine() const;
    void drawCard(QPainter *painter, const QRect &card) const;
    int cardHeight() const;

    DropOffer m_offer;
    QString m_title;
    QString m_subtitle;
};

} // namespace ferry::ui
