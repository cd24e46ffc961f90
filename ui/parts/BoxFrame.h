#pragma once

#include <QWidget>

class QAbstractScrollArea;

namespace ferry::ui {

/// A rounded box around a list, table or text, which shows the box through itself. An editable box has the frame of an
/// input, with the 2 px accent while the focus is inside and the 2 px red while it has a problem. GUI thread.
class BoxFrame : public QWidget
{
    Q_OBJECT

public:
    enum class Kind {
        Input,    ///< edge on field
        ReadOnly, ///< line on surface
        Code,     ///< line on window
    };

    BoxFrame(QWidget *content, Kind kind, QWidget *parent = nullptr);
    ~BoxFrame() override;

    QWidget *content() const { return m_content; }
    /// The frame turns red and the content is described by the sentence; empty takes it back.
    /// frame: whether the box turns red, or only its content shows where the problem is.
    void setProblem(const QString &sentence, bool frame = true);
    bool hasProblem() const { return m_problem; }

    /// Makes a scrolling view let its background through and drop its own frame.
    static void clear(QAbstractScrollArea *area);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_content;
    Kind m_kind;
    bool m_problem = false;
    bool m_focused = false;
};

} // namespace ferry::ui
