#pragma once

#include <QString>

#include <rapidjson/document.h>

namespace ferry {

/// A value in a text of JSON; its strings are UTF-16.
using JsonValue = rapidjson::GenericValue<rapidjson::UTF16<char16_t>>;

/// A text of JSON (RFC 8259) in UTF-8, parsed by RapidJSON; its values live as long as it does. Bytes that are no UTF-8
/// become replacement characters, and an escape may name half a surrogate pair, which RapidJSON alone refuses. Nesting
/// has no limit. Any thread.
class JsonDocument
{
public:
    explicit JsonDocument(QByteArrayView text);
    Q_DISABLE_COPY_MOVE(JsonDocument)

    /// null for what is no JSON, or more than one value.
    const JsonValue &root() const { return m_tree; }

    static QString libraryVersion();

private:
    QString m_text; ///< the strings of the tree lie here, their escapes taken out in place
    rapidjson::GenericDocument<rapidjson::UTF16<char16_t>> m_tree;
};

} // namespace ferry
