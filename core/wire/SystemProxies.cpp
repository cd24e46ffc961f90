#include "core/wire/SystemProxies.h"

#include <QUrl>

namespace ferry {

namespace {

constexpr qsizetype manyOrigins = 256;

} // namespace

SystemProxies::SystemProxies(Ask ask, qint64 keptMs)
    : m_ask(std::move(ask))
    , m_keptMs(keptMs)
{
}

QList<QNetworkProxy> SystemProxies::forQuery(const QNetworkProxyQuery &query)
{
    const QUrl url = query.url();
    const QString origin = url.scheme() + QLatin1String("://") + url.host() + u':' + QString::number(url.port());
    const auto known = m_answers.constFind(origin);
    if (known != m_answers.constEnd() && !known->age.hasExpired(m_keptMs))
        return known->proxies;
    if (m_answers.size() >= manyOrigins)
        m_answers.clear();
    Answer &answer = m_answers[origin];
    answer.proxies = m_ask(query);
    answer.age.start();
    return answer.proxies;
}

} // namespace ferry
