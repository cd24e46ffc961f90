#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace ferry {

/// JSON (RFC 8259) in UTF-8, read from its beginning value by value: a start reads two texts for each row of a history,
/// and a tree of values that is built first costs three times as much. Each call takes the value that stands next,
/// whatever it is; one of another type is passed over and is nothing. A text that is no JSON is nothing from there on,
/// and isWhole() says so in the end. The text is not copied. A value.
class JsonReader
{
public:
    explicit JsonReader(QByteArrayView text)
        : m_next(text.data())
        , m_end(text.data() + text.size())
    {
    }

    std::optional<bool> boolean();
    /// A number with a fraction, or beyond 64 bits, is none.
    std::optional<qint64> number();
    std::optional<QString> string();
    /// A string with characters up to U+00FF, each one byte.
    std::optional<QByteArray> latin1();
    /// Whether null stands here; takes only that.
    bool null();
    void skip();

    /// member(key) has to take the value. Keys with escapes are passed over with their values: no name has any.
    template <typename Member>
    void object(Member member);
    /// element() has to take the value.
    template <typename Element>
    void array(Element element);

    /// All of the text was one value, and JSON.
    bool isWhole();

private:
    static constexpr int deepest = 200; ///< nesting of what is passed over

    char peek();
    bool take(char expected);
    bool takeWord(QByteArrayView word);
    bool fail();
    /// What stands between the quotes, escapes and all.
    std::optional<QByteArrayView> quoted();
    void skipNumber();

    const char *m_next;
    const char *m_end;
    int m_depth = 0;
    bool m_failed = false;
};

template <typename Member>
void JsonReader::object(Member member)
{
    if (peek() != '{')
        return skip();
    ++m_next;
    if (take('}'))
        return;
    do {
        const std::optional<QByteArrayView> key = quoted();
        if (!key || !take(':')) {
            fail();
            return;
        }
        if (key->contains('\\'))
            skip();
        else
            member(*key);
    } while (!m_failed && take(','));
    if (!take('}'))
        fail();
}

template <typename Element>
void JsonReader::array(Element element)
{
    if (peek() != '[')
        return skip();
    ++m_next;
    if (take(']'))
        return;
    do {
        element();
    } while (!m_failed && take(','));
    if (!take(']'))
        fail();
}

} // namespace ferry
