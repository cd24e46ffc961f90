#include "ui/rates/RateBox.h"

#include "ui/look/Theme.h"
#include "ui/rates/RateText.h"

#include <QLineEdit>

#include <algorithm>
#include <iterator>

namespace ferry::ui {

namespace {

constexpr qint64 kB = 1000, MB = 1000 * kB;
constexpr qint64 steps[] = {0,      50 * kB, 100 * kB, 200 * kB, 500 * kB, 1 * MB,   2 * MB,
                            5 * MB, 10 * MB, 20 * MB,  50 * MB,  100 * MB, 200 * MB, 500 * MB};

} // namespace

RateBox::RateBox(QWidget *parent)
    : QAbstractSpinBox(parent)
{
    setMinimumHeight(scaled(metrics::controlHeight));
    lineEdit()->setText(rateText(0));
    connect(this, &QAbstractSpinBox::editingFinished, this, [this] {
        const auto rate = written();
        if (rate)
            take(*rate);
        if (rate || !m_keepsText)
            lineEdit()->setText(rateText(m_rate));
    });
    connect(lineEdit(), &QLineEdit::textEdited, this, &RateBox::textEdited);
}

std::optional<qint64> RateBox::written() const
{
    return rateFromText(text());
}

void RateBox::setRate(qint64 bytesPerSecond)
{
    m_rate = qMax<qint64>(0, bytesPerSecond);
    if (rateFromText(text()) != m_rate)
        lineEdit()->setText(rateText(m_rate));
    update(); // the arrows
}

void RateBox::take(qint64 bytesPerSecond)
{
    if (bytesPerSecond == m_rate)
        return;
    setRate(bytesPerSecond);
    emit rateChosen(m_rate);
}

void RateBox::stepBy(int count)
{
    qint64 rate = rateFromText(text()).value_or(m_rate);
    for (; count > 0; --count) {
        const qint64 *next = std::upper_bound(std::begin(steps), std::end(steps), rate);
        rate = next == std::end(steps) ? rate : *next;
    }
    for (; count < 0; ++count) {
        const qint64 *at = std::lower_bound(std::begin(steps), std::end(steps), rate);
        rate = at == std::begin(steps) ? 0 : *std::prev(at);
    }
    lineEdit()->setText(rateText(rate));
    take(rate);
}

QAbstractSpinBox::StepEnabled RateBox::stepEnabled() const
{
    StepEnabled enabled;
    enabled.setFlag(StepUpEnabled, m_rate < *std::prev(std::end(steps)));
    enabled.setFlag(StepDownEnabled, m_rate > 0);
    return enabled;
}

QValidator::State RateBox::validate(QString &input, int &) const
{
    return rateFromText(input) ? QValidator::Acceptable : QValidator::Intermediate;
}

void RateBox::fixup(QString &input) const
{
    if (!m_keepsText)
        input = rateText(m_rate);
}

QSize RateBox::sizeHint() const
{
    return {scaled(128), QAbstractSpinBox::sizeHint().height()};
}

} // namespace ferry::ui
