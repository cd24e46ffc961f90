#pragma once

#include "tests/support/ScriptedServer.h"

#include <functional>

namespace ferry {

/// Proxies by script. Every name leads to 127.0.0.1. What they were asked is in the heads() of their server.
namespace testproxy {

/// Whether the head of a request may pass.
using Guard = std::function<bool(const QByteArray &head)>;

/// A guard that wants Basic with this "user:password".
inline Guard basic(const QByteArray &both)
{
    return [both](const QByteArray &head) {
        return ScriptedServer::headerValue(head, "Proxy-Authorization") == "Basic " + both.toBase64();
    };
}

/// Tunnels CONNECT and forwards requests in absolute form. What follows a forwarded request is carried as it comes, so
/// servers behind it answer with `Connection: close`. Who does not pass the guard gets a 407 with the challenge, and
/// may try again on the same connection.
inline ScriptedServer::Script http(const Guard &guard = {}, const QByteArray &challenge = "Basic realm=\"proxy\"")
{
    return [guard, challenge](ScriptPeer &peer) {
        QByteArray head = peer.readHead();
        while (guard && !head.isEmpty() && !guard(head)) {
            if (!head.startsWith("CONNECT "))
                peer.read(ScriptedServer::headerValue(head, "Content-Length").toLongLong());
            peer.reply(407, "who are you", {"Proxy-Authenticate: " + challenge});
            head = peer.readHead();
        }
        const QByteArray target = head.split(' ').value(1);
        if (head.startsWith("CONNECT ")) {
            peer.send("HTTP/1.1 200 Connection established\r\nX-Proxy: 1\r\n\r\n");
            peer.tunnelTo("127.0.0.1", quint16(target.mid(target.lastIndexOf(':') + 1).toUShort()));
        } else if (!head.isEmpty()) {
            const QUrl url = QUrl::fromEncoded(target);
            QByteArray forwarded = head;
            forwarded.replace(target, url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority));
            const qsizetype secret = forwarded.toLower().indexOf("\r\nproxy-authorization:");
            if (secret >= 0)
                forwarded.remove(secret, forwarded.indexOf("\r\n", secret + 2) - secret);
            peer.tunnelTo("127.0.0.1", quint16(url.port(80)), forwarded);
        }
    };
}

/// RFC 1928 and 1929. With both, it wants this "user:password"; it keeps what it was asked in *asked, for example
/// "name localhost" or "address 7f000001".
inline ScriptedServer::Script socks(const QByteArray &both = {}, QByteArray *asked = nullptr)
{
    return [both, asked](ScriptPeer &peer) {
        const QByteArray hello = peer.read(2);
        if (hello.size() < 2 || hello.at(0) != 5)
            return;
        const QByteArray methods = peer.read(hello.at(1));
        const char method = both.isEmpty() ? '\0' : '\2';
        if (!methods.contains(method)) {
            peer.send(QByteArray::fromHex("05ff"));
            return;
        }
        peer.send(QByteArray("\5") + QByteArray(1, method));
        if (!both.isEmpty()) {
            const QByteArray user = peer.read(peer.read(2).at(1));
            const bool right = user + ':' + peer.read(peer.read(1).at(0)) == both;
            peer.send(QByteArray::fromHex(right ? "0100" : "0101"));
            if (!right)
                return;
        }
        const QByteArray request = peer.read(4);
        if (request.size() < 4)
            return;
        const bool byName = request.at(3) == 3;
        const QByteArray host = byName ? peer.read(peer.read(1).at(0)) : peer.read(request.at(3) == 4 ? 16 : 4).toHex();
        const QByteArray port = peer.read(2);
        if (asked)
            *asked = (byName ? "name " : "address ") + host;
        peer.send(QByteArray::fromHex("05000001000000000000"));
        peer.tunnelTo("127.0.0.1", quint16(quint8(port.at(0)) << 8 | quint8(port.at(1))));
    };
}

/// The address of a proxy, for -x.
inline QUrl url(const ScriptedServer &proxy, const QString &scheme, const QString &userInfo = {})
{
    QUrl address = proxy.url(QString());
    address.setScheme(scheme);
    address.setUserInfo(userInfo);
    return address;
}

} // namespace testproxy

} // namespace ferry
