#pragma once

#include "core/types/SignIn.h"
#include "ui/sheets/Notice.h"

class QGridLayout;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace ferry::ui {

class FieldProblem;

/// Asks for a name and a password for one realm of a server, or for a proxy, in the server's own words. What is written
/// goes out by accepted() alone, and is forgotten with the dialog. GUI thread. Open it with open().
class SignInDialog : public Notice
{
    Q_OBJECT

public:
    /// `items` of the queue wait for it; `user` stands in the field at first.
    explicit SignInDialog(const SignIn &where, int items = 1, const QString &user = {}, QWidget *parent = nullptr);

    const SignIn &where() const { return m_where; }

    QLineEdit *user() const { return m_user; }
    QLineEdit *password() const { return m_password; }
    QToolButton *showButton() const { return m_show; }
    FieldProblem *problem() const { return m_problem; }
    FieldProblem *userProblem() const { return m_userProblem; }
    QPushButton *signInButton() const { return m_signIn; }
    /// The sentence about a connection that anybody can read; empty where there is none.
    QString warning() const { return m_warning; }

signals:
    void given(const ferry::SignIn &where, const ferry::Credentials &credentials);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addFields(const QString &user);
    void addField(QGridLayout *grid, const QString &label, QLineEdit *field, QWidget *beside, FieldProblem *problem);
    void addNotes(int items);
    void addButtons();
    void submit();

    SignIn m_where;
    QString m_warning;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QToolButton *m_show = nullptr;
    FieldProblem *m_userProblem = nullptr;
    FieldProblem *m_problem = nullptr;
    QPushButton *m_signIn = nullptr;
};

} // namespace ferry::ui
