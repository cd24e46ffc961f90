#include "core/store/JsonFields.h"

namespace ferry::json {

void write(JsonText &text, const HeaderList &value)
{
    text.beginArray();
    for (const auto &[name, content] : value) {
        text.beginArray();
        text.latin1(name);
        text.latin1(content);
        text.endArray();
    }
    text.endArray();
}

void fromJson(const QJsonValue &json, HeaderList &value)
{
    const QJsonArray array = json.toArray();
    for (const QJsonValue &one : array) {
        const QJsonArray pair = one.toArray();
        value.append(pair.at(0).toString().toLatin1(), pair.at(1).toString().toLatin1());
    }
}

void fromJson(const QJsonValue &json, bool &value)
{
    value = json.toBool(value);
}

void fromJson(const QJsonValue &json, qint64 &value)
{
    value = json.toInteger(value);
}

void fromJson(const QJsonValue &json, int &value)
{
    value = json.toInt(value);
}

void fromJson(const QJsonValue &json, QString &value)
{
    value = json.toString(value);
}

void fromJson(const QJsonValue &json, QByteArray &value)
{
    if (json.isString())
        value = json.toString().toLatin1();
}

void fromJson(const QJsonValue &json, QUrl &value)
{
    if (json.isString())
        value = QUrl(json.toString(), QUrl::TolerantMode); // encoded, so of ASCII alone
}

void fromJson(const QJsonValue &json, QDateTime &value)
{
    if (json.isDouble())
        value = QDateTime::fromMSecsSinceEpoch(json.toInteger(), Qt::UTC);
}

void fromJson(const QJsonValue &json, std::chrono::milliseconds &value)
{
    value = std::chrono::milliseconds(json.toInteger(value.count()));
}

void fromJson(const QJsonValue &json, QSslCertificate &value)
{
    value = QSslCertificate(json.toString().toLatin1(), QSsl::Der);
}

} // namespace ferry::json
