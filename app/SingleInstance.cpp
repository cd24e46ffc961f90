#include "app/SingleInstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>

#include <unistd.h>

namespace ferry {

namespace {

constexpr int patienceMs = 450;
constexpr qint64 messageLimit = 4 * 1024 * 1024;

QByteArray encode(const SingleInstance::Message &message)
{
    const QJsonObject object{{QStringLiteral("files"), QJsonArray::fromStringList(message.files)},
                             {QStringLiteral("links"), QJsonArray::fromStringList(message.links)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &v : array)
        list << v.toString();
    return list;
}

} // namespace

SingleInstance::SingleInstance(const QString &profileDirectory, QObject *parent)
    : QObject(parent)
{
    const QByteArray key = QDir(profileDirectory).absolutePath().toUtf8();
    const QByteArray digest = profileDirectory.isEmpty()
                                  ? QByteArrayLiteral("default")
                                  : QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(16);
    m_name = QStringLiteral("ferry-%1-%2").arg(::getuid()).arg(QString::fromLatin1(digest));
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::handOver(const Message &message)
{
    QElapsedTimer clock;
    clock.start();
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patienceMs))
        return false;
    socket.write(encode(message));
    // The other side answers one byte when it has read the message, so that nothing is lost in between.
    while (socket.bytesAvailable() == 0) {
        const int left = patienceMs - int(clock.elapsed());
        if (left <= 0 || !socket.waitForReadyRead(left))
            return false;
    }
    return true;
}

bool SingleInstance::listen()
{
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::acceptOne);
    if (m_server->listen(m_name))
        return true;
    // Nobody answered on it (handOver() was tried first): a crash left it behind.
    QLocalServer::removeServer(m_name);
    return m_server->listen(m_name);
}

void SingleInstance::acceptOne()
{
    QLocalSocket *socket = m_server->nextPendingConnection();
    if (!socket)
        return;
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (!socket->canReadLine()) {
            if (socket->bytesAvailable() > messageLimit)
                socket->abort();
            return;
        }
        const QJsonObject object = QJsonDocument::fromJson(socket->readLine()).object();
        socket->write("k");
        socket->flush();
        emit received({strings(object.value(QLatin1String("files"))), strings(object.value(QLatin1String("links")))});
    });
}

} // namespace ferry
