#pragma once

#include "core/store/JsonText.h"
#include "core/types/HeaderList.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
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

void fromJson(const QJsonValue &json, bool &value);
void fromJson(const QJsonValue &json, qint64 &value);
void fromJson(const QJsonValue &json, int &value);
void fromJson(const QJsonValue &json, QString &value);
void fromJson(const QJsonValue &json, QByteArray &value);
void fromJson(const QJsonValue &json, QUrl &value);
void fromJson(const QJsonValue &json, QDateTime &value);
void fromJson(const QJsonValue &json, std::chrono::milliseconds &value);
void fromJson(const QJsonValue &json, QSslCertificate &value);
void fromJson(const QJsonValue &json, HeaderList &value);

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
void fromJson(const QJsonValue &json, T &value)
{
    int number = int(value);
    fromJson(json, number);
    if (isKnown(number, &value))
        value = T(number);
}

template <typename T>
requires HasFields<T>::value void write(JsonText &text, const T &value);
template <typename T>
requires HasFields<T>::value void fromJson(const QJsonValue &json, T &value);
template <typename T>
void write(JsonText &text, const std::optional<T> &value);
template <typename T>
void fromJson(const QJsonValue &json, std::optional<T> &value);

template <typename T>
void write(JsonText &text, const QList<T> &values)
{
    text.beginArray();
    for (const T &value : values)
        write(text, value);
    text.endArray();
}
template <typename T>
void fromJson(const QJsonValue &json, QList<T> &values)
{
    const QJsonArray array = json.toArray();
    values.reserve(array.size());
    for (const QJsonValue &one : array) {
        T value{};
        fromJson(one, value);
        values.append(value);
    }
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
void fromJson(const QJsonValue &json, std::optional<T> &value)
{
    if (json.isNull() || json.isUndefined())
        return;
    value.emplace();
    fromJson(json, *value);
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

/// The reverse; into a T as it is made, or one whose other fields are to be kept. Of the object's keys others are known
/// to be none of T's. The answer is how many of them were not found to be so.
template <typename T>
qsizetype readObject(const QJsonObject &object, T &value, qsizetype others = 0)
{
    qsizetype left = object.size() - others; // mostly few, and of the first fields: for the others nobody looks then
    Fields<T>::each([&](const char *name, auto member) {
        if (left == 0)
            return;
        if (const auto it = object.constFind(QLatin1String(name)); it != object.constEnd()) {
            fromJson(*it, value.*member);
            --left;
        }
    });
    return left;
}

template <typename T>
requires HasFields<T>::value void write(JsonText &text, const T &value)
{
    text.beginObject();
    writeFields(text, value);
    text.endObject();
}
template <typename T>
requires HasFields<T>::value void fromJson(const QJsonValue &json, T &value)
{
    readObject(json.toObject(), value);
}

} // namespace ferry::json
