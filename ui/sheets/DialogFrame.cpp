#include "ui/sheets/DialogFrame.h"

#include "ui/look/Theme.h"
#include "ui/parts/Line.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

/// The bar of a body that scrolls takes its room from the margin beside the fields, so that none moves when it comes.
class BarInMargin final : public QObject
{
public:
    explicit BarInMargin(QScrollArea &area)
        : QObject(&area)
        , m_area(area)
    {
        area.viewport()->installEventFilter(this);
    }

    /// Events come until the area is nearly gone: only of a resize may it be asked anything.
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            follow();
        return QObject::eventFilter(watched, event);
    }

private:
    void follow()
    {
        QLayout *body = m_area.widget()->layout();
        QMargins margins = body->contentsMargins();
        const int whole = margins.right() + m_taken;
        m_taken = qBound(0, m_area.width() - m_area.viewport()->width(), whole);
        margins.setRight(whole - m_taken);
        body->setContentsMargins(margins);
    }

    QScrollArea &m_area;
    int m_taken = 0; ///< of the margin, by the bar
};

} // namespace

DialogFrame makeDialogFrame(QDialog &dialog)
{
    dialog.setWindowModality(Qt::WindowModal);
    DialogFrame frame;
    auto *outer = new QVBoxLayout(&dialog);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    frame.scroll = new QScrollArea(&dialog);
    frame.scroll->setFrameShape(QFrame::NoFrame);
    frame.scroll->setWidgetResizable(true);
    frame.scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(frame.scroll);
    frame.body = new QVBoxLayout(content);
    frame.scroll->setWidget(content);
    new BarInMargin(*frame.scroll);
    outer->addWidget(frame.scroll, 1);
    outer->addWidget(new Line(&dialog));
    frame.footerWidget = new QWidget(&dialog);
    frame.footerWidget->setMinimumHeight(scaled(56));
    frame.footer = new QHBoxLayout(frame.footerWidget);
    frame.footer->setContentsMargins(metrics::space20, metrics::space8, metrics::space20, metrics::space8);
    frame.footer->setSpacing(metrics::space8);
    outer->addWidget(frame.footerWidget);
    return frame;
}

} // namespace ferry::ui
