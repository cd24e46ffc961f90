#include "core/store/JsonDocument.h"

namespace ferry {

namespace {

/// RapidJSON takes half a surrogate pair as it is, but not in an escape.
void unescapeSurrogates(QString &text)
{
    const qsizetype first = text.indexOf(u'\\');
    if (first < 0)
        return;
    qsizetype to = first;
    for (qsizetype from = first; from < text.size();) {
        const QStringView escape = QStringView(text).mid(from, 6);
        const bool hasNumber = escape.size() == 6 && escape.startsWith(QLatin1String("\\u"));
        const ushort unit = hasNumber ? escape.sliced(2).toUShort(nullptr, 16) : 0;
        if (QChar::isSurrogate(unit)) {
            text[to++] = QChar(unit);
            from += 6;
            continue;
        }
        // An escape is two characters at least, so that the second backslash of a pair begins none.
        const int taken = text.at(from) == u'\\' && from + 1 < text.size() ? 2 : 1;
        for (int i = 0; i < taken; ++i)
            text[to++] = text.at(from++);
    }
    text.truncate(to);
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
