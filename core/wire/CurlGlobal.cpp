#include "core/wire/CurlGlobal.h"

#include <QtGlobal>

#include <curl/curl.h>

namespace ferry {

void ensureCurl()
{
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_UNUSED(code)
}

QStringList curlVersions()
{
    const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
    QStringList all{QStringLiteral("libcurl ") + QString::fromLatin1(info->version)};
    if (info->ssl_version)
        all += QString::fromLatin1(info->ssl_version).replace(u'/', u' ');
    return all;
}

} // namespace ferry
