#pragma once

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace ferry::ui {

class ToneLabel;

/// A heading with a count that folds what is below it away. GUI thread; takes the content.
class FoldSection : public QWidget
{
    Q_OBJECT

public:
    FoldSection(const QString &title, QWidget *content, QWidget *parent = nullptr);

    void setDetail(const QString &detail);
    void setFolded(bool folded);
    bool isFolded() const;
    /// At the right of the heading.
    void addButton(QToolButton *button);

private:
    void showFold(bool open);

    QToolButton *m_fold;
    ToneLabel *m_detail;
    QWidget *m_content;
    QHBoxLayout *m_head;
    QString m_title;
};

} // namespace ferry::ui
