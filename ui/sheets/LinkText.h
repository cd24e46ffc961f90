#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace ferry::ui {

/// The links that a text holds, one a line. A value; pure.
class LinkText
{
public:
    struct Problem
    {
        int line = 0; ///< from 1
        QString sentence;
    };

    LinkText() = default;
    explicit LinkText(const QString &text);

    /// What can be fetched, each once, in order.
    const QList<QUrl> &urls() const { return m_urls; }
    const QList<Problem> &problems() const { return m_problems; }
    /// Lines that are not empty.
    int lineCount() const { return m_lines; }

    /// The name that the link's path promises; empty where it comes with the answer.
    static QString nameIn(const QUrl &url);

private:
    QList<QUrl> m_urls;
    QList<Problem> m_problems;
    int m_lines = 0;
};

} // namespace ferry::ui
