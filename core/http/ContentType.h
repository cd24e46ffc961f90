#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace ferry {

/// Content-Type (RFC 9110 8.3) and what names say of types. Pure, any thread.

struct MediaType
{
    QByteArray type;    ///< "text/html", lower case, without parameters
    QByteArray charset; ///< lower case; empty if there is none

    friend bool operator==(const MediaType &, const MediaType &) = default;
};

/// Nothing if it is not `token/token`, perhaps with parameters.
std::optional<MediaType> parseMediaType(const QByteArray &contentType);

/// text/html or application/xhtml+xml.
bool isHtml(const QByteArray &contentType);
/// JSON by its type or by the suffix +json.
bool isJson(const QByteArray &contentType);

/// Whether a file of this name is an HTML page: .html, .htm, .xhtml, .xht, .shtml.
bool looksLikeHtmlName(const QString &fileName);
/// Whether a name promises a file that is no HTML page: it has another suffix.
bool promisesOtherThanHtml(const QString &fileName);

/// Whether a person who asks for this address may well want the page itself: no path, a path that ends in a slash,
/// or a last part that looksLikeHtmlName(). Elsewhere an HTML answer is more likely a login or an error page.
bool asksForPage(const QUrl &url);
/// Whether an address asks for a file that is no HTML page: its last part has another suffix. Where it leads to a page,
/// that is not what was asked for, however the page is called.
bool asksForOtherFile(const QUrl &url);

/// The type of a file to send, by its name alone and the same on every system; application/octet-stream if unknown.
QByteArray guessContentType(const QString &fileName);

} // namespace ferry
