#pragma once

#include "core/types/HeaderList.h"

#include <functional>
#include <QString>
#include <QUrl>

namespace ferry {

/// Whether what stands under this name of a header, a form field or a query parameter must never be shown, stored or
/// sent to another origin: Authorization, Proxy-Authorization, Cookie, Set-Cookie, and every name that contains, without
/// regard to case and to `-` and `_`, one of auth (but not author), token, secret, password, passwd, apikey, accesskey,
/// session, credential, signature, jwt, csrf, xsrf. The two challenges of a server, WWW-Authenticate and
/// Proxy-Authenticate, are none.
bool isSecretName(const QByteArray &name);
bool isSecretName(const QString &name);

/// The same for the query of an address, where signed links use shorter words too: key, sig, pass, pwd, code.
bool isSecretParameter(const QString &name);

/// What stands in the place of a secret, whatever its length.
QString secretDots();

/// For files and histories: no user info, and no query parameter whose name is a secret's.
QUrl withoutSecrets(const QUrl &url);

/// No user info, and in the place of each secret of the query what stands in for it, asked by the parameter's name.
QUrl withStandIns(const QUrl &url, const std::function<QString(const QString &name)> &standIn);

/// For the eye: as withoutSecrets(), but the parameters stay, with dots for their values.
QString shownAddress(const QUrl &url, QUrl::FormattingOptions options = QUrl::PrettyDecoded);

/// Header fields for the eye: dots for secrets, and in the addresses of Location and Content-Location.
HeaderList shownHeaders(const HeaderList &headers);

} // namespace ferry
