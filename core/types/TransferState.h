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
    Verifying,  ///< all is here and is compared; or an upload's body is read for its digest, before it is sent
    Ready,      ///< a download in its temporary place, not saved
    Saving,     ///< on its way to its place
    Done,       ///< an upload with a 2xx answer, or a saved download
    Refused,    ///< the server answered, and not with 2xx
    Failed,
    Cancelled,
    Unknown, ///< an upload whose bytes all left and whose answer never came
    Paused,
    Waiting, ///< for a time or for the network; WaitReason says which
};
constexpr int transferStateCount = int(TransferState::Waiting) + 1;

/// Why an item that is Queued or Waiting does not move.
enum class WaitReason : quint8 {
    None,
    Place,   ///< Queued: everything that may run at once does
    Host,    ///< Queued: so many run to its host already. Waiting: this host asked all to wait (Retry-After)
    Retry,   ///< Waiting: for the time of the next try
    Network, ///< Waiting: this computer has no network; uses no tries up
};

/// Whether a transfer that stops half-way can go on from there, as far as is known.
enum class Resumable : quint8 {
    Unknown,     ///< before the answer's head
    Yes,
    NoRanges,    ///< the server offers no ranges (RFC 9110 14.3)
    NoValidator, ///< nothing strong tells that the file is still the same (RFC 9110 8.8.1)
    NoLength,    ///< the size is not known
    Form,        ///< an upload: it starts over
};

/// Where an item stands in line; within one priority the order counts.
enum class Priority : qint8 { Low = -1, Normal = 0, High = 1 };

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
