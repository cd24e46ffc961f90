#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/sheets/Notice.h"

class QLineEdit;
class QPushButton;

namespace ferry::ui {

class FieldProblem;
class ToneLabel;

/// Asks for another address of the same file, as when a link has expired, and says what becomes of the bytes. GUI
/// thread. Open it with open(); given() is followed by accept().
class ReplaceAddressDialog : public Notice
{
    Q_OBJECT

public:
    explicit ReplaceAddressDialog(const TransferSnapshot &snapshot, QWidget *parent = nullptr);

    ToneLabel *now() const { return m_now; } ///< without its secrets
    QLineEdit *address() const { return m_address; }
    FieldProblem *problem() const { return m_problem; }
    QPushButton *replaceButton() const { return m_replace; }

signals:
    void given(ferry::TransferId id, const QUrl &url);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addFields(const TransferSnapshot &snapshot);
    void addButtons();
    void submit();

    TransferId m_id;
    ToneLabel *m_now = nullptr;
    QLineEdit *m_address = nullptr;
    FieldProblem *m_problem = nullptr;
    QPushButton *m_replace = nullptr;
};

} // namespace ferry::ui
