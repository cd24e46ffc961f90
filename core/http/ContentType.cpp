#include "core/http/ContentType.h"

#include "core/http/HeaderRules.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ferry {

namespace {

using SuffixType = std::pair<const char *, const char *>;

constexpr std::array suffixTypes = {
    SuffixType{"7z", "application/x-7z-compressed"},
    SuffixType{"aac", "audio/aac"},
    SuffixType{"apk", "application/vnd.android.package-archive"},
    SuffixType{"avif", "image/avif"},
    SuffixType{"avi", "video/x-msvideo"},
    SuffixType{"bmp", "image/bmp"},
    SuffixType{"bz2", "application/x-bzip2"},
    SuffixType{"css", "text/css"},
    SuffixType{"csv", "text/csv"},
    SuffixType{"deb", "application/vnd.debian.binary-package"},
    SuffixType{"doc", "application/msword"},
    SuffixType{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    SuffixType{"epub", "application/epub+zip"},
    SuffixType{"flac", "audio/flac"},
    SuffixType{"gif", "image/gif"},
    SuffixType{"gz", "application/gzip"},
    SuffixType{"heic", "image/heic"},
    SuffixType{"htm", "text/html"},
    SuffixType{"html", "text/html"},
    SuffixType{"ico", "image/vnd.microsoft.icon"},
    SuffixType{"iso", "application/x-iso9660-image"},
    SuffixType{"jpeg", "image/jpeg"},
    SuffixType{"jpg", "image/jpeg"},
    SuffixType{"js", "text/javascript"},
    SuffixType{"json", "application/json"},
    SuffixType{"log", "text/plain"},
    SuffixType{"m4a", "audio/mp4"},
    SuffixType{"md", "text/markdown"},
    SuffixType{"mjs", "text/javascript"},
    SuffixType{"mkv", "video/x-matroska"},
    SuffixType{"mov", "video/quicktime"},
    SuffixType{"mp3", "audio/mpeg"},
    SuffixType{"mp4", "video/mp4"},
    SuffixType{"oga", "audio/ogg"},
    SuffixType{"ogg", "audio/ogg"},
    SuffixType{"opus", "audio/ogg"},
    SuffixType{"otf", "font/otf"},
    SuffixType{"pdf", "application/pdf"},
    SuffixType{"png", "image/png"},
    SuffixType{"ppt", "application/vnd.ms-powerpoint"},
    SuffixType{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    SuffixType{"rar", "application/vnd.rar"},
    SuffixType{"rtf", "application/rtf"},
    SuffixType{"svg", "image/svg+xml"},
    SuffixType{"tar", "application/x-tar"},
    SuffixType{"tif", "image/tiff"},
    SuffixType{"tiff", "image/tiff"},
    SuffixType{"tgz", "application/gzip"},
    SuffixType{"ttf", "font/ttf"},
    SuffixType{"txt", "text/plain"},
    SuffixType{"wasm", "application/wasm"},
    SuffixType{"wav", "audio/wav"},
    SuffixType{"weba", "audio/webm"},
    SuffixType{"webm", "video/webm"},
    SuffixType{"webp", "image/webp"},
    SuffixType{"woff", "font/woff"},
    SuffixType{"woff2", "font/woff2"},
    SuffixType{"xhtml", "application/xhtml+xml"},
    SuffixType{"xls", "application/vnd.ms-excel"},
    SuffixType{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    SuffixType{"xml", "application/xml"},
    SuffixType{"xz", "application/x-xz"},
    SuffixType{"yaml", "application/yaml"},
    SuffixType{"yml", "application/yaml"},
    SuffixType{"zip", "application/zip"},
    SuffixType{"zst", "application/zstd"},
};

QString suffixOf(const QString &fileName)
{
    const qsizetype dot = fileName.lastIndexOf(u'.');
    return dot < 0 ? QString() : fileName.mid(dot + 1).toLower();
}

QByteArray charsetOf(const QList<QByteArray> &parameters)
{
    for (const QByteArray &parameter : parameters) {
        const qsizetype equals = parameter.indexOf('=');
        if (equals < 0 || parameter.left(equals).trimmed().compare("charset", Qt::CaseInsensitive) != 0)
            continue;
        QByteArray value = parameter.mid(equals + 1).trimmed().toLower();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.mid(1, value.size() - 2);
        return value;
    }
    return {};
}

} // namespace

std::optional<MediaType> parseMediaType(const QByteArray &contentType)
{
    QList<QByteArray> parts = contentType.split(';');
    const QByteArray type = parts.takeFirst().trimmed().toLower();
    const qsizetype slash = type.indexOf('/');
    if (slash < 0 || !isToken(QByteArrayView(type).first(slash)) || !isToken(QByteArrayView(type).sliced(slash + 1)))
        return {};
    return MediaType{type, charsetOf(parts)};
}

bool isHtml(const QByteArray &contentType)
{
    const std::optional<MediaType> media = parseMediaType(contentType);
    return media && (media->type == "text/html" || media->type == "application/xhtml+xml");
}

bool isJson(const QByteArray &contentType)
{
    const std::optional<MediaType> media = parseMediaType(contentType);
    return media && (media->type == "application/json" || media->type == "text/json" || media->type.endsWith("+json"));
}

bool looksLikeHtmlName(const QString &fileName)
{
    const QString suffix = suffixOf(fileName);
    static constexpr std::array html = {"html", "htm", "xhtml", "xht", "shtml"};
    return std::any_of(html.begin(), html.end(), [&suffix](const char *s) { return suffix == QLatin1String(s); });
}

bool promisesOtherThanHtml(const QString &fileName)
{
    return !suffixOf(fileName).isEmpty() && !looksLikeHtmlName(fileName);
}

bool asksForPage(const QUrl &url)
{
    const QString path = url.path();
    return path.isEmpty() || path.endsWith(u'/') || looksLikeHtmlName(path.mid(path.lastIndexOf(u'/') + 1));
}

bool asksForOtherFile(const QUrl &url)
{
    const QString path = url.path();
    return !asksForPage(url) && promisesOtherThanHtml(path.mid(path.lastIndexOf(u'/') + 1));
}

QByteArray guessContentType(const QString &fileName)
{
    const QString suffix = suffixOf(fileName);
    const auto *found = std::find_if(suffixTypes.begin(), suffixTypes.end(), [&suffix](const SuffixType &entry) {
        return suffix == QLatin1String(entry.first);
    });
    return found == suffixTypes.end() ? QByteArrayLiteral("application/octet-stream") : QByteArray(found->second);
}

} // namespace ferry
