#pragma once

#include "core/types/TransferSnapshot.h"

#include <QWidget>

class QPushButton;

namespace ferry::ui {

class ToneLabel;

/// Several selected items: how many, their sum, how many stand in which state, and what fits them. GUI thread.
class SelectionPage : public QWidget
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

private:
    struct Choice
    {
        QPushButton *button = nullptr;
        QList<TransferId> ids;
    };
    enum { Save, SignIn, Resume, Pause, Retry, SendAgain, MarkDone, Cancel, Discard, Remove, ChoiceCount };

    void fill(int choice, const QString &text);

    ToneLabel *m_count = nullptr;
    ToneLabel *m_sum = nullptr;
    Choice m_choices[ChoiceCount];
};

} // namespace ferry::ui
