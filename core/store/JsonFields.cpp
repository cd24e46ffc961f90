#include "core/store/JsonFields.h"

#include <algorithm>

namespace ferry::json {

namespace {

QStringView stringIn(const JsonValue &value)
{
    return {value.GetString(), qsizetype(value.GetStringLength())};
}

void writeUtf8(JsonWriter &to, const QByteArray &text)
{
    to.String(text.data(), rapidjson::SizeType(text.size()));
}

/// With each unit by its number, since half a surrogate pair has no UTF-8.
void writeEscaped(JsonWriter &to, QStringView text)
{
    QByteArray json("\"");
    for (const QChar unit : text)
        json += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    json += '"';
    to.RawValue(json.data(), std::size_t(json.size()), rapidjson::kStringType);
}

} // namespace

void write(JsonWriter &to, const QString &value)
{
    if (value.isValidUtf16())
        writeUtf8(to, value.toUtf8());
    else
        writeEscaped(to, value);
}

void write(JsonWriter &to, const QByteArray &value)
{
    const bool isAscii = std::all_of(value.begin(), value.end(), [](char c) { return quint8(c) < 0x80; }); // as most
    writeUtf8(to, isAscii ? value : QString::fromLatin1(value).toUtf8());
}

void write(JsonWriter &to, const HeaderList &value)
{
    to.StartArray();
    for (const auto &[name, content] : value)
        write(to, QList<QByteArray>{name, content});
    to.EndArray();
}

const JsonValue *memberOf(const JsonValue &object, const char *name)
{
    if (!object.IsObject())
        return nullptr;
    for (const auto &member : object.GetObject()) {
        if (stringIn(member.name) == QLatin1String(name))
            return &member.value;
    }
    return nullptr;
}

void read(const JsonValue &from, bool &value)
{
    if (from.IsBool())
        value = from.GetBool();
}

void read(const JsonValue &from, qint64 &value)
{
    if (from.IsInt64())
        value = from.GetInt64();
}

void read(const JsonValue &from, int &value)
{
    if (from.IsInt())
        value = from.GetInt();
}

void read(const JsonValue &from, QString &value)
{
    if (from.IsString())
        value = stringIn(from).toString();
}

void read(const JsonValue &from, QByteArray &value)
{
    if (from.IsString())
        value = stringIn(from).toLatin1();
}

void read(const JsonValue &from, QUrl &value)
{
    if (from.IsString())
        value = QUrl(stringIn(from).toString(), QUrl::TolerantMode); // encoded, so of ASCII alone
}

void read(const JsonValue &from, QDateTime &value)
{
    if (from.IsInt64())
        value = QDateTime::fromMSecsSinceEpoch(from.GetInt64(), Qt::UTC);
}

void read(const JsonValue &from, std::chrono::milliseconds &value)
{
    if (from.IsInt64())
        value = std::chrono::milliseconds(from.GetInt64());
}

void read(const JsonValue &from, QSslCertificate &value)
{
    QByteArray der;
    read(from, der);
    value = QSslCertificate(der, QSsl::Der);
}

void read(const JsonValue &from, HeaderList &value)
{
    QList<QList<QByteArray>> lines;
    read(from, lines);
    value = {};
    for (const QList<QByteArray> &line : std::as_const(lines))
        value.append(line.value(0), line.value(1));
}

} // namespace ferry::json
