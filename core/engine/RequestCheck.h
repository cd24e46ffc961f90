#pragma once

#include "core/types/Secrets.h"
#include "core/types/TransferError.h"
#include "core/types/TransferRequest.h"

namespace ferry {

/// Which input a problem is about, so that a form can show it beside the field.
enum class RequestField {
    Address,
    Method,
    Files,
    FieldName,
    Fields,
    Headers,
    Identity,
    Timeout,
    SaveTo,
    Proxy,
    Checksum
};

struct RequestProblem
{
    RequestField field = RequestField::Address;
    int row = -1;        ///< of the file, form field or header, from 0; -1: the whole
    TransferError error; ///< kind Header, Source or Target; errorText() gives the sentence

    friend bool operator==(const RequestProblem &, const RequestProblem &) = default;
};

/// Whether the files of an upload are looked at: not by whoever opens them in the next moment and is told then.
enum class SourceFiles { AreChecked, AreOpenedNext };

/// Everything that keeps a request from being sent as it is; empty if it can go. Looks at files (stat and open, no
/// content), so not for a thread that must not wait on a slow disk with ten thousand files. Any thread.
QList<RequestProblem> checkRequest(const TransferRequest &request, SourceFiles files = SourceFiles::AreChecked);

/// The same for an address alone: http or https, a host, no control characters.
std::optional<TransferError> checkAddress(const QUrl &url, const QString &asTyped = {});

/// The names of the secrets in a request, which are left out of it when it is kept for the next start: headers, fields,
/// parameters, "password", "token". With any, the next start holds the item unless it is whole. Any thread.
QStringList secretsNotKept(const TransferRequest &request);

/// An address as a person types it: without a scheme it gets http:// for loopback and IP addresses, else https://.
QUrl addressFromText(const QString &text);

} // namespace ferry
