#pragma once

#include "ui/details/TransferFacts.h"

#include <QWidget>

class QGridLayout;

namespace ferry::ui {

class NameList;
class ToneLabel;

/// The item's way so far: facts, and the attempts that ended before. GUI thread.
class CourseView : public QWidget
{
    Q_OBJECT

public:
    explicit CourseView(QWidget *parent = nullptr);

    void setSnapshot(const TransferSnapshot &snapshot);
    const QList<TransferFact> &facts() const { return m_shown; }
    NameList *attempts() const { return m_attempts; }

private:
    void showFacts(const QList<TransferFact> &facts);

    QGridLayout *m_grid;
    ToneLabel *m_title;
    NameList *m_attempts;
    QList<QWidget *> m_labels; ///< of the grid
    QList<TransferFact> m_shown;
    QList<AttemptLine> m_lines;
};

} // namespace ferry::ui
