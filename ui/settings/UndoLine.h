#pragma once

#include <QWidget>

class QPushButton;

namespace ferry::ui {

class ToneLabel;

/// What was just removed from a list, in a sentence with a button that takes it back. Empty until something was. GUI
/// thread.
class UndoLine : public QWidget
{
    Q_OBJECT

public:
    explicit UndoLine(QWidget *parent = nullptr);

    /// Shows the sentence and announces it.
    void say(const QString &sentence);
    void clear();

    QPushButton *button() const { return m_button; }

signals:
    void undone();

private:
    ToneLabel *m_sentence;
    QPushButton *m_button;
};

} // namespace ferry::ui
