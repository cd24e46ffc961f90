#pragma once

#include <QMetaType>
#include <QtGlobal>

namespace ferry {

/// What an item is doing. What the person wants of it is Intent, and is kept apart.
enum class TransferState : quint8 {
    Queued,     ///< for a free place
    Connecting, ///< name lookup, TCP, proxy, TLS
    Sending,    ///< bytes of the request's body are leaving
    Awaiting,   ///< all is sent, the answer has not begun
    Receiving,  ///< bytes of the answer's body are coming
    Verifying,  ///< all is here, lengths and checksums are compared
    Ready,      ///< a download in its temporary place, not saved
    Saving,     ///< on its way to its place
    Done,       ///< an upload with a 2xx answer, or a saved download
    Refused,    ///< the server answered, and not with 2xx
    Failed,
    Cancelled,
    Unknown, ///< an upload whose bytes all left and whose answer never came
    Paused,
};
constexpr int transferStateCount = int(TransferState::Paused) + 1;

/// What the person wants.
enum class Intent : quint8 { Run, Hold, Drop };

/// Where a transfer on the wire stands; used for timeouts and their words.
enum class Phase : quint8 { None, NameLookup, Connect, Tls, Send, Await, Receive };

/// The table of the state machine: whether an item may go from one state to the other. Staying is no transition.
bool canTransition(TransferState from, TransferState to);

/// Connecting to Saving: the item holds a place of those that run at once, or moves bytes on the disk.
bool isActive(TransferState state);
/// Done, Refused, Failed, Cancelled, Unknown: nothing more happens unless the person asks.
bool isFinal(TransferState state);
/// The request is on the wire and can be aborted there.
bool isOnWire(TransferState state);

/// A stable lower-case name for logs and tests, for example "awaiting".
const char *stateName(TransferState state);

} // namespace ferry

Q_DECLARE_METATYPE(ferry::TransferState)
