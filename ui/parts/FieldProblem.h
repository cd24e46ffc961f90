#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;

namespace ferry::ui {

class ToneLabel;

/// The sentence beside a field that says what is wrong with it; hidden while nothing is. It marks the field and becomes
/// its accessible description. GUI thread.
class FieldProblem : public QWidget
{
    Q_OBJECT

public:
    explicit FieldProblem(QWidget *field = nullptr, QWidget *parent = nullptr);

    /// Of several that it stands beside, the one that is marked from now on.
    void setField(QWidget *field);

    /// Empty: all is well. It may name a file of any name: it is shown by harmless().
    void setSentence(const QString &sentence);
    QString sentence() const { return m_sentence; }
    bool isSet() const { return !m_sentence.isEmpty(); }

signals:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    QPointer<QWidget> m_field;
    QLabel *m_icon = nullptr;
    ToneLabel *m_text = nullptr;
    QString m_sentence;
};

} // namespace ferry::ui
