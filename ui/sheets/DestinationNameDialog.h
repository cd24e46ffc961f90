#pragma once

#include "core/types/Destination.h"
#include "ui/sheets/Notice.h"

class QLineEdit;
class QPushButton;

namespace ferry::ui {

class FieldProblem;

/// Asks for the name under which an address is kept as a destination. Where another destination has that name, it says
/// so, and replaces it by its button alone, not by Enter in the field. GUI thread. Open it with open(); named() is
/// followed by accept().
class DestinationNameDialog : public Notice
{
    Q_OBJECT

public:
    /// name: what stands in the field at first. others: those that are not replaced without a word.
    DestinationNameDialog(const QUrl &address, const QString &name, const QList<Destination> &others,
                          QWidget *parent = nullptr);

    QLineEdit *name() const { return m_name; }
    FieldProblem *problem() const { return m_problem; }
    QPushButton *saveButton() const { return m_save; }

signals:
    /// Not empty, and without spaces at its ends.
    void named(const QString &name);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addField(const QString &name);
    void addButtons();
    const Destination *replaced() const;
    void follow();
    void submit();

    QList<Destination> m_others;
    QLineEdit *m_name = nullptr;
    FieldProblem *m_problem = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace ferry::ui
