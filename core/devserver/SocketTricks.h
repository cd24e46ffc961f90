#pragma once

#include <QtGlobal>

class QTcpSocket;

namespace ferry::devserver {

// What QTcpSocket has no word for. The socket must be connected.

/// Says that nothing more will be sent, and goes on receiving. Over TLS only where all of it has left for the kernel.
void shutdownSending(QTcpSocket &socket);
/// Bytes that the kernel holds and the peer has not acknowledged, or that have not reached the kernel; 0 where the
/// system does not tell.
qint64 unacknowledgedBytes(QTcpSocket &socket);
/// Ends the connection by a TCP reset; over TLS in the next turn of the event loop.
void resetConnection(QTcpSocket &socket);

} // namespace ferry::devserver
