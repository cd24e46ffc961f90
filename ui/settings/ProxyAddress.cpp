#include "ui/settings/ProxyAddress.h"

#include "core/engine/RequestCheck.h"
#include "core/types/ErrorText.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

namespace ferry::ui {

namespace {

/// Gives the sentences their translation context.
class ProxyWords
{
    Q_DECLARE_TR_FUNCTIONS(ProxyAddress)
};

QStringList entriesOf(const QString &list)
{
    static const QRegularExpression separator(QStringLiteral("[,;\\s]+"));
    return list.split(separator, Qt::SkipEmptyParts);
}

bool isHostOrNetwork(const QString &entry)
{
    if (entry.contains(u'/'))
        return QHostAddress::parseSubnet(entry).second >= 0;
    const QString bare = entry.startsWith(u'[') && entry.endsWith(u']') ? entry.mid(1, entry.size() - 2) : entry;
    if (!QHostAddress(bare).isNull())
        return true;
    static const QRegularExpression name(QStringLiteral("^\\.?[\\w-]+(\\.[\\w-]+)*\\.?$"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    return name.match(entry).hasMatch();
}

} // namespace

QUrl proxyFromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {};
    const QString whole = trimmed.contains(QLatin1String("://")) ? trimmed : QStringLiteral("http://") + trimmed;
    return QUrl(whole, QUrl::StrictMode);
}

QString proxyProblem(const QUrl &proxy)
{
    if (proxy.isEmpty())
        return ProxyWords::tr("There is no address. Write one, for example http://proxy.example:8080.");
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("http://localhost/"));
    request.options.proxy = {ProxyChoice::Explicit, proxy};
    for (const RequestProblem &problem : checkRequest(request)) {
        if (problem.field == RequestField::Proxy)
            return errorText(problem.error);
    }
    if (!proxy.password().isEmpty())
        return ProxyWords::tr("A password is not kept. Leave it out: Ferry asks for it when the proxy does.");
    return {};
}

QString hostListFromText(const QString &text)
{
    QStringList entries = entriesOf(text);
    for (QString &entry : entries) {
        if (entry.startsWith(QLatin1String("*.")))
            entry.remove(0, 1);
    }
    return entries.join(QLatin1String(", "));
}

QString hostListProblem(const QString &list)
{
    const QStringList entries = entriesOf(list);
    if (entries == QStringList{QStringLiteral("*")}) // all of them
        return {};
    for (const QString &entry : entries) {
        if (!isHostOrNetwork(entry))
            return ProxyWords::tr("“%1” is neither a host nor a network. Write names as lab.example, or networks as "
                                  "192.168.0.0/16.")
                .arg(entry);
    }
    return {};
}

TransferRequest throughProxy(TransferRequest request, const ProxyChoice &proxy)
{
    std::visit([&proxy](auto &one) { one.options.proxy = proxy; }, request);
    return request;
}

} // namespace ferry::ui
