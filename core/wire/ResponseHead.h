#pragma once

#include "core/types/HeaderList.h"

#include <QString>

namespace ferry {

/// Reads the head of an answer line by line as it comes: status line, fields, interim answers before it and
/// trailers after the body. It judges what RFC 9110 and RFC 9112 leave no doubt about, because the length of a body
/// depends on it, and bounds what a server may send. A value; used by one transfer from inside libcurl's callback.
class ResponseHead
{
public:
    static constexpr qsizetype maxBytes = 256 * 1024; ///< of one header block, status line included
    static constexpr int maxLines = 200;              ///< of one header block
    static constexpr int maxInterim = 100;

    enum class Event {
        Line,    ///< more to come
        Interim, ///< a 1xx answer is complete and read past
        Final,   ///< the final head is complete; the body follows
        Bad,     ///< breaks HTTP or a limit, see problem()
    };

    /// One line with its line break.
    Event feed(QByteArrayView line);

    bool begun() const { return m_anyLine; }
    bool isInsideBlock() const { return m_inBlock; }
    bool isComplete() const { return m_complete; }
    bool isChunked() const { return m_chunked; }
    QString problem() const { return m_problem; }

    int statusCode() const { return m_statusCode; }
    QByteArray reason() const { return m_reason; }
    QByteArray protocol() const { return m_protocol; }
    const HeaderList &headers() const { return m_headers; }
    const QList<int> &interimStatus() const { return m_interim; }

    /// The length that counts: 0 where there never is a body, whatever is promised; -1 without a Content-Length, and
    /// with any transfer coding (RFC 9112 6.3).
    qint64 contentLength() const { return hasNoBody() ? 0 : m_coded ? -1 : m_contentLength; }
    /// What a Content-Length says beside a Transfer-Encoding that is none; else -1.
    qint64 lengthBesideIdentity() const { return m_coded && !m_chunked && !hasNoBody() ? m_contentLength : -1; }
    /// 204 and 304 end with their header.
    bool hasNoBody() const { return m_statusCode == 204 || m_statusCode == 304; }
    bool hasContentEncoding() const;
    /// Only the end of the connection tells where the body ends (RFC 9112 6.3, rule 8).
    bool endsByClose() const;
    /// The connection ends with the answer (RFC 9112 9.3).
    bool saysClose() const;

private:
    Event fail(const QString &problem);
    Event startBlock(QByteArrayView line);
    Event field(QByteArrayView line);
    Event endBlock();
    bool takeTransferEncoding(const QByteArray &value);
    bool takeContentLength(const QByteArray &value);

    QString m_problem;
    QByteArray m_protocol;
    QByteArray m_reason;
    HeaderList m_headers;
    QList<HeaderField> m_fields; ///< of the block being read
    QList<int> m_interim;
    qint64 m_contentLength = -1;
    qsizetype m_bytes = 0;
    int m_lines = 0;
    int m_statusCode = 0;  ///< of the final answer
    int m_blockStatus = 0; ///< of the block being read
    bool m_anyLine = false;
    bool m_inBlock = false;
    bool m_complete = false;
    bool m_coded = false;   ///< a Transfer-Encoding was given
    bool m_chunked = false; ///< and it is chunked
};

} // namespace ferry
