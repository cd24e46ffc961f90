#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

namespace ferry::test {

/// Certificates that openssl makes at test time: a root and a server's for 127.0.0.1 and localhost.
class TestCertificates
{
public:
    /// Empty paths with error() if openssl is not here.
    TestCertificates();

    QString rootFile() const { return m_directory.filePath(QStringLiteral("root.pem")); }
    QString certificateFile() const { return m_directory.filePath(QStringLiteral("server.pem")); }
    QString keyFile() const { return m_directory.filePath(QStringLiteral("server.key")); }
    const QString &error() const { return m_error; }

private:
    bool run(const QStringList &arguments);

    QTemporaryDir m_directory;
    QString m_error;
};

/// tests/net/peers/receiver.js in a Node process. Ends with this object.
class NodeReceiver
{
public:
    ~NodeReceiver();
    /// False with error() if there is no Node or it does not start. certificates: for https. http2: to who offers it.
    bool start(const TestCertificates *certificates = nullptr, bool http2 = false);
    /// "http://127.0.0.1:PORT" and the path.
    QString url(const QString &path = QStringLiteral("/")) const;
    /// What GET /seen tells over http: requests, most at once, and so on.
    QJsonObject seen() const;
    const QString &error() const { return m_error; }

private:
    QProcess m_process;
    QString m_scheme;
    int m_port = 0;
    QString m_error;
};

/// Debian's nginx with tests/net/peers/nginx.conf in a directory of its own. Ends with this object.
class NginxPeer
{
public:
    ~NginxPeer();
    /// False with error() if there is no nginx or it does not start. receiver: where /receiver/ leads.
    bool start(const TestCertificates &certificates, const QString &receiver);
    QString url(const QString &path) const;
    QString tlsUrl(const QString &path) const;
    /// Puts a file below its root.
    QString addFile(const QString &name, const QByteArray &content);
    QString filePath(const QString &name) const { return m_directory.filePath(QStringLiteral("www/") + name); }
    const QString &error() const { return m_error; }

private:
    bool waitForPort(int port);

    QTemporaryDir m_directory;
    QProcess m_process;
    int m_port = 0;
    int m_tlsPort = 0;
    QString m_error;
};

/// The bytes that receiver.js serves for a size.
QByteArray pattern(qint64 size);
QByteArray sha256Hex(const QByteArray &bytes);
QByteArray fileContent(const QString &path);

} // namespace ferry::test
