#include "ui/parts/BoxFrame.h"

#include "ui/look/Painting.h"
#include "ui/look/Theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QPainter>
#include <QVBoxLayout>

namespace ferry::ui {

BoxFrame::BoxFrame(QWidget *content, Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_kind(kind)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(0);
    layout->addWidget(content);
    setSizePolicy(content->sizePolicy());
    setFocusProxy(content);
    if (auto *area = qobject_cast<QAbstractScrollArea *>(content))
        clear(area);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        const bool focused = now && (now == m_content || m_content->isAncestorOf(now));
        if (focused == m_focused)
            return;
        m_focused = focused;
        update();
    });
}

BoxFrame::~BoxFrame()
{
    qApp->disconnect(this); // the content takes the focus with it, when this is no frame any more
}

void BoxFrame::setProblem(const QString &sentence, bool frame)
{
    m_problem = frame && !sentence.isEmpty();
    m_content->setAccessibleDescription(sentence);
    update();
}

void BoxFrame::clear(QAbstractScrollArea *area)
{
    area->setFrameShape(QFrame::NoFrame);
    area->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
}

void BoxFrame::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    const bool input = m_kind == Kind::Input;
    const QColor fill = input ? theme.field : m_kind == Kind::Code ? theme.window : theme.surface;
    QColor edge = input ? theme.edge : theme.line;
    qreal width = 1;
    if (m_problem) {
        edge = theme.bad;
        width = 2;
    } else if (m_focused && m_kind != Kind::ReadOnly) {
        edge = theme.accent;
        width = 2;
    }
    drawBox(&painter, QRectF(rect()), metrics::radius, fill, edge, width);
}

} // namespace ferry::ui
