#pragma once

#include "core/wire/RequestPlan.h"

#include <curl/curl.h>

#include <memory>

namespace ferry {

struct SlistDeleter
{
    void operator()(curl_slist *list) const;
};
using Slist = std::unique_ptr<curl_slist, SlistDeleter>;

/// Puts a plan into a fresh or reset handle: everything but the callbacks. The returned list must live as long as
/// the request runs, since libcurl does not copy it.
Slist setUpEasy(CURL *easy, const RequestPlan &plan, bool manyRunning);

} // namespace ferry
