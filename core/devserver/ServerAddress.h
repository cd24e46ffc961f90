#pragma once

#include <QByteArray>

namespace ferry::devserver {

/// Where this server is reached, as it tells it to its clients.
struct ServerAddress
{
    QByteArray scheme = QByteArrayLiteral("http");
    QByteArray host = QByteArrayLiteral("127.0.0.1");
    quint16 port = 0;

    bool isTls() const { return scheme == "https"; }
    /// As in an Origin header, for example "http://127.0.0.1:8080".
    QByteArray origin() const { return scheme + "://" + host + ':' + QByteArray::number(port); }
};

} // namespace ferry::devserver
