#include "ui/details/JsonHighlighter.h"

#include "ui/look/Theme.h"

namespace ferry::ui {

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
}

void JsonHighlighter::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_active || text.size() > 20000)
        return; // one endless line is not worth the time
    const Theme &theme = Theme::current();
    setFormat(0, int(text.size()), theme.text2);
    qsizetype at = 0;
    while (at < text.size()) {
        const QChar c = text.at(at);
        qsizetype end = at + 1;
        if (c == u'"') {
            while (end < text.size() && text.at(end) != u'"')
                end += text.at(end) == u'\\' ? 2 : 1;
            end = qMin(end + 1, text.size());
            const bool key = QStringView(text).mid(end).trimmed().startsWith(u':');
            setFormat(int(at), int(end - at), key ? theme.text : theme.ok);
        } else if (c.isLetterOrNumber() || c == u'-') {
            while (end < text.size() && (text.at(end).isLetterOrNumber() || text.at(end) == u'.' || text.at(end) == u'+'
                                         || text.at(end) == u'-'))
                ++end;
            setFormat(int(at), int(end - at), theme.accent);
        }
        at = end;
    }
}

} // namespace ferry::ui
