#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace ferry {

/// One member of a dictionary.
struct DictionaryMember
{
    QByteArray key;
    std::optional<QByteArray>
        bytes; ///< decoded, where the value is a byte sequence; values of other kinds are not kept

    friend bool operator==(const DictionaryMember &, const DictionaryMember &) = default;
};

/// A structured field of the type dictionary (RFC 9651 3.2 and 4.2.2, which RFC 8941 began) that is used for its byte
/// sequences. All field lines together are one dictionary; of members with the same key the last one counts, in the
/// place of the first. All of it is parsed, whatever the kinds of the values: a field that breaks the grammar anywhere
/// is nothing at all, as 4.2 asks. Missing padding of base64 is forgiven, as 4.2.7 allows. Pure, any thread.
std::optional<QList<DictionaryMember>> parseDictionary(const QList<QByteArray> &fieldLines);

} // namespace ferry
