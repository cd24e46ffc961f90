#include "app/StartMessage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ferry {

namespace {

constexpr QLatin1String filesKey("files");
constexpr QLatin1String linksKey("links");
constexpr QLatin1String serverKey("withServer");
constexpr QLatin1String tokenKey("activationToken");

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &v : array)
        list << v.toString();
    return list;
}

} // namespace

QByteArray encodeStart(const StartMessage &message)
{
    return QJsonDocument(QJsonObject{{filesKey, QJsonArray::fromStringList(message.files)},
                                     {linksKey, QJsonArray::fromStringList(message.links)},
                                     {serverKey, message.withServer},
                                     {tokenKey, QString::fromUtf8(message.activationToken)}})
        .toJson(QJsonDocument::Compact);
}

std::optional<StartMessage> decodeStart(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (!object.value(filesKey).isArray() || !object.value(linksKey).isArray())
        return std::nullopt;
    return StartMessage{strings(object.value(filesKey)), strings(object.value(linksKey)),
                        object.value(serverKey).toBool(), object.value(tokenKey).toString().toUtf8()};
}

} // namespace ferry
