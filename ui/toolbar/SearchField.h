#pragma once

#include <QLineEdit>

namespace ferry::ui {

/// The search of the toolbar: a glass at its start, the shortcut at its end while it is empty and there is room, a
/// button that clears it otherwise. GUI thread.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget *parent = nullptr);

    void setHint(const QString &shortcut);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

signals:
    /// Down or Enter: the person goes on in the list.
    void left();

private:
    QAction *m_clear = nullptr;
    QString m_hint;
};

} // namespace ferry::ui
