#include "ui/parts/Tone.h"

#include "ui/look/Theme.h"

#include <QEvent>
#include <QResizeEvent>

namespace ferry::ui {

QColor toneColour(Tone tone)
{
    const Theme &theme = Theme::current();
    switch (tone) {
    case Tone::Text:
        return theme.text;
    case Tone::Secondary:
        return theme.text2;
    case Tone::Disabled:
        return theme.text3;
    case Tone::Accent:
        return theme.accent;
    case Tone::Ok:
        return theme.ok;
    case Tone::Warn:
        return theme.warn;
    case Tone::Bad:
        return theme.bad;
    }
    Q_UNREACHABLE();
}

QColor softColour(Tone tone)
{
    const Theme &theme = Theme::current();
    switch (tone) {
    case Tone::Accent:
        return theme.accentSoft;
    case Tone::Ok:
        return theme.okSoft;
    case Tone::Warn:
        return theme.warnSoft;
    case Tone::Bad:
        return theme.badSoft;
    default:
        return theme.tile;
    }
}

ToneLabel::ToneLabel(const QString &text, Tone tone, double designPixels, QFont::Weight weight, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setFont(scaledFont(designPixels, weight));
    applyTone();
}

void ToneLabel::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    applyTone();
}

void ToneLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTone();
}

void ToneLabel::applyTone()
{
    const QColor colour = toneColour(m_tone);
    if (palette().color(QPalette::Active, QPalette::WindowText) == colour)
        return; // also ends the round that setPalette() starts by PaletteChange
    QPalette own = palette();
    own.setColor(QPalette::Active, QPalette::WindowText, colour);
    own.setColor(QPalette::Inactive, QPalette::WindowText, colour);
    setPalette(own);
}

ElidedLabel::ElidedLabel(Tone tone, double designPixels, QFont::Weight weight, Qt::TextElideMode mode, QWidget *parent)
    : ToneLabel({}, tone, designPixels, weight, parent)
    , m_mode(mode)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ElidedLabel::setFullText(const QString &text)
{
    if (text == m_full)
        return;
    m_full = text;
    setAccessibleName(text);
    updateGeometry();
    elide();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height() + 4};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_full) + 2, fontMetrics().height() + 4};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    ToneLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent *event)
{
    ToneLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_full, m_mode, width());
    if (shown != text())
        setText(shown);
    setToolTip(shown == m_full ? QString() : m_full);
}

} // namespace ferry::ui
