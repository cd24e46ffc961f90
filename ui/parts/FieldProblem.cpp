#include "ui/parts/FieldProblem.h"

#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Tone.h"

#include <QEvent>
#include <QHBoxLayout>

namespace ferry::ui {

FieldProblem::FieldProblem(QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_icon(new QLabel(this))
    , m_text(new ToneLabel({}, Tone::Bad, 12, QFont::Normal, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->setSpacing(metrics::space8);
    m_text->setWordWrap(true);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    drawIcon();
    hide();
}

void FieldProblem::setField(QWidget *field)
{
    if (field == m_field)
        return;
    if (m_field && isSet())
        setFieldProblem(m_field, {});
    m_field = field;
    if (m_field && isSet())
        setFieldProblem(m_field, m_sentence);
}

void FieldProblem::setSentence(const QString &sentence)
{
    const QString shown = harmless(sentence);
    if (shown == m_sentence)
        return;
    m_sentence = shown;
    m_text->setText(shown);
    setVisible(!shown.isEmpty());
    if (m_field)
        setFieldProblem(m_field, shown);
    emit changed();
}

void FieldProblem::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

void FieldProblem::drawIcon()
{
    m_icon->setPixmap(iconPixmap(QStringLiteral("failed"), metrics::iconSmall, Theme::current().bad, devicePixelRatioF()));
}

} // namespace ferry::ui
