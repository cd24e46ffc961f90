#pragma once

#include "core/types/TransferRequest.h"

namespace ferry::ui {

/// The request as a command for curl that can be pasted into a POSIX shell. Secrets are left out: in their place stands
/// a name in capitals that the person replaces. Pure.
QString curlCommand(const TransferRequest &request);

/// The address without user info, and with the values of secret query items replaced.
QString addressWithoutSecrets(const QUrl &url);

} // namespace ferry::ui
