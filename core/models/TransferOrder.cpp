#include "core/models/TransferOrder.h"

namespace ferry {

namespace {

/// The states in the order in which a person has to do with them: what asks for something first, what is over last.
int rank(const TransferSnapshot &s)
{
    switch (s.state) {
    case TransferState::Unknown:
        return 0;
    case TransferState::Failed:
        return 1;
    case TransferState::Refused:
        return 2;
    case TransferState::Ready:
        return s.heldHtml ? 2 : 3;
    case TransferState::Sending:
    case TransferState::Awaiting:
    case TransferState::Receiving:
    case TransferState::Verifying:
    case TransferState::Saving:
    case TransferState::Connecting:
        return 4;
    case TransferState::Paused:
        return 5;
    case TransferState::Queued:
    case TransferState::Waiting:
        return 6;
    case TransferState::Done:
        return 7;
    case TransferState::Cancelled:
        return 8;
    }
    Q_UNREACHABLE();
}

/// A group of the line, by priority within it.
qint64 group(int number, Priority priority)
{
    constexpr int room = 16; // more than there are priorities
    return number * room - int(priority);
}

/// Where an item stands in line. Only the front of it has numbers; behind it priority counts, and then age.
OrderKey lineOf(const TransferSnapshot &s)
{
    const auto id = qint64(s.id);
    if (isActive(s.state))
        return {group(0, Priority::Normal), 0, {}, id};
    if (s.state == TransferState::Queued && s.queuePosition > 0)
        return {group(1, Priority::Normal), s.queuePosition, {}, id};
    if (s.state == TransferState::Queued)
        return {group(2, s.priority), 0, {}, id};
    if (s.state == TransferState::Waiting)
        return {group(3, s.priority), s.waitUntil.isValid() ? s.waitUntil.toMSecsSinceEpoch() : 0, {}, id};
    if (s.state == TransferState::Paused)
        return {group(4, s.priority), 0, {}, id};
    return {group(5, Priority::Normal), 0, {}, -id};
}

} // namespace

OrderKey OrderKeys::of(const TransferSnapshot &s) const
{
    const auto id = qint64(s.id);
    switch (m_order) {
    case TransferSort::NewestFirst:
        break;
    case TransferSort::OldestFirst:
        return {0, 0, {}, id};
    case TransferSort::Name:
        return {0, 0, m_collator.sortKey(s.name), -id};
    case TransferSort::Size:
        return {-s.bytesTotal, 0, {}, -id};
    case TransferSort::State:
        return {rank(s), 0, {}, -id};
    case TransferSort::Line:
        return lineOf(s);
    }
    return {0, 0, {}, -id};
}

} // namespace ferry
