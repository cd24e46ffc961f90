#pragma once

#include "ui/sheets/Notice.h"

namespace ferry::ui {

class RateBox;

/// Asks for one speed limit. GUI thread. Open it with open().
class RateDialog : public Notice
{
    Q_OBJECT

public:
    RateDialog(const QString &title, qint64 bytesPerSecond, QWidget *parent = nullptr);

    RateBox *field() const { return m_field; }

signals:
    void chosen(qint64 bytesPerSecond);

protected:
    void showEvent(QShowEvent *event) override;

private:
    RateBox *m_field = nullptr;
};

/// Opens one over the window; it deletes itself.
RateDialog *openRateDialog(const QString &title, qint64 bytesPerSecond, QWidget *window);

} // namespace ferry::ui
