#pragma once

#include <QColor>
#include <QFont>
#include <QLabel>

namespace ferry::ui {

/// What a piece of text means; the colour follows the theme.
enum class Tone { Text, Secondary, Disabled, Accent, Ok, Warn, Bad };

QColor toneColour(Tone tone);
/// The soft fill behind a text of this tone; for Text and Secondary the tile colour.
QColor softColour(Tone tone);

/// A label in one tone and one size of the design that follows changes of theme. GUI thread.
class ToneLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ToneLabel(const QString &text = {}, Tone tone = Tone::Text, double designPixels = 13,
                       QFont::Weight weight = QFont::Normal, QWidget *parent = nullptr);

    void setTone(Tone tone);
    Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTone();

    Tone m_tone;
};

/// One line that is elided where it does not fit, with the whole text as tooltip then. GUI thread.
class ElidedLabel : public ToneLabel
{
    Q_OBJECT

public:
    ElidedLabel(Tone tone, double designPixels, QFont::Weight weight, Qt::TextElideMode mode, QWidget *parent = nullptr);

    void setFullText(const QString &text);
    QString fullText() const { return m_full; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();

    QString m_full;
    Qt::TextElideMode m_mode;
};

} // namespace ferry::ui
