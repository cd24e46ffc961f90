#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>

namespace ferry::devserver {

// Small pieces of HTTP and JSON text. Pure functions, safe on every thread.

/// "Not Found" for 404; "Status" for a code without a usual phrase.
QByteArray reasonPhrase(int status);

/// IMF-fixdate, "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7).
QByteArray httpDate(const QDateTime &time);
/// Reads an IMF-fixdate; invalid for anything else.
QDateTime parseHttpDate(QByteArrayView text);

/// Undoes %XX. A percent sign that does not start such an escape stays as it is.
QByteArray percentDecoded(QByteArrayView text, bool plusIsSpace = false);

/// The bytes as a JSON string with its quotes; what is not UTF-8 becomes U+FFFD, and no control character stays as it
/// is.
QByteArray jsonString(QByteArrayView utf8);

/// The bytes without blanks and tabs at both ends.
QByteArrayView trimmedBlanks(QByteArrayView text);
bool sameToken(QByteArrayView a, QByteArrayView b);
/// Whether a comma-separated header value lists the token, regardless of case.
bool listsToken(QByteArrayView value, QByteArrayView token);
/// Whether every byte may stand in a token (RFC 9110 5.6.2), and there is at least one.
bool isToken(QByteArrayView text);

} // namespace ferry::devserver
