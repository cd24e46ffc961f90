#include "core/http/ServerReason.h"

#include "core/http/ContentType.h"
#include "core/http/TextDecoding.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace ferry {

namespace {

constexpr qsizetype longestReason = 200;
constexpr qsizetype longestText = 64 * 1024;
constexpr qsizetype longestJson = 1024 * 1024;
constexpr int deepestReason = 4;

constexpr std::array reasonKeys = {
    "message",       "error_description",
    "errmsg",        "errMsg",
    "error_msg",     "errorMessage",
    "error_message", "msg",
    "detail",        "error",
    "errors",        "title",
    "reason",        "description",
    "data",
};

bool isInvisible(QChar c)
{
    const QChar::Category category = c.category();
    return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (isInvisible(c))
            c = u' ';
    }
    return text.simplified();
}

QString shortened(QString text)
{
    if (text.size() <= longestReason)
        return text;
    text.truncate(longestReason - 1);
    if (text.back().isHighSurrogate())
        text.chop(1);
    return text.trimmed() + QChar(0x2026);
}

QString reasonInValue(const QJsonValue &value, int depth)
{
    if (value.isString())
        return value.toString().trimmed();
    if (depth > deepestReason)
        return {};
    if (value.isArray())
        return reasonInValue(value.toArray().first(), depth + 1);
    const QJsonObject object = value.toObject();
    for (const char *key : reasonKeys) {
        if (const QString reason = reasonInValue(object.value(QLatin1String(key)), depth + 1); !reason.isEmpty())
            return reason;
    }
    return {};
}

QString reasonInJson(const QByteArray &body)
{
    if (body.size() > longestJson)
        return {};
    const QJsonDocument document = QJsonDocument::fromJson('[' + body + ']');
    return document.array().size() == 1 ? reasonInValue(document.array().first(), 0) : QString();
}

QString withoutEntities(QString text)
{
    static constexpr std::array<std::pair<const char *, char16_t>, 7> entities = {{
        {"&lt;", u'<'},
        {"&gt;", u'>'},
        {"&quot;", u'"'},
        {"&#39;", u'\''},
        {"&apos;", u'\''},
        {"&nbsp;", u' '},
        {"&amp;", u'&'},
    }};
    for (const auto &[name, character] : entities)
        text.replace(QLatin1String(name), QString(QChar(character)), Qt::CaseInsensitive);
    return text;
}

/// What stands between <tag> and </tag>, whatever the case and the attributes.
QString elementText(const QString &text, QLatin1String tag)
{
    const qsizetype start = text.indexOf(QLatin1Char('<') + tag, 0, Qt::CaseInsensitive);
    const qsizetype from = start < 0 ? -1 : text.indexOf(u'>', start);
    const qsizetype end = from < 0 ? -1 : text.indexOf(u'<', from);
    return end < 0 ? QString() : withoutEntities(text.mid(from + 1, end - from - 1));
}

QString firstLine(const QString &text)
{
    const QList<QStringView> lines = QStringView(text).split(u'\n');
    for (const QStringView line : lines) {
        if (const QString reason = oneLine(line.toString()); !reason.isEmpty())
            return reason;
    }
    return {};
}

bool isText(const QByteArray &body, const QByteArray &contentType)
{
    const std::optional<MediaType> media = parseMediaType(contentType);
    const bool named = !media || media->type.startsWith("text/") || media->type.endsWith("xml") || isJson(contentType);
    return named && !body.left(longestText).contains('\0');
}

QString wholeReason(const QByteArray &body, const QByteArray &contentType)
{
    const QByteArray trimmed = body.trimmed();
    if (trimmed.startsWith('{') || trimmed.startsWith('[') || isJson(contentType)) {
        if (const QString reason = oneLine(reasonInJson(trimmed)); !reason.isEmpty())
            return reason;
        if (trimmed.startsWith('{') || trimmed.startsWith('['))
            return {};
    }
    if (!isText(trimmed, contentType))
        return {};
    const QByteArray start = trimmed.left(longestText);
    const std::optional<MediaType> media = parseMediaType(contentType);
    const bool named = media && !media->charset.isEmpty();
    const QString text = (named ? textFromCharset(start, media->charset) : std::nullopt).value_or(textFromBytes(start));
    if (!text.startsWith(u'<'))
        return firstLine(text);
    for (const char *tag : {"title", "message", "h1"}) {
        if (const QString reason = oneLine(elementText(text, QLatin1String(tag))); !reason.isEmpty())
            return reason;
    }
    return {};
}

} // namespace

QString serverReason(const QByteArray &body, const QByteArray &contentType,
                     const std::function<QString(const QString &)> &hide)
{
    const QString reason = wholeReason(body, contentType);
    return shortened(hide ? hide(reason) : reason);
}

} // namespace ferry
