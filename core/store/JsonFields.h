#pragma once

#include "core/store/JsonDocument.h"
#include "core/types/HeaderList.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QUrl>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <chrono>
#include <optional>
#include <type_traits>

/// Values as the text of JSON objects, and back from these. A struct says once which fields it has:
///
///     template <> struct Fields<FormField>
///     {
///         template <typename Visit> static void each(Visit &&visit)
///         {
///             visit("name", &FormField::name);
///             visit("value", &FormField::value);
///         }
///     };
///
/// A field that has its default is left out, and one that is missing gets it: so a field that is added later needs no
/// migration, and one that a later version wrote does no harm. Bytes are strings of Latin-1, each character one byte.
/// What has another type than expected is taken as missing.
namespace ferry::json {

/// Compact, in UTF-8; its values are written one after the other.
using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

template <typename T>
struct Fields
{
    using None = void;
};

template <typename T, typename = void>
struct HasFields : std::true_type
{
};
template <typename T>
struct HasFields<T, typename Fields<T>::None> : std::false_type
{
};

inline void write(JsonWriter &to, bool value)
{
    to.Bool(value);
}
inline void write(JsonWriter &to, qint64 value)
{
    to.Int64(value);
}
inline void write(JsonWriter &to, int value)
{
    to.Int(value);
}
void write(JsonWriter &to, const QString &value);
void write(JsonWriter &to, const QByteArray &value);
inline void write(JsonWriter &to, const QUrl &value)
{
    write(to, value.toEncoded());
}
inline void write(JsonWriter &to, const QDateTime &value)
{
    to.Int64(value.toMSecsSinceEpoch());
}
inline void write(JsonWriter &to, std::chrono::milliseconds value)
{
    to.Int64(value.count());
}
inline void write(JsonWriter &to, const QSslCertificate &value)
{
    write(to, value.toDer());
}
void write(JsonWriter &to, const HeaderList &value);

void read(const JsonValue &from, bool &value);
void read(const JsonValue &from, qint64 &value);
void read(const JsonValue &from, int &value);
void read(const JsonValue &from, QString &value);
void read(const JsonValue &from, QByteArray &value);
void read(const JsonValue &from, QUrl &value);
void read(const JsonValue &from, QDateTime &value);
void read(const JsonValue &from, std::chrono::milliseconds &value);
void read(const JsonValue &from, QSslCertificate &value);
void read(const JsonValue &from, HeaderList &value);

/// Enumerations are numbers; their order is part of the format, so new ones are added at the end. Says the last one,
/// and the first where that is not 0; what lies outside was written by a later version, or is damaged, and is not
/// taken.
template <typename T>
struct EnumRange;

template <typename T>
requires std::is_enum_v<T>
void write(JsonWriter &to, T value)
{
    to.Int(int(value));
}
template <typename T>
requires std::is_enum_v<T>
bool isKnown(int number, T *)
{
    return number >= int(EnumRange<T>::first) && number <= int(EnumRange<T>::last);
}
template <typename T>
requires std::is_enum_v<T>
void read(const JsonValue &from, T &value)
{
    int number = int(value);
    read(from, number);
    if (isKnown(number, &value))
        value = T(number);
}

template <typename T>
requires HasFields<T>::value void write(JsonWriter &to, const T &value);
template <typename T>
requires HasFields<T>::value void read(const JsonValue &from, T &value);
template <typename T>
void write(JsonWriter &to, const std::optional<T> &value);
template <typename T>
void read(const JsonValue &from, std::optional<T> &value);

template <typename T>
void write(JsonWriter &to, const QList<T> &values)
{
    to.StartArray();
    for (const T &value : values)
        write(to, value);
    to.EndArray();
}
template <typename T>
void read(const JsonValue &from, QList<T> &values)
{
    values.clear();
    if (!from.IsArray())
        return;
    values.reserve(from.Size());
    for (const JsonValue &element : from.GetArray())
        read(element, values.emplaceBack());
}

template <typename T>
void write(JsonWriter &to, const std::optional<T> &value)
{
    if (value)
        write(to, *value);
    else
        to.Null();
}
template <typename T>
void read(const JsonValue &from, std::optional<T> &value)
{
    if (!from.IsNull())
        read(from, value.emplace());
}

/// The fields that differ from those of a T as it is made, in an object that the caller begins and ends.
template <typename T>
void writeFields(JsonWriter &to, const T &value)
{
    [[maybe_unused]] static const T plain{};
    Fields<T>::each([&](const char *name, auto member) {
        if (!(value.*member == plain.*member)) {
            to.Key(name);
            write(to, value.*member);
        }
    });
}

template <typename T>
requires HasFields<T>::value void write(JsonWriter &to, const T &value)
{
    to.StartObject();
    writeFields(to, value);
    to.EndObject();
}

/// nullptr if it has none of this name, or is no object.
const JsonValue *memberOf(const JsonValue &object, const char *name);

template <typename T>
requires HasFields<T>::value void read(const JsonValue &from, T &value)
{
    Fields<T>::each([&](const char *name, auto member) {
        if (const JsonValue *found = memberOf(from, name))
            read(*found, value.*member);
    });
}

/// One object with the fields of all these values, which have no name twice.
template <typename... T>
QByteArray textOf(const T &...values)
{
    rapidjson::StringBuffer text;
    JsonWriter to(text);
    to.StartObject();
    (writeFields(to, values), ...);
    to.EndObject();
    return QByteArray(text.GetString(), qsizetype(text.GetSize()));
}

/// A whole text; one that is no JSON, or more than one value, is a T as it is made.
template <typename T>
T valueOf(QByteArrayView text)
{
    const JsonDocument document(text);
    T value{};
    read(document.root(), value);
    return value;
}

} // namespace ferry::json
