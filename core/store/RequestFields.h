#pragma once

#include "core/store/JsonFields.h"
#include "core/types/TransferRequest.h"

// Which fields of a request are kept. The names are the format: they are never changed, and never used for anything
// else.
namespace ferry::json {

template <>
struct EnumRange<ProxyChoice::Kind>
{
    static constexpr ProxyChoice::Kind first = ProxyChoice::System;
    static constexpr ProxyChoice::Kind last = ProxyChoice::Explicit;
};

template <>
struct EnumRange<NameTaken>
{
    static constexpr NameTaken first = NameTaken::KeepBoth;
    static constexpr NameTaken last = NameTaken::Fail;
};

template <>
struct EnumRange<Priority>
{
    static constexpr Priority first = Priority::Low;
    static constexpr Priority last = Priority::High;
};

template <>
struct Fields<Identity>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("appId", &Identity::appId);
        visit("version", &Identity::version);
    }
};

template <>
struct Fields<ProxyChoice>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("kind", &ProxyChoice::kind);
        visit("url", &ProxyChoice::url);
        visit("noProxyFor", &ProxyChoice::noProxyFor);
    }
};

/// User, password and bearer token are left out: they are never stored. So is `insecure`, which is for one run: what is
/// tried again in a later one checks the certificate.
template <>
struct Fields<TransferOptions>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("timeout", &TransferOptions::timeout);
        visit("answerTimeout", &TransferOptions::answerTimeout);
        visit("maxRedirects", &TransferOptions::maxRedirects);
        visit("identity", &TransferOptions::identity);
        visit("proxy", &TransferOptions::proxy);
        visit("caCertFile", &TransferOptions::caCertFile);
        visit("retries", &TransferOptions::retries);
        visit("rateLimit", &TransferOptions::rateLimit);
        visit("priority", &TransferOptions::priority);
    }
};

template <>
struct Fields<FormField>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("name", &FormField::name);
        visit("value", &FormField::value);
        visit("contentType", &FormField::contentType);
    }
};

template <>
struct Fields<FormFile>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("name", &FormFile::name);
        visit("path", &FormFile::path);
        visit("fileName", &FormFile::fileName);
        visit("contentType", &FormFile::contentType);
    }
};

template <>
struct Fields<UploadRequest>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("url", &UploadRequest::url);
        visit("method", &UploadRequest::method);
        visit("fields", &UploadRequest::fields);
        visit("files", &UploadRequest::files);
        visit("rawBodyPath", &UploadRequest::rawBodyPath);
        visit("headers", &UploadRequest::headers);
        visit("options", &UploadRequest::options);
        visit("safeToRepeat", &UploadRequest::safeToRepeat);
        visit("idempotencyKey", &UploadRequest::idempotencyKey);
        visit("contentDigest", &UploadRequest::contentDigest);
        visit("destinationName", &UploadRequest::destinationName);
    }
};

template <>
struct Fields<SaveTarget>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("directory", &SaveTarget::directory);
        visit("fileName", &SaveTarget::fileName);
        visit("ifTaken", &SaveTarget::ifTaken);
    }
};

template <>
struct Fields<ExpectedChecksum>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("algorithm", &ExpectedChecksum::algorithm);
        visit("hex", &ExpectedChecksum::hex);
    }
};

template <>
struct Fields<DownloadRequest>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("url", &DownloadRequest::url);
        visit("headers", &DownloadRequest::headers);
        visit("saveTo", &DownloadRequest::saveTo);
        visit("checksum", &DownloadRequest::checksum);
        visit("sha256", &DownloadRequest::sha256);
        visit("anyType", &DownloadRequest::anyType);
        visit("segments", &DownloadRequest::segments);
        visit("keepPartial", &DownloadRequest::keepPartial);
        visit("checkNeighbour", &DownloadRequest::checkNeighbour);
        visit("options", &DownloadRequest::options);
    }
};

} // namespace ferry::json
