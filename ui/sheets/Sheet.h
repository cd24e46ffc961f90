#pragma once

#include <optional>
#include <QDialog>

class QHBoxLayout;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace ferry::ui {

class FieldProblem;

/// A window-modal dialog with a body that scrolls and a fixed footer: what is wrong at the left, Cancel and the one
/// primary button at the right. Ctrl+Enter submits, Esc closes; Enter in a field does neither. Where closing would lose
/// something, it asks first. GUI thread.
class Sheet : public QDialog
{
    Q_OBJECT

public:
    explicit Sheet(QWidget *parent = nullptr);

    QPushButton *primaryButton() const { return m_primary; }
    FieldProblem *summary() const { return m_summary; }

public slots:
    virtual void submit() = 0;
    void reject() override;

protected:
    void showEvent(QShowEvent *event) override;
    /// All that a person can write or choose in it, as texts to be compared; what is being typed is taken in first.
    virtual QStringList entered() = 0;
    /// Something differs from what it was shown or filled with.
    bool isTouched();
    /// Closing it would lose something: what was written in it, unless a sheet has more.
    virtual bool hasWork() { return isTouched(); }
    /// What stands in it now is no work of the person's.
    void setUntouched();
    /// Adds a row with a label in the label column; `buddy` gets the focus by the label's mnemonic.
    /// `note` stands below the label.
    void addRow(const QString &label, QWidget *field, QWidget *buddy = nullptr, QWidget *note = nullptr);
    /// The widgets of one row, one below the other.
    static QVBoxLayout *column(QWidget *widget);
    QVBoxLayout *bodyLayout() const { return m_body; }
    QHBoxLayout *footerLayout() const { return m_footer; }
    QScrollArea *scrollArea() const { return m_scroll; }
    /// Brings the widget into view and gives it the focus as by the keyboard; a table goes to its first problem.
    void focusField(QWidget *field);

private:
    std::optional<QStringList> m_before; ///< entered(), when it was filled last
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_body = nullptr;
    QHBoxLayout *m_footer = nullptr;
    FieldProblem *m_summary = nullptr;
    QPushButton *m_primary = nullptr;
};

} // namespace ferry::ui
