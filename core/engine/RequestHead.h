#pragma once

#include "core/types/TransferRequest.h"

#include <QNetworkRequest>

namespace ferry {

/// What of the person's headers goes along with one request of a transfer.
struct HopRules
{
    bool atOrigin = true; ///< false once a transfer has left the origin it was made for: see mayLeaveOrigin()
    bool withBody = true; ///< false once a redirect dropped the body: what describes it goes too
};

/// The head of one request of a transfer: headers of the person, identity, authentication, and the wire's attributes.
QNetworkRequest makeRequestHead(const TransferRequest &request, const QUrl &url, HopRules rules);

/// Header lines as they may be shown, logged and copied: the values of secrets are dots.
HeaderList maskSecrets(const QList<HeaderField> &headers);

/// Header lines of an answer, where addresses in Location and Content-Location have lost their user info.
HeaderList withoutUserInfo(const HeaderList &headers);

/// The address without user info: what is shown, stored and compared.
QUrl publicUrl(const QUrl &url);

} // namespace ferry
