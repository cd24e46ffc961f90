#include "ui/parts/HostText.h"

#include <QCoreApplication>
#include <QUrl>

namespace ferry::ui {

namespace {

/// Gives the words their translation context.
class Host
{
    Q_DECLARE_TR_FUNCTIONS(Host)
};

} // namespace

QString hostText(const QString &host, int port)
{
    QUrl url;
    url.setHost(host);
    const QString sent = url.host(QUrl::FullyEncoded);
    if (sent.isEmpty())
        return host;
    const QString address = sent.contains(u':') && port > 0 ? u'[' + sent + u']' : sent;
    const QString place = port > 0 ? QStringLiteral("%1:%2").arg(address).arg(port) : address;
    const QString read = url.host();
    return read == sent ? place : Host::tr("%1 (%2)", "a host as it is sent, as it is read").arg(place, read);
}

} // namespace ferry::ui
