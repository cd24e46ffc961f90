#pragma once

#include "tests/support/ScriptedServer.h"

#include <chrono>

struct ssl_st;

namespace ferry {

/// The socket, and TLS over it, behind a ScriptPeer.
class ScriptPeerPrivate
{
public:
    ScriptPeerPrivate(ScriptedServer &owner, int socket, int number);
    ~ScriptPeerPrivate();
    Q_DISABLE_COPY_MOVE(ScriptPeerPrivate)

    /// False when the server stops or time is up.
    bool wait(int fd, short events, int milliseconds = 30000);
    bool sleep(int milliseconds);
    /// As read(2): 0 at the end, -1 on failure; blocks.
    qint64 receive(char *data, qint64 size);
    qint64 transmit(const char *data, qint64 size);
    void closeSocket();
    bool stopped();
    /// OpenSSL's question which protocol it is to be; self: a ScriptPeerPrivate.
    static int chooseProtocol(ssl_st *, const unsigned char **chosen, unsigned char *size, const unsigned char *offered,
                              unsigned count, void *self);

    ScriptedServer &server;
    int fd = -1;
    int index = 0;
    ssl_st *tls = nullptr;
    QByteArray protocol; ///< for TLS to agree on; empty: none
    QByteArray unread; ///< came with the head
    QByteArray body;

private:
    bool retry(int result);
};

} // namespace ferry
