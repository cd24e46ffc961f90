#pragma once

#include <QSyntaxHighlighter>

namespace ferry::ui {

/// Colours JSON by the theme: keys text, strings ok, numbers and words accent, the rest secondary. GUI thread.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument *document);

    /// Off for bodies that are no JSON.
    void setActive(bool active);
    bool isActive() const { return m_active; }

protected:
    void highlightBlock(const QString &text) override;

private:
    bool m_active = false;
};

} // namespace ferry::ui
