#include "core/store/SnapshotCodec.h"

#include "core/store/SnapshotFields.h"
#include "core/types/Secrets.h"

namespace ferry {

namespace {

template <typename T>
bool sameFields(const T &a, const T &b)
{
    bool same = true;
    json::Fields<T>::each([&](const char *, auto member) { same = same && a.*member == b.*member; });
    return same;
}

Exchange kept(Exchange exchange)
{
    exchange.url = withoutSecrets(exchange.url);
    exchange.requestHeaders = shownHeaders(exchange.requestHeaders);
    exchange.headers = shownHeaders(exchange.headers);
    for (RedirectHop &hop : exchange.redirects)
        hop = {hop.statusCode, withoutSecrets(hop.from), withoutSecrets(hop.to)};
    return exchange;
}

} // namespace

QJsonObject factsToJson(const StoredItem &item)
{
    QJsonObject facts = json::objectOf(item.snapshot);
    if (!item.snapshot.link.isEmpty())
        facts.insert(QLatin1String("link"), json::toJson(withoutSecrets(item.snapshot.link)));
    const QJsonObject extra = json::objectOf(item);
    for (auto it = extra.begin(); it != extra.end(); ++it)
        facts.insert(it.key(), it.value());
    return facts;
}

void readFacts(const QJsonObject &object, StoredItem &item)
{
    const qsizetype left = json::readObject(object, item.snapshot);
    json::readObject(object, item, object.size() - left);
}

bool sameButProgress(const StoredItem &a, const StoredItem &b)
{
    const TransferSnapshot &s = a.snapshot;
    const TransferSnapshot &t = b.snapshot;
    return s.state == t.state && s.intent == t.intent && s.exchange == t.exchange && s.request == t.request &&
           a.place == b.place && a.partPath == b.partPath && s.name == t.name && sameFields(s, t) && sameFields(a, b);
}

QJsonObject exchangeToJson(const Exchange &exchange)
{
    return json::objectOf(kept(exchange));
}

Exchange exchangeFromJson(const QJsonObject &object)
{
    Exchange exchange;
    json::readObject(object, exchange);
    return exchange;
}

} // namespace ferry
