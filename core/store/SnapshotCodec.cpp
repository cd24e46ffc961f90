#include "core/store/SnapshotCodec.h"

#include "core/store/SnapshotFields.h"
#include "core/types/Secrets.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace ferry {

namespace {

template <typename T>
bool sameFields(const T &a, const T &b)
{
    bool same = true;
    json::Fields<T>::each([&](const char *, auto member) { same = same && a.*member == b.*member; });
    return same;
}

/// Who waits for a place, a host or the network: to a later launch it is in line, and finds out anew why and how long.
bool isPlainlyInLine(const TransferSnapshot &s)
{
    return s.state == TransferState::Queued || (s.state == TransferState::Waiting && s.waitReason != WaitReason::Retry);
}

/// Of two such.
bool sameInLine(const TransferSnapshot &a, const TransferSnapshot &b)
{
    constexpr std::array<std::string_view, 4> ofTheMoment{"waitReason", "waitHost", "waitUntil", "stateSince"};
    bool same = true;
    json::Fields<TransferSnapshot>::each([&](const char *name, auto member) {
        const bool counts = std::find(ofTheMoment.begin(), ofTheMoment.end(), name) == ofTheMoment.end();
        same = same && (!counts || a.*member == b.*member);
    });
    return same;
}

Exchange kept(Exchange exchange)
{
    exchange.url = withoutSecrets(exchange.url);
    exchange.requestHeaders = shownHeaders(exchange.requestHeaders);
    exchange.headers = shownHeaders(exchange.headers);
    for (RedirectHop &hop : exchange.redirects)
        hop = {hop.statusCode, withoutSecrets(hop.from), withoutSecrets(hop.to)};
    exchange.bodyFile = lastingBodyFile(exchange);
    return exchange;
}

} // namespace

QByteArray factsText(const StoredItem &item)
{
    const QUrl link = withoutSecrets(item.snapshot.link);
    if (link != item.snapshot.link) {
        StoredItem kept = item;
        kept.snapshot.link = link;
        return factsText(kept);
    }
    return json::textOf(item.snapshot, item);
}

StoredItem factsFrom(QByteArrayView text)
{
    const JsonDocument document(text);
    StoredItem item;
    json::read(document.root(), item.snapshot);
    json::read(document.root(), item);
    return item;
}

bool sameButProgress(const StoredItem &a, const StoredItem &b)
{
    const TransferSnapshot &s = a.snapshot;
    const TransferSnapshot &t = b.snapshot;
    const bool sameState =
        isPlainlyInLine(s) && isPlainlyInLine(t) ? sameInLine(s, t) : s.state == t.state && sameFields(s, t);
    return sameState && s.intent == t.intent && s.exchange == t.exchange && s.request == t.request &&
           a.place == b.place && a.partPath == b.partPath && s.name == t.name && sameFields(a, b);
}

QString lastingBodyFile(const Exchange &exchange)
{
    return exchange.secrets.isEmpty() ? exchange.bodyFile : QString();
}

QByteArray exchangeText(const Exchange &exchange)
{
    return json::textOf(kept(exchange));
}

Exchange exchangeFrom(QByteArrayView text)
{
    return json::valueOf<Exchange>(text);
}

} // namespace ferry
