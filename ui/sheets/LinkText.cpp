#include "ui/sheets/LinkText.h"

#include "core/engine/RequestCheck.h"
#include "core/types/ErrorText.h"

#include <QFileInfo>
#include <QSet>

namespace ferry::ui {

LinkText::LinkText(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    QSet<QUrl> seen;
    for (int i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).trimmed();
        if (line.isEmpty())
            continue;
        ++m_lines;
        const QUrl url = addressFromText(line);
        if (const auto error = checkAddress(url, line)) {
            m_problems.append({i + 1, errorText(*error)});
            continue;
        }
        if (seen.contains(url))
            continue;
        seen.insert(url);
        m_urls.append(url);
    }
}

QString LinkText::nameIn(const QUrl &url)
{
    const QString name = url.fileName(QUrl::FullyDecoded);
    return QFileInfo(name).suffix().isEmpty() ? QString() : name;
}

} // namespace ferry::ui
