#pragma once

#include <QByteArray>
#include <QString>

namespace ferry {

/// What a person may write into a request's header section, and which of it is a secret. Pure, any thread.

/// What the request carries; a form's Content-Type holds the boundary and is therefore never the person's.
enum class BodyKind { None, Form, Raw };

enum class HeaderFault {
    None,
    EmptyName,
    NameNotToken,   ///< RFC 9110 5.6.2
    ValueControl,   ///< CR, LF, NUL or another control character but tab (RFC 9110 5.5)
    RefererRefused, ///< follows from the identity alone
    MadeByFerry,    ///< Host, Content-Length, Transfer-Encoding: decide where the message goes and ends
    FormType,       ///< Content-Type of a form
    HopByHop,       ///< is about one connection (RFC 9110 7.6.1), which the wire manages
};

/// Judges one field. The value is as it will be sent, without white space around it; bytes from 0x80 are allowed.
HeaderFault checkHeader(QByteArrayView name, QByteArrayView value, BodyKind body);

enum class MethodFault {
    None,
    Empty,
    NotToken,
    Refused, ///< CONNECT and TRACE: one asks for a tunnel, the other has secrets sent back
};
MethodFault checkMethod(QByteArrayView method);

/// One or more token characters (RFC 9110 5.6.2).
bool isToken(QByteArrayView text);

/// Whether a field says something of the body, and goes when a redirect drops the body (RFC 9110 15.4).
bool describesBody(QByteArrayView name);

/// Whether a field of the person's goes along when a redirect leads to another origin. Only what every server may hear
/// does: content negotiation, ranges, conditions, caching, the description of the body, and the key by which a request
/// that is sent twice counts once. What any other means only its own server knows, and it may be what lets in there.
bool mayLeaveOrigin(QByteArrayView name);

/// Mini-program identity: letters, digits, `_` and `-`, 1 to 64 of them.
bool isAppId(QStringView appId);
/// Letters, digits, `.`, `_` and `-`, 1 to 64, not only dots; mostly a number, or "devtools".
bool isIdentityVersion(QStringView version);
/// `https://servicewechat.com/{appid}/{version}/page-frame.html`, or an empty array if one of them is not valid.
QByteArray refererFor(QStringView appId, QStringView version);

} // namespace ferry
