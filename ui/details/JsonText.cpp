#include "ui/details/JsonText.h"

#include <QList>

namespace ferry::ui {

namespace {

/// Walks over the text once; knows what may come next by the brackets that are open.
class JsonWriter
{
public:
    JsonWriter(const QString &text, qsizetype limit, bool breaksOff)
        : m_text(text)
        , m_limit(limit)
        , m_breaksOff(breaksOff)
    {
    }

    bool run();
    bool cut() const { return m_cut; }
    QString take() { return std::move(m_out); }

private:
    enum class Next { Value, ValueOrEnd, KeyOrEnd, Key, Colon, CommaOrEnd, Nothing };

    bool step(QChar c);
    bool open(QChar c);
    bool close(QChar c);
    bool string();
    bool word();
    bool valueWanted() const { return m_next == Next::Value || m_next == Next::ValueOrEnd; }
    void newLine();
    void valueDone() { m_next = m_open.isEmpty() ? Next::Nothing : Next::CommaOrEnd; }

    const QString &m_text;
    qsizetype m_limit;
    bool m_breaksOff; ///< the text may end in the middle of anything
    qsizetype m_at = 0;
    QString m_out;
    QList<QChar> m_open;
    Next m_next = Next::Value;
    bool m_cut = false;
};

constexpr int deepest = 512;

bool JsonWriter::run()
{
    while (m_at < m_text.size()) {
        if (m_out.size() > m_limit) {
            m_cut = true;
            return true;
        }
        const QChar c = m_text.at(m_at);
        if (c == u' ' || c == u'\t' || c == u'\n' || c == u'\r') {
            ++m_at;
            continue;
        }
        if (!step(c))
            return false;
    }
    return m_breaksOff || m_next == Next::Nothing;
}

bool JsonWriter::step(QChar c)
{
    switch (c.unicode()) {
    case u'{':
    case u'[':
        return open(c);
    case u'}':
    case u']':
        return close(c);
    case u':':
        if (m_next != Next::Colon)
            return false;
        m_out += QStringLiteral(": ");
        m_next = Next::Value;
        ++m_at;
        return true;
    case u',':
        if (m_next != Next::CommaOrEnd)
            return false;
        m_out += u',';
        newLine();
        m_next = m_open.last() == u'{' ? Next::Key : Next::Value;
        ++m_at;
        return true;
    case u'"':
        return string();
    default:
        return word();
    }
}

bool JsonWriter::open(QChar c)
{
    if (!valueWanted() || m_open.size() >= deepest)
        return false;
    if (m_next == Next::ValueOrEnd)
        newLine();
    m_out += c;
    m_open.append(c);
    m_next = c == u'{' ? Next::KeyOrEnd : Next::ValueOrEnd;
    ++m_at;
    return true;
}

bool JsonWriter::close(QChar c)
{
    const QChar fitting = c == u'}' ? u'{' : u'[';
    if (m_open.isEmpty() || m_open.last() != fitting)
        return false;
    const bool empty = m_next == (c == u'}' ? Next::KeyOrEnd : Next::ValueOrEnd);
    if (!empty && m_next != Next::CommaOrEnd)
        return false;
    m_open.removeLast();
    if (!empty)
        newLine();
    m_out += c;
    valueDone();
    ++m_at;
    return true;
}

bool JsonWriter::string()
{
    const bool key = m_next == Next::Key || m_next == Next::KeyOrEnd;
    if (!key && !valueWanted())
        return false;
    qsizetype end = m_at + 1;
    while (end < m_text.size() && m_text.at(end) != u'"') {
        if (m_text.at(end) < u' ')
            return false;
        end += m_text.at(end) == u'\\' ? 2 : 1;
    }
    const bool whole = end < m_text.size();
    if (!whole && !m_breaksOff)
        return false;
    if (m_next == Next::KeyOrEnd || m_next == Next::ValueOrEnd)
        newLine();
    if (!whole) {
        m_out += QStringView(m_text).mid(m_at);
        m_at = m_text.size();
        return true;
    }
    m_out += QStringView(m_text).mid(m_at, end + 1 - m_at);
    m_at = end + 1;
    if (key)
        m_next = Next::Colon;
    else
        valueDone();
    return true;
}

bool JsonWriter::word()
{
    if (!valueWanted())
        return false;
    qsizetype end = m_at;
    while (end < m_text.size()) {
        const QChar c = m_text.at(end);
        const bool part = (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'+' || c == u'.';
        if (!part)
            break;
        ++end;
    }
    const QStringView found = QStringView(m_text).mid(m_at, end - m_at);
    bool number = false;
    [[maybe_unused]] const double value = found.toDouble(&number);
    const bool mayGoOn = m_breaksOff && end == m_text.size();
    if (!mayGoOn && !number && found != u"true" && found != u"false" && found != u"null")
        return false;
    if (m_next == Next::ValueOrEnd)
        newLine();
    m_out += found;
    m_at = end;
    valueDone();
    return true;
}

void JsonWriter::newLine()
{
    m_out += u'\n';
    m_out.append(QString(m_open.size() * 2, u' '));
}

std::optional<QString> written(JsonWriter writer, bool *cut)
{
    if (!writer.run())
        return {};
    if (cut)
        *cut = writer.cut();
    return writer.take();
}

} // namespace

std::optional<QString> indentedJson(const QString &text, qsizetype limit, bool *cut)
{
    return written(JsonWriter(text, limit, false), cut);
}

std::optional<QString> indentedJsonBeginning(const QString &text, qsizetype limit, bool *cut)
{
    return written(JsonWriter(text, limit, true), cut);
}

} // namespace ferry::ui
