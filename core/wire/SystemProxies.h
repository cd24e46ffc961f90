#pragma once

#include <functional>
#include <QElapsedTimer>
#include <QHash>
#include <QNetworkProxy>

namespace ferry {

/// What the desktop says about proxies. To find out takes files, a thread of its library's, perhaps a script; so an
/// answer counts for some seconds, for all that goes to one origin. Used on one thread, which may block meanwhile.
class SystemProxies
{
public:
    using Ask = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>;

    explicit SystemProxies(Ask ask = QNetworkProxyFactory::systemProxyForQuery, qint64 keptMs = 5000);

    QList<QNetworkProxy> forQuery(const QNetworkProxyQuery &query);

private:
    struct Answer
    {
        QList<QNetworkProxy> proxies;
        QElapsedTimer age;
    };

    Ask m_ask;
    qint64 m_keptMs;
    QHash<QString, Answer> m_answers; ///< by scheme, host and port
};

} // namespace ferry
