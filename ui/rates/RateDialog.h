#pragma once

#include "ui/sheets/Notice.h"

namespace ferry::ui {

class FieldProblem;
class RateBox;

/// Asks for one speed limit, and says so where the text is none. GUI thread. Open it with open(); chosen() is followed
/// by accept().
class RateDialog : public Notice
{
    Q_OBJECT

public:
    RateDialog(const QString &title, qint64 bytesPerSecond, QWidget *parent = nullptr);

    RateBox *field() const { return m_field; }
    FieldProblem *problem() const { return m_problem; }

signals:
    void chosen(qint64 bytesPerSecond);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void submit();

    RateBox *m_field = nullptr;
    FieldProblem *m_problem = nullptr;
};

/// Opens one over the window; it deletes itself.
RateDialog *openRateDialog(const QString &title, qint64 bytesPerSecond, QWidget *window);

} // namespace ferry::ui
