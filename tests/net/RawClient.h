#pragma once

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

namespace ferry::test {

/// An answer as it came over the wire.
struct RawAnswer
{
    int status = 0; ///< 0: none came
    QByteArray head;
    QByteArray body;
    bool whole = false; ///< as long as its Content-Length said

    /// The first header of this name (in lower case), or a null array.
    QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith(name + ':'))
                return line.mid(name.size() + 1).trimmed();
        }
        return QByteArray();
    }
};

/// A client that sends exactly the bytes it is given, and shows exactly those that come back. Waits in place, for at
/// most ten seconds; the server is on another thread.
class RawClient
{
public:
    explicit RawClient(quint16 port)
        : m_port(port)
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.waitForConnected(patience);
    }

    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(m_port); }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(patience)) {
        }
    }

    /// A request with a Host header, and a Content-Length if there is a body.
    void request(const QByteArray &line, const QByteArray &headers = {}, const QByteArray &body = {})
    {
        QByteArray head = line + " HTTP/1.1\r\nHost: " + host() + "\r\n" + headers;
        if (!body.isEmpty())
            head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        send(head + "\r\n" + body);
    }

    /// The next answer, with a body as long as its Content-Length says; without that header, to the end.
    RawAnswer answer(bool toHead = false)
    {
        RawAnswer answer;
        while (!m_in.contains("\r\n\r\n") && more()) {
        }
        const qsizetype end = m_in.indexOf("\r\n\r\n");
        if (end < 0)
            return answer;
        answer.head = m_in.first(end);
        m_in.remove(0, end + 4);
        answer.status = answer.head.mid(9, 3).toInt();
        const QByteArray length = answer.header("content-length");
        const bool bodiless = toHead || answer.status == 204 || answer.status == 304 || answer.status / 100 == 1;
        const qsizetype size = bodiless ? 0 : length.isNull() ? -1 : length.toLongLong();
        while ((size < 0 || m_in.size() < size) && more()) {
        }
        answer.whole = size < 0 || m_in.size() >= size;
        answer.body = m_in.first(size < 0 ? m_in.size() : std::min(size, m_in.size()));
        m_in.remove(0, answer.body.size());
        return answer;
    }

    RawAnswer ask(const QByteArray &line, const QByteArray &headers = {}, const QByteArray &body = {})
    {
        request(line, headers, body);
        return answer(line.startsWith("HEAD "));
    }

    /// All that comes until the server closes.
    QByteArray readToEnd()
    {
        while (more()) {
        }
        return std::exchange(m_in, QByteArray());
    }

    /// Whether the server has ended the connection, or does within the time.
    bool isClosed(int milliseconds = patience)
    {
        QElapsedTimer clock;
        clock.start();
        while (m_socket.state() == QAbstractSocket::ConnectedState && clock.elapsed() < milliseconds)
            m_socket.waitForReadyRead(20);
        return m_socket.state() != QAbstractSocket::ConnectedState;
    }

    /// Whether nothing comes, and the connection stays, for that long.
    bool isSilent(int milliseconds) { return !m_socket.waitForReadyRead(milliseconds) && !isClosed(1); }

    QTcpSocket &socket() { return m_socket; }

    static constexpr int patience = 10'000;

private:
    bool more()
    {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience))
            return false;
        m_in += m_socket.readAll();
        return true;
    }

    quint16 m_port;
    QTcpSocket m_socket;
    QByteArray m_in;
};

} // namespace ferry::test
