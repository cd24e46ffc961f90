#pragma once

#include "core/types/ByteRanges.h"
#include "tests/support/RequestLog.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <QCryptographicHash>
#include <QRandomGenerator>

namespace ferry {

/// A server with one file, which it gives whole or in pieces, each connection at a rate of its own, and a log of who
/// asked for what and got how much. Set it up before the first request.
class PieceServer
{
public:
    struct Asked
    {
        int number = 0; ///< of the request, from 0
        ByteRange range;
        bool isPiece = false; ///< with a last byte, and not up to the end
        SeenRequest request;
        qint64 sent = 0; ///< bytes of the file

        bool isWhole() const { return request.header("Range").isEmpty(); }
    };
    /// Answers in place of the server; false if that shall.
    using Answer = std::function<bool(PieceServer &, ScriptPeer &, const Asked &)>;

    /// size: a multiple of 4
    explicit PieceServer(qint64 size, Answer answer = {})
        : m_answer(std::move(answer))
    {
        bytes.resize(qsizetype(size));
        QRandomGenerator random(4711);
        random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / qsizetype(sizeof(quint32)));
        m_server = std::make_unique<ScriptedServer>([this](ScriptPeer &peer) { serve(peer); });
    }

    QByteArray bytes; ///< random
    QByteArray fields = "Accept-Ranges: bytes\r\nETag: \"one\"\r\n";
    int blockSize = 64 * 1024;     ///< bytes that are sent at once
    int firstHeldFor = 0;          ///< the first answer stops after a block until there were so many requests
    std::atomic<int> pauseMs = 10; ///< after each block; may change at any time

    ~PieceServer() { m_isEnding = true; }

    ScriptedServer &server() { return *m_server; }
    QUrl url() const { return m_server->url(QStringLiteral("/file.bin")); }
    QByteArray sha256() const { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(); }

    QList<Asked> log() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_log;
    }
    int pieces() const
    {
        const QList<Asked> all = log();
        return int(std::count_if(all.begin(), all.end(), [](const Asked &asked) { return asked.isPiece; }));
    }

    /// The head of a 206 with exactly what was asked for.
    QByteArray head(const Asked &asked) const
    {
        return "HTTP/1.1 206 Partial Content\r\nContent-Length: " + QByteArray::number(asked.range.size()) +
               "\r\nContent-Range: bytes " + QByteArray::number(asked.range.first) + '-' +
               QByteArray::number(asked.range.end - 1) + '/' + QByteArray::number(bytes.size()) + "\r\n" + fields +
               "\r\n";
    }
    /// So many bytes of what was asked for, at the rate of the server, or with another pause.
    bool send(ScriptPeer &peer, const Asked &asked, qint64 count, std::optional<int> otherPauseMs = {})
    {
        for (qint64 done = 0; done < count;) {
            const QByteArray block = bytes.mid(asked.range.first + done, qMin<qint64>(blockSize, count - done));
            if (!peer.send(block))
                return false;
            done += block.size();
            noteSent(asked.number, done);
            if (asked.number == 0)
                awaitRequests(peer, firstHeldFor);
            const int milliseconds = otherPauseMs.value_or(pauseMs);
            if (milliseconds > 0 && done < count)
                peer.pause(milliseconds);
        }
        return true;
    }
    /// Until there were so many requests.
    void awaitRequests(ScriptPeer &peer, int count) const
    {
        while (log().size() < count && !m_isEnding)
            peer.pause(2);
    }
    /// The head, so many bytes, and no more.
    void breakOff(ScriptPeer &peer, const Asked &asked, qint64 count)
    {
        peer.send(headFor(asked));
        send(peer, asked, count);
        peer.cut();
    }
    QByteArray headFor(const Asked &asked) const
    {
        if (!asked.isWhole())
            return head(asked);
        return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(bytes.size()) + "\r\n" + fields + "\r\n";
    }

private:
    void serve(ScriptPeer &peer)
    {
        for (;;) {
            SeenRequest request{peer.readRequest(), {}};
            if (request.head.isEmpty())
                return;
            const Asked asked = note(request);
            if (m_answer && m_answer(*this, peer, asked))
                continue;
            if (!peer.send(headFor(asked)) || !send(peer, asked, asked.range.size()))
                return;
        }
    }

    void noteSent(int number, qint64 count)
    {
        const std::scoped_lock lock(m_mutex);
        m_log[number].sent = count;
    }

    Asked note(const SeenRequest &request)
    {
        Asked asked;
        asked.request = request;
        asked.range = {0, bytes.size()};
        const QByteArrayList ends = request.header("Range").mid(6).split('-');
        if (ends.size() == 2) {
            asked.range.first = ends.at(0).toLongLong();
            asked.isPiece = !ends.at(1).isEmpty();
            if (asked.isPiece)
                asked.range.end = ends.at(1).toLongLong() + 1;
        }
        const std::scoped_lock lock(m_mutex);
        asked.number = int(m_log.size());
        m_log.append(asked);
        return asked;
    }

    Answer m_answer;
    std::atomic<bool> m_isEnding = false;
    mutable std::mutex m_mutex;
    QList<Asked> m_log;
    std::unique_ptr<ScriptedServer> m_server;
};

} // namespace ferry
