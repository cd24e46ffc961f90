#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/details/DetailsActions.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace ferry::ui {

class AnswerPage;
class ElidedLabel;
class RequestPage;
class SelectionPage;
class TimingPage;

/// What there is to know of the selected items: of one its answer, its request as sent, and its timing; of several the
/// count, the sum and what can be done with all of them. GUI thread. Cheap to feed at 10 Hz: only what changed is set.
/// Acts on nothing itself; every action goes out as a signal with the ids it is about. (Links are copied here.)
class DetailsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DetailsPanel(QWidget *parent = nullptr);

    /// The selection, in the order of the queue. Empty: one sentence says what to do.
    void setSnapshots(const QList<TransferSnapshot> &snapshots);
    /// As a page in place of the queue: Back at the left in place of Close at the right.
    void setAsPage(bool page);
    /// Little height: the three cells go and the headers are folded. It also sees to this itself when it is under 560 px.
    void setLow(bool low);

    QTabWidget *tabs() const { return m_tabs; }
    AnswerPage *answer() const { return m_answer; }
    RequestPage *request() const { return m_request; }
    TimingPage *timing() const { return m_timing; }
    SelectionPage *selection() const { return m_selection; }

signals:
    void closeRequested(); ///< Close, Back or Esc
    void saveRequested(const QList<ferry::TransferId> &ids);
    void saveAsRequested(ferry::TransferId id);
    void openRequested(ferry::TransferId id); ///< the file, temporary or saved
    void showInFolderRequested(ferry::TransferId id);
    void discardRequested(const QList<ferry::TransferId> &ids);
    void cancelRequested(const QList<ferry::TransferId> &ids);
    void pauseRequested(const QList<ferry::TransferId> &ids);
    void resumeRequested(const QList<ferry::TransferId> &ids);
    void retryRequested(const QList<ferry::TransferId> &ids); ///< for an unknown one: the person has decided
    void removeRequested(const QList<ferry::TransferId> &ids);
    void reviewRequested(ferry::TransferId id); ///< the certificate
    void signInRequested(ferry::TransferId id);
    void markDoneRequested(ferry::TransferId id);
    void openLinkRequested(const QUrl &link);
    /// Of an item from an earlier launch only the status is here. Once for each that is shown.
    void answerWanted(ferry::TransferId id);
    /// Something was copied or saved, or could not be; a sentence for the status bar.
    void message(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildOne();
    void connectPages();
    void showOne(const TransferSnapshot &snapshot);
    void showCurrentPage();
    void watchSeconds();
    void trigger(DetailsAction action);

    QWidget *m_content = nullptr; ///< all of it, made anew when the language changes
    QStackedWidget *m_stack = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_close = nullptr;
    ElidedLabel *m_name = nullptr;
    ElidedLabel *m_where = nullptr;
    QTabWidget *m_tabs = nullptr;
    AnswerPage *m_answer = nullptr;
    RequestPage *m_request = nullptr;
    TimingPage *m_timing = nullptr;
    SelectionPage *m_selection = nullptr;
    QList<TransferSnapshot> m_shown;
    TransferId m_asked = 0; ///< whose answer was asked for last
    QTimer m_seconds; ///< runs only while the item shown counts down
    bool m_page = false;
    bool m_low = false;
};

} // namespace ferry::ui
