#pragma once

#include "core/store/JsonReader.h"
#include "core/store/JsonText.h"
#include "core/types/HeaderList.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QUrl>

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

inline void write(JsonText &text, bool value)
{
    text.boolean(value);
}
inline void write(JsonText &text, qint64 value)
{
    text.number(value);
}
inline void write(JsonText &text, int value)
{
    text.number(value);
}
inline void write(JsonText &text, const QString &value)
{
    text.string(value);
}
inline void write(JsonText &text, const QByteArray &value)
{
    text.latin1(value);
}
inline void write(JsonText &text, const QUrl &value)
{
    text.latin1(value.toEncoded());
}
inline void write(JsonText &text, const QDateTime &value)
{
    text.number(value.toMSecsSinceEpoch());
}
inline void write(JsonText &text, std::chrono::milliseconds value)
{
    text.number(value.count());
}
inline void write(JsonText &text, const QSslCertificate &value)
{
    text.latin1(value.toDer());
}
void write(JsonText &text, const HeaderList &value);

void read(JsonReader &reader, bool &value);
void read(JsonReader &reader, qint64 &value);
void read(JsonReader &reader, int &value);
void read(JsonReader &reader, QString &value);
void read(JsonReader &reader, QByteArray &value);
void read(JsonReader &reader, QUrl &value);
void read(JsonReader &reader, QDateTime &value);
void read(JsonReader &reader, std::chrono::milliseconds &value);
void read(JsonReader &reader, QSslCertificate &value);
void read(JsonReader &reader, HeaderList &value);

/// Enumerations are numbers; their order is part of the format, so new ones are added at the end. Says the last one,
/// and the first where that is not 0; what lies outside was written by a later version, or is damaged, and is not
/// taken.
template <typename T>
struct EnumRange;

template <typename T>
requires std::is_enum_v<T>
void write(JsonText &text, T value)
{
    text.number(int(value));
}
template <typename T>
requires std::is_enum_v<T>
bool isKnown(int number, T *)
{
    return number >= int(EnumRange<T>::first) && number <= int(EnumRange<T>::last);
}
template <typename T>
requires std::is_enum_v<T>
void read(JsonReader &reader, T &value)
{
    int number = int(value);
    read(reader, number);
    if (isKnown(number, &value))
        value = T(number);
}

template <typename T>
requires HasFields<T>::value void write(JsonText &text, const T &value);
template <typename T>
requires HasFields<T>::value void read(JsonReader &reader, T &value);
template <typename T>
void write(JsonText &text, const std::optional<T> &value);
template <typename T>
void read(JsonReader &reader, std::optional<T> &value);

template <typename T>
void write(JsonText &text, const QList<T> &values)
{
    text.beginArray();
    for (const T &value : values)
        write(text, value);
    text.endArray();
}
template <typename T>
void read(JsonReader &reader, QList<T> &values)
{
    values.clear();
    reader.array([&] {
        T value{};
        read(reader, value);
        values.append(std::move(value));
    });
}

template <typename T>
void write(JsonText &text, const std::optional<T> &value)
{
    if (value)
        write(text, *value);
    else
        text.null();
}
template <typename T>
void read(JsonReader &reader, std::optional<T> &value)
{
    if (reader.null())
        return;
    value.emplace();
    read(reader, *value);
}

/// The fields that differ from those of a T as it is made, in an object that the caller begins and ends.
template <typename T>
void writeFields(JsonText &text, const T &value)
{
    [[maybe_unused]] static const T plain{};
    Fields<T>::each([&](const char *name, auto member) {
        if (!(value.*member == plain.*member)) {
            text.key(name);
            write(text, value.*member);
        }
    });
}

/// The reverse, for one key of an object: takes its value, unless T has no such field.
template <typename T>
bool readField(JsonReader &reader, QByteArrayView key, T &value)
{
    bool taken = false;
    Fields<T>::each([&](const char *name, auto member) {
        if (!taken && key == QByteArrayView(name)) {
            read(reader, value.*member);
            taken = true;
        }
    });
    return taken;
}

template <typename T>
requires HasFields<T>::value void write(JsonText &text, const T &value)
{
    text.beginObject();
    writeFields(text, value);
    text.endObject();
}
template <typename T>
requires HasFields<T>::value void read(JsonReader &reader, T &value)
{
    reader.object([&](QByteArrayView key) {
        if (!readField(reader, key, value))
            reader.skip();
    });
}

/// A whole text; one that is no JSON, or more than one value, is a T as it is made.
template <typename T>
T valueOf(QByteArrayView text)
{
    JsonReader reader(text);
    T value{};
    read(reader, value);
    return reader.isWhole() ? value : T{};
}

} // namespace ferry::json
