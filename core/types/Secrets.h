#pragma once

#include "core/types/HeaderList.h"

#include <functional>
#include <QString>
#include <QUrl>

namespace ferry {

/// Whether what stands under this name of a header must never be shown, stored or sent to another origin. One rule, by
/// the name alone and without regard to case and to what joins its words:
/// - Authorization, Proxy-Authorization, Cookie, Set-Cookie;
/// - every name that contains auth (but not author), bearer, token, secret, password, passwd, passphrase, passcode,
///   apikey, accesskey, session, credential, signature, hmac, jwt, csrf or xsrf, or 密码, 密钥, 口令 or 令牌;
/// - every name whose last word is pass, pwd, pin, otp, sig, sign or cookie ("user[pass]", "dbPwd", "CB-ACCESS-SIGN");
/// - every name that ends with key ("Fastly-Key", "private_key"), but for keys that are names of things:
///   Idempotency-Key, Cache-Key, Surrogate-Key, sort-key, object-key and their like.
/// What only sounds so is none: the challenges WWW-Authenticate and Proxy-Authenticate, a token's type or their number.
/// A name too much costs dots and, after a restart, a question; a name too little tells a secret.
bool isSecretName(const QByteArray &name);
bool isSecretName(const QString &name);

/// The same for the field of a form, where `key` alone is the name of what is stored, as in S3's forms.
bool isSecretField(const QString &name);

/// The same for a pair in the query or the fragment of an address, where `code` is what a sign-in hands over. The value
/// counts too, encoded or not: an address in it that holds such a pair, or a password before its host, is a secret.
bool isSecretParameter(const QString &name, const QString &value = {});

/// What stands in the place of a secret, whatever its length.
QString secretDots();

/// A text in which no address has a user info with a password, encoded or not: "http://me:secret@host/" becomes
/// "http://host/". For what stands in a query without a name, and is its own name then.
QString withoutPasswords(const QString &text);

/// The same for a pair of a query; where its name is an address, a "=" may stand in the password.
std::pair<QString, QString> pairWithoutPasswords(const std::pair<QString, QString> &pair);

/// For files and histories: no user info, no pair of the query or the fragment that is a secret, and no password in the
/// name of one.
QUrl withoutSecrets(const QUrl &url);

/// No user info, no password in the name of a pair, and in the place of each secret of the query and the fragment what
/// stands in for it, asked by the pair's name.
QUrl withStandIns(const QUrl &url, const std::function<QString(const QString &name)> &standIn);

/// For the eye: as withoutSecrets(), but the pairs stay, with dots for their values.
QString shownAddress(const QUrl &url, QUrl::FormattingOptions options = QUrl::PrettyDecoded);

/// Header fields for the eye: dots for secrets, and in the addresses of Location and Content-Location.
HeaderList shownHeaders(const HeaderList &headers);

} // namespace ferry
