#pragma once

#include <QByteArray>
#include <QList>
#include <utility>

namespace ferry {

/// One header field: the name and the value as bytes, without the colon and the white space around the value.
using HeaderField = std::pair<QByteArray, QByteArray>;

/// Header fields in the order in which they were written or received. Names compare without regard to case
/// (RFC 9110 5.1); repeated fields stay apart. A value type, safe to copy between threads.
class HeaderList
{
public:
    HeaderList() = default;
    HeaderList(std::initializer_list<HeaderField> headers) : m_headers(headers) {}

    void append(const QByteArray &name, const QByteArray &value) { m_headers.append({name, value}); }
    /// Removes every field of this name.
    void remove(QByteArrayView name);
    void clear() { m_headers.clear(); }

    bool contains(QByteArrayView name) const;
    /// The first field of this name, or a null array.
    QByteArray value(QByteArrayView name) const;
    /// Every field of this name, in order.
    QList<QByteArray> values(QByteArrayView name) const;

    bool isEmpty() const { return m_headers.isEmpty(); }
    qsizetype size() const { return m_headers.size(); }
    const HeaderField &at(qsizetype i) const { return m_headers.at(i); }
    auto begin() const { return m_headers.cbegin(); }
    auto end() const { return m_headers.cend(); }

    friend bool operator==(const HeaderList &, const HeaderList &) = default;

private:
    QList<HeaderField> m_headers;
};

/// Whether two field names are the same one (ASCII case-insensitive, RFC 9110 5.1).
bool sameHeaderName(QByteArrayView a, QByteArrayView b);

} // namespace ferry
