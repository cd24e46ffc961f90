#include "core/types/TransferState.h"

#include <array>

namespace ferry {

namespace {

using enum TransferState;

constexpr quint32 bit(TransferState s)
{
    return 1u << unsigned(s);
}

// An end by the person or by an error is open to every state that moves.
constexpr quint32 broken = bit(Failed) | bit(Cancelled) | bit(Paused) | bit(Waiting);
// An answer may come at any time once there is a connection.
constexpr quint32 answered = bit(Receiving) | bit(Refused) | bit(Unknown);
constexpr quint32 again = bit(Queued);

constexpr std::array<quint32, transferStateCount> table = {
    /* Queued     */ bit(Connecting) | broken,
    /* Connecting */ bit(Sending) | bit(Awaiting) | bit(Verifying) | bit(Queued) | answered | broken,
    /* Sending    */ bit(Awaiting) | bit(Connecting) | bit(Queued) | answered | broken,
    /* Awaiting   */ bit(Connecting) | bit(Done) | bit(Verifying) | bit(Queued) | answered | broken,
    /* Receiving  */ bit(Connecting) | bit(Verifying) | bit(Done) | bit(Refused) | bit(Unknown) | bit(Queued) | broken,
    /* Verifying  */ bit(Ready) | bit(Saving) | bit(Connecting) | bit(Queued) | broken,
    /* Ready      */ bit(Saving) | again | bit(Cancelled),
    /* Saving     */ bit(Done) | bit(Ready) | bit(Failed) | bit(Cancelled),
    /* Done       */ again,
    /* Refused    */ again,
    /* Failed     */ again,
    /* Cancelled  */ again,
    /* Unknown    */ again | bit(Done),
    /* Paused     */ again | bit(Cancelled),
    /* Waiting    */ again | bit(Connecting) | bit(Cancelled) | bit(Paused),
};

constexpr std::array<const char *, transferStateCount> stateNames = {
    "queued", "connecting", "sending", "awaiting",  "receiving", "verifying", "ready",   "saving",
    "done",   "refused",    "failed",  "cancelled", "unknown",   "paused",    "waiting",
};

} // namespace

bool canTransition(TransferState from, TransferState to)
{
    return (table[size_t(from)] & bit(to)) != 0;
}

bool isActive(TransferState state)
{
    return isOnWire(state) || state == Verifying || state == Saving;
}

bool isFinal(TransferState state)
{
    return state == Done || state == Refused || state == Failed || state == Cancelled || state == Unknown;
}

bool isOnWire(TransferState state)
{
    return state == Connecting || state == Sending || state == Awaiting || state == Receiving;
}

const char *stateName(TransferState state)
{
    return stateNames[size_t(state)];
}

} // namespace ferry
