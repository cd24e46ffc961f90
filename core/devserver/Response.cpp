#include "core/devserver/Response.h"

#include "core/devserver/HttpText.h"

namespace ferry::devserver {

Step BytesBody::next(qint64 room)
{
    if (m_at == m_bytes.size())
        return Step{m_end, {}, 0};
    const QByteArray piece = m_bytes.mid(m_at, qsizetype(std::min<qint64>(room, m_bytes.size())));
    m_at += piece.size();
    return Step{Step::Bytes, piece, 0};
}

Response Response::withBytes(int status, QByteArray contentType, QByteArray bytes)
{
    Response response;
    response.status = status;
    response.add(QByteArrayLiteral("Content-Type"), std::move(contentType));
    response.length = bytes.size();
    response.body = std::make_unique<BytesBody>(std::move(bytes));
    return response;
}

Response Response::json(int status, QByteArray text)
{
    text.append('\n');
    return withBytes(status, QByteArrayLiteral("application/json"), std::move(text));
}

Response Response::html(int status, QByteArray text)
{
    return withBytes(status, QByteArrayLiteral("text/html; charset=utf-8"), std::move(text));
}

Response Response::error(int status, QByteArrayView sentence)
{
    return json(status, "{\"error\": " + jsonString(sentence) + '}');
}

} // namespace ferry::devserver
