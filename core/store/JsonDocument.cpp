#include "core/store/JsonDocument.h"

namespace ferry {

namespace {

/// RapidJSON takes half a surrogate pair as it is, but not in an escape.
void unescapeSurrogates(QString &text)
{
    for (qsizetype at = text.indexOf(u'\\'); at >= 0; at = text.indexOf(u'\\', at)) {
        const QStringView escape = QStringView(text).mid(at + 1, 5);
        const ushort unit = escape.size() == 5 && escape.front() == u'u' ? escape.sliced(1).toUShort(nullptr, 16) : 0;
        if (QChar::isSurrogate(unit))
            text.replace(at, 6, QChar(unit));
        else
            at += 2;
    }
}

} // namespace

JsonDocument::JsonDocument(QByteArrayView text)
    : m_text(QString::fromUtf8(text))
{
    unescapeSurrogates(m_text);
    const qsizetype size = m_text.size();
    rapidjson::GenericInsituStringStream<rapidjson::UTF16<char16_t>> stream(
        reinterpret_cast<char16_t *>(m_text.data()));
    // Not by recursion, so that no nesting is too deep.
    m_tree.ParseStream<rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag>(stream);
    if (qsizetype(stream.Tell()) != size) // the first NUL is its end
        m_tree.SetNull();
}

QString JsonDocument::libraryVersion()
{
    return QStringLiteral(RAPIDJSON_VERSION_STRING);
}

} // namespace ferry
