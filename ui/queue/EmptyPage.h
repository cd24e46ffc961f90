#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace ferry::ui {

class ToneLabel;

/// What stands in place of the list when it shows nothing: the picture and two buttons where Ferry was never used, one
/// sentence for a filter, one sentence and a way out for a search. GUI thread.
class EmptyPage : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

    void showWelcome();
    void showSentence(const QString &sentence);
    void showSearch(const QString &text);

    bool isWelcome() const { return m_welcome; }
    QPushButton *uploadButton() const { return m_upload; }
    QPushButton *downloadButton() const { return m_download; }
    QPushButton *clearButton() const { return m_clear; }

signals:
    void uploadClicked();
    void downloadClicked();
    void clearClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setWelcome(bool on);
    void offer(QPushButton *button, bool on);

    QWidget *m_picture = nullptr;
    ToneLabel *m_title = nullptr;
    ToneLabel *m_hint = nullptr;
    QPushButton *m_upload = nullptr;
    QPushButton *m_download = nullptr;
    QPushButton *m_clear = nullptr;
    bool m_welcome = true;
};

} // namespace ferry::ui
