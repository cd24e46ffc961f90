#include "ui/details/BodyText.h"

#include "ui/details/JsonText.h"
#include "ui/parts/PictureReader.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace ferry::ui {

namespace {

/// Gives the names their translation context.
class Body
{
    Q_DECLARE_TR_FUNCTIONS(Body)
};

QByteArray mediaType(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower();
}

QByteArray charsetOf(const QByteArray &contentType)
{
    const qsizetype at = contentType.toLower().indexOf("charset=");
    if (at < 0)
        return {};
    QByteArray charset = contentType.mid(at + 8);
    charset = charset.split(';').first().trimmed();
    if (charset.startsWith('"') && charset.endsWith('"') && charset.size() > 1)
        charset = charset.mid(1, charset.size() - 2);
    return charset;
}

bool looksBinary(const QByteArray &head)
{
    return std::any_of(head.begin(), head.end(),
                       [](char c) { return uchar(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b'; });
}

QString decoded(const QByteArray &bytes, const QByteArray &charset)
{
    if (!charset.isEmpty()) {
        QStringDecoder decoder(charset.constData());
        if (decoder.isValid())
            return decoder.decode(bytes);
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8.decode(bytes);
    // A cut may split the last character; more than that is another encoding.
    return utf8.hasError() && text.count(QChar::ReplacementCharacter) > 1 ? QString::fromLatin1(bytes) : text;
}

QString textName(const QByteArray &type)
{
    if (type.contains("html"))
        return QStringLiteral("HTML");
    if (type.contains("xml"))
        return QStringLiteral("XML");
    return Body::tr("text");
}

} // namespace

BodyText bodyText(const QByteArray &body, const QByteArray &contentType, bool bodyWasCut)
{
    BodyText result;
    if (body.isEmpty())
        return result;
    const QByteArray type = mediaType(contentType);
    const QByteArray head = body.left(1024);
    if (!pictureFormat(head).isEmpty() || (type.startsWith("image/") && looksBinary(head))) {
        result.kind = BodyKind::Image;
        result.typeName = type.isEmpty() ? Body::tr("image") : QString::fromLatin1(type);
        return result;
    }
    if (looksBinary(head)) {
        result.kind = BodyKind::Binary;
        result.typeName = type.isEmpty() ? Body::tr("binary") : QString::fromLatin1(type);
        return result;
    }
    const QString text = decoded(body.left(BodyText::shownLimit), charsetOf(contentType));
    result.cut = bodyWasCut || body.size() > BodyText::shownLimit;
    const QString start = text.left(64).trimmed();
    const bool mayBeJson = type.contains("json") || start.startsWith(u'{') || start.startsWith(u'[');
    if (mayBeJson) {
        // Indents make it longer than it came.
        constexpr qsizetype longest = BodyText::shownLimit * 4;
        bool cut = false;
        const auto json = result.cut ? indentedJsonBeginning(text, longest, &cut) : indentedJson(text, longest, &cut);
        if (json && !cut) {
            result.kind = BodyKind::Json;
            result.typeName = QStringLiteral("JSON");
            result.text = *json;
            return result;
        }
    }
    result.kind = mayBeJson && type.contains("json") ? BodyKind::Json : BodyKind::Text;
    result.typeName = result.kind == BodyKind::Json ? QStringLiteral("JSON") : textName(type);
    result.text = text;
    return result;
}

} // namespace ferry::ui
