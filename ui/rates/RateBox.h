#pragma once

#include <optional>
#include <QAbstractSpinBox>

namespace ferry::ui {

/// A field for a speed limit: text as rateText() says it, steps as people count them (100, 200, 500 kB/s, 1 MB/s, ...).
/// GUI thread.
class RateBox : public QAbstractSpinBox
{
    Q_OBJECT

public:
    explicit RateBox(QWidget *parent = nullptr);

    qint64 rate() const { return m_rate; } ///< bytes a second, 0 none
    void setRate(qint64 bytesPerSecond);
    /// Text that is no speed stays when the field is left, for an owner that says so; otherwise the field goes back.
    void setKeepsText(bool keeps) { m_keepsText = keeps; }
    /// What stands there, also if it was not left yet. Nothing where that is no speed.
    std::optional<qint64> written() const;

    void stepBy(int steps) override;
    QValidator::State validate(QString &input, int &position) const override;
    void fixup(QString &input) const override;
    QSize sizeHint() const override;

signals:
    void textEdited();
    /// By the person: a step, or a text that was left.
    void rateChosen(qint64 bytesPerSecond);

protected:
    StepEnabled stepEnabled() const override;

private:
    void take(qint64 bytesPerSecond);

    qint64 m_rate = 0;
    bool m_keepsText = false;
};

} // namespace ferry::ui
