#pragma once

#include <QByteArray>
#include <QStringView>

#include <string>

namespace ferry {

/// Compact JSON (RFC 8259) as it is written, in UTF-8: the history writes thousands of rows while small files come, and
/// a tree of values that is built first costs ten times the text. Commas are set by itself; that keys stand in objects
/// only, and that what begins ends, is the caller's to see to. A value.
class JsonText
{
public:
    JsonText() { m_text.reserve(usualSize); }

    void beginObject() { begin('{'); }
    void endObject() { m_text.push_back('}'); }
    void beginArray() { begin('['); }
    void endArray() { m_text.push_back(']'); }

    /// The value comes next. Names are written as they are: plain letters.
    void key(const char *name);

    void null() { literal("null"); }
    void boolean(bool value) { literal(value ? "true" : "false"); }
    void number(qint64 value);
    /// Half of a surrogate pair is written as its number, and so read again.
    void string(QStringView value);
    /// Each byte as the character of this number.
    void latin1(QByteArrayView bytes);

    QByteArray bytes() const { return QByteArray(m_text.data(), qsizetype(m_text.size())); }

private:
    static constexpr std::size_t usualSize = 1024;

    void separate();
    void begin(char bracket);
    void literal(const char *word);
    void escape(QChar character);

    std::string m_text; ///< appends a character at a time for less than a QByteArray
};

} // namespace ferry
