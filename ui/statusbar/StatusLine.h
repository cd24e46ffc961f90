#pragma once

#include "core/models/TransferModel.h"

#include <QUrl>
#include <QWidget>

class QLabel;
class QTimer;

namespace ferry::ui {

class ElidedLabel;
class LimitsButton;
class ToneLabel;

/// The last line of the window: speeds, how many run, the developer server; for some seconds a sentence in place of the
/// numbers, which screen readers are told. GUI thread.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(TransferModel &model, QWidget *parent = nullptr);

    void setParallel(int count);
    /// Speed limits in force, bytes a second; 0 none.
    void setLimits(qint64 down, qint64 up);
    LimitsButton *limitsButton() const { return m_limits; }
    /// Invalid: there is none.
    /// note: what else is to be known of it, for the tip; may be empty.
    void setDevServer(const QUrl &url, const QString &note = {});
    void say(const QString &sentence);
    QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showServer();
    void fit();
    void setIcons();

    TransferModel &m_model;
    QLabel *m_upIcon = nullptr;
    QLabel *m_downIcon = nullptr;
    QLabel *m_serverIcon = nullptr;
    ToneLabel *m_up = nullptr;
    ToneLabel *m_down = nullptr;
    ToneLabel *m_running = nullptr;
    LimitsButton *m_limits = nullptr;
    ElidedLabel *m_sentence = nullptr;
    ToneLabel *m_server = nullptr;
    QTimer *m_sayTimer = nullptr;
    QUrl m_serverUrl;
    QString m_serverAddress; ///< as words
    QString m_serverNote;
    int m_parallel = 10;
};

} // namespace ferry::ui
