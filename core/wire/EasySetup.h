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

/// The header lines of a request, which libcurl does not copy: they must live as long as it runs.
struct HeaderLines
{
    Slist server;
    Slist proxy;
};

/// Puts a plan into a fresh or reset handle: everything but the callbacks.
HeaderLines setUpEasy(CURL *easy, const RequestPlan &plan, bool manyRunning);

} // namespace ferry
