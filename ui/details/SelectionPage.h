#pragma once

#include "core/types/TransferSnapshot.h"

#include <QScrollArea>

class QPushButton;
class QVBoxLayout;

namespace ferry::ui {

class ToneLabel;

/// Several selected items: how many, their sum, and what fits them; scrolls where there is little height. GUI thread.
class SelectionPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit SelectionPage(QWidget *parent = nullptr);

    void setSnapshots(const QList<TransferSnapshot> &snapshots);
    QString summary() const;

signals:
    void saveRequested(const QList<ferry::TransferId> &ids);
    void discardRequested(const QList<ferry::TransferId> &ids);
    void cancelRequested(const QList<ferry::TransferId> &ids);
    void pauseRequested(const QList<ferry::TransferId> &ids);
    void resumeRequested(const QList<ferry::TransferId> &ids);
    void retryRequested(const QList<ferry::TransferId> &ids); ///< for unknown ones: the person has decided
    void markDoneRequested(const QList<ferry::TransferId> &ids);
    void signInRequested(const QList<ferry::TransferId> &ids);
    void removeRequested(const QList<ferry::TransferId> &ids);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Choice
    {
        QPushButton *button = nullptr;
        QList<TransferId> ids;
    };
    enum { Save, SignIn, Resume, Pause, Retry, SendAgain, MarkDone, Cancel, Discard, Remove, ChoiceCount };

    void build();
    void addChoices(QVBoxLayout *layout);
    void connectChoices();
    void fill(int choice, const QString &text);

    ToneLabel *m_count = nullptr;
    ToneLabel *m_sum = nullptr;
    Choice m_choices[ChoiceCount];
};

} // namespace ferry::ui
