#pragma once

#include "core/wire/WireFacts.h"

#include <curl/curl.h>

#include <QNetworkReply>

namespace ferry {

/// What is known when libcurl gives up.
struct FailureFacts
{
    CURLcode code = CURLE_OK;
    const char *words = ""; ///< libcurl's error buffer, may be empty
    long connectCode = 0;   ///< a proxy's answer to CONNECT, 0 if there was none
    bool proxied = false;
    bool begun = false;         ///< the connection to the server stood
    bool originTls = false;     ///< TLS with the server itself had begun
    QByteArray proxyVariable{}; ///< of the environment, that names the proxy
    int systemError = 0;        ///< errno of an attempt to connect
    bool inHead = false;        ///< the server's answer had not got to the end of its header
};

WireFault faultFor(const FailureFacts &failure);
/// Whether the fault is that no connection to the proxy came about.
bool isProxyOutOfReach(const FailureFacts &failure);
/// A sentence where the library's own words would not help, else these.
QString failureWords(const FailureFacts &failure);

/// Qt's names for a fault and for a status code, as QNetworkReply documents them.
QNetworkReply::NetworkError networkErrorFor(WireFault fault, int systemError, int statusCode);
QNetworkReply::NetworkError networkErrorForStatus(int statusCode);
/// The way back, for replies of Qt's own wire.
WireFault faultForNetworkError(QNetworkReply::NetworkError error);

} // namespace ferry
