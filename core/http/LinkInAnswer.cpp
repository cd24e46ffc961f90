#include "core/http/LinkInAnswer.h"
#include "core/http/TolerantUrl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace ferry {

namespace {

constexpr qsizetype longestBody = 1024 * 1024;
constexpr qsizetype longestLink = 8 * 1024;
constexpr int deepestLink = 6;

// The surest first.
constexpr std::array linkKeys = {
    "url",      "link",     "href",      "src",       "download_url", "downloadUrl", "file_url",  "fileUrl",
    "fileURL",  "imageUrl", "image_url", "publicUrl", "public_url",   "secure_url",  "full_url",  "location",
    "Location", "uri",      "Url",       "URL",       "path",         "filePath",    "file_path",
};
constexpr std::array containerKeys = {
    "data",    "result",     "response",    "file",  "files", "image",   "images", "upload",
    "uploads", "attachment", "attachments", "items", "links", "payload", "body",
};

/// Servers also tell where the file lies on their own disk, which is no address.
bool isDiskPath(const QString &text)
{
    static constexpr std::array roots = {"/tmp/",  "/var/", "/home/", "/usr/", "/opt/",
                                         "/root/", "/srv/", "/mnt/",  "/etc/"};
    return std::any_of(roots.begin(), roots.end(),
                       [&text](const char *r) { return text.startsWith(QLatin1String(r)); });
}

QUrl asLink(const QString &text, const QUrl &base)
{
    const bool odd = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || c.unicode() < 0x20; });
    if (text.isEmpty() || text.size() > longestLink || odd || isDiskPath(text))
        return {};
    const QUrl parsed = tolerantUrl(text);
    // A lone word is an id rather than an address.
    if (!parsed.isValid() || (parsed.isRelative() && !text.contains(u'/')))
        return {};
    QUrl url = base.resolved(parsed);
    if ((url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")) || url.host().isEmpty())
        return {};
    url.setUserInfo(QString());
    return url;
}

QUrl linkInValue(const QJsonValue &value, const QUrl &base, int depth);

QUrl linkInObject(const QJsonObject &object, const QUrl &base, int depth)
{
    for (const char *key : linkKeys) {
        const QJsonValue value = object.value(QLatin1String(key));
        if (const QUrl url = value.isString() ? asLink(value.toString(), base) : QUrl(); !url.isEmpty())
            return url;
    }
    for (const char *key : linkKeys) { // "url": {"full": ...} is rare, "image": {"url": ...} is not
        const QJsonValue value = object.value(QLatin1String(key));
        if (const QUrl url = value.isString() ? QUrl() : linkInValue(value, base, depth + 1); !url.isEmpty())
            return url;
    }
    for (const char *key : containerKeys) {
        if (const QUrl url = linkInValue(object.value(QLatin1String(key)), base, depth + 1); !url.isEmpty())
            return url;
    }
    return {};
}

QUrl linkInValue(const QJsonValue &value, const QUrl &base, int depth)
{
    if (depth > deepestLink)
        return {};
    if (value.isObject())
        return linkInObject(value.toObject(), base, depth);
    if (value.isArray())
        return linkInValue(value.toArray().first(), base, depth + 1);
    // A bare string counts only as a whole address or an absolute path, as in {"data": "https://..."}.
    const QString text = value.toString();
    const bool sure = text.startsWith(QLatin1String("http://")) || text.startsWith(QLatin1String("https://")) ||
                      text.startsWith(u'/');
    return sure ? asLink(text, base) : QUrl();
}

QUrl linkInJson(const QByteArray &text, const QUrl &base)
{
    // QJsonDocument takes no bare string before Qt 6.9, so the text is made an array.
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']');
    return document.isArray() && document.array().size() == 1 ? linkInValue(document.array().first(), base, 0) : QUrl();
}

QUrl linkInXml(const QByteArray &text, const QUrl &base)
{
    const qsizetype from = text.indexOf("<Location>");
    const qsizetype end = from < 0 ? -1 : text.indexOf("</Location>", from);
    if (end < 0)
        return {};
    QByteArray link = text.mid(from + 10, end - from - 10).trimmed();
    link.replace("&amp;", "&");
    return asLink(QString::fromUtf8(link), base);
}

} // namespace

QUrl linkInAnswer(const QByteArray &body, const QByteArray &location, const QUrl &answerUrl)
{
    const QByteArray text = body.size() > longestBody ? QByteArray() : body.trimmed();
    QUrl found;
    if (text.startsWith('{') || text.startsWith('[') || text.startsWith('"'))
        found = linkInJson(text, answerUrl);
    else if (text.startsWith("http://") || text.startsWith("https://"))
        found = asLink(QString::fromUtf8(text), answerUrl);
    else if (text.startsWith('<'))
        found = linkInXml(text, answerUrl);
    if (!found.isEmpty() || location.trimmed().isEmpty())
        return found;
    const QUrl named = answerUrl.resolved(tolerantUrl(QString::fromUtf8(location.trimmed())));
    return asLink(named.toString(QUrl::FullyEncoded), answerUrl);
}

} // namespace ferry
