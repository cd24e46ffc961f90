#pragma once

#include "core/types/HeaderList.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QSslCertificate>
#include <QUrl>

#include <chrono>
#include <optional>
#include <type_traits>

/// Values as JSON objects and back. A struct says once which fields it has:
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

inline QJsonValue toJson(bool value)
{
    return value;
}
inline QJsonValue toJson(qint64 value)
{
    return value;
}
inline QJsonValue toJson(int value)
{
    return value;
}
inline QJsonValue toJson(const QString &value)
{
    return value;
}
inline QJsonValue toJson(const QByteArray &value)
{
    return QString::fromLatin1(value);
}
inline QJsonValue toJson(const QUrl &value)
{
    return QString::fromLatin1(value.toEncoded());
}
inline QJsonValue toJson(const QDateTime &value)
{
    return value.toMSecsSinceEpoch();
}
inline QJsonValue toJson(std::chrono::milliseconds value)
{
    return qint64(value.count());
}
inline QJsonValue toJson(const QSslCertificate &value)
{
    return toJson(value.toDer());
}
QJsonValue toJson(const HeaderList &value);

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
requires std::is_enum_v<T> QJsonValue toJson(T value)
{
    return int(value);
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
requires HasFields<T>::value QJsonValue toJson(const T &value);
template <typename T>
requires HasFields<T>::value void fromJson(const QJsonValue &json, T &value);
template <typename T>
QJsonValue toJson(const std::optional<T> &value);
template <typename T>
void fromJson(const QJsonValue &json, std::optional<T> &value);

template <typename T>
QJsonValue toJson(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(toJson(value));
    return array;
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
QJsonValue toJson(const std::optional<T> &value)
{
    return value ? toJson(*value) : QJsonValue();
}
template <typename T>
void fromJson(const QJsonValue &json, std::optional<T> &value)
{
    if (json.isNull() || json.isUndefined())
        return;
    value.emplace();
    fromJson(json, *value);
}

/// The fields that differ from those of a T as it is made.
template <typename T>
QJsonObject objectOf(const T &value)
{
    [[maybe_unused]] static const T plain{};
    QJsonObject object;
    Fields<T>::each([&](const char *name, auto member) {
        if (!(value.*member == plain.*member))
            object.insert(QLatin1String(name), toJson(value.*member));
    });
    return object;
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
requires HasFields<T>::value QJsonValue toJson(const T &value)
{
    return objectOf(value);
}
template <typename T>
requires HasFields<T>::value void fromJson(const QJsonValue &json, T &value)
{
    readObject(json.toObject(), value);
}

} // namespace ferry::json
