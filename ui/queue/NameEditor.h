#pragma once

#include <QLineEdit>

namespace ferry::ui {

/// A field over the name of a row. Enter and the loss of the focus keep what is typed, Esc does not; either comes once,
/// and the editor deletes itself after it. Its keys never reach the row below. GUI thread.
class NameEditor : public QLineEdit
{
    Q_OBJECT

public:
    NameEditor(const QString &name, QWidget *parent);

signals:
    void finished(bool keep, const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void finish(bool keep);

    bool m_done = false;
};

} // namespace ferry::ui
