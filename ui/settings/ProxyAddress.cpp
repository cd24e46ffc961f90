#include "ui/settings/ProxyAddress.h"

#include "core/engine/RequestCheck.h"
#include "core/types/ErrorText.h"

#include <QCoreApplication>

namespace ferry::ui {

namespace {

/// Gives the sentences their translation context.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(ProxyAddress)
};

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
        return Words::tr("There is no address. Write one, for example http://proxy.example:8080.");
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("http://localhost/"));
    request.options.proxy = {ProxyChoice::Explicit, proxy};
    for (const RequestProblem &problem : checkRequest(request)) {
        if (problem.field == RequestField::Proxy)
            return errorText(problem.error);
    }
    if (!proxy.password().isEmpty())
        return Words::tr("A password is not kept. Leave it out: Ferry asks for it when the proxy does.");
    return {};
}

TransferRequest throughProxy(TransferRequest request, const ProxyChoice &proxy)
{
    std::visit([&proxy](auto &one) { one.options.proxy = proxy; }, request);
    return request;
}

} // namespace ferry::ui
