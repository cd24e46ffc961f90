#pragma once

#include <QStringList>
#include <QToolButton>

namespace ferry::ui {

/// A tool button that changes its word and not its width: it has room for the longest of its words, so that what stands
/// beside it keeps its place. GUI thread.
class SteadyButton : public QToolButton
{
    Q_OBJECT

public:
    explicit SteadyButton(const QStringList &words, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    QStringList m_words;
};

} // namespace ferry::ui
