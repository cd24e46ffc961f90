#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QPushButton;
class QTimer;

namespace ferry::ui {

class ElidedLabel;

/// A line above the status bar that says something and offers to act on it. With a time limit it goes by itself, but
/// not while the pointer or the focus is on it. GUI thread.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Shows it. An empty label hides its button. seconds 0: stays until it is closed.
    void present(const QString &icon, const QString &sentence, const QString &first, const QString &second,
                 int seconds);
    /// Who gets the focus where the bar goes while it has it.
    void setFocusHeir(QWidget *heir) { m_heir = heir; }
    void setVisible(bool visible) override;
    /// Closes it as if its time were over; nothing happens if it is not shown.
    void expire();

    QString sentence() const;
    QPushButton *firstButton() const { return m_first; }
    QPushButton *secondButton() const { return m_second; }

signals:
    void firstClicked();
    void secondClicked();
    /// It was closed, or its time is over, without an answer.
    void expired();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void holdOrRun();
    void setIcon();
    void answer(void (NoticeBar::*signal)());

    QString m_iconName;
    QLabel *m_icon = nullptr;
    ElidedLabel *m_text = nullptr;
    QPushButton *m_first = nullptr;
    QPushButton *m_second = nullptr;
    QTimer *m_timer = nullptr;
    QPointer<QWidget> m_heir;
    bool m_open = false;
    bool m_limited = false;
};

} // namespace ferry::ui
