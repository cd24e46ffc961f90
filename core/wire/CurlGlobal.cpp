#include "core/wire/CurlGlobal.h"

#include <QtGlobal>

#include <curl/curl.h>

namespace ferry {

void ensureCurl()
{
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_UNUSED(code)
}

} // namespace ferry
