#include "tests/net/peers/Peer.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <unistd.h>

namespace ferry::test {

namespace {

QString peersFile(const char *name)
{
    return QStringLiteral(FERRY_PEERS_DIR "/") + QLatin1String(name);
}

/// Programs for administrators are not on everybody's path.
QString findProgram(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty()
               ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")})
               : found;
}

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

} // namespace

TestCertificates::TestCertificates()
{
    writeFile(m_directory.filePath(QStringLiteral("server.ext")),
              "subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n");
    const QString rootKey = m_directory.filePath(QStringLiteral("root.key"));
    const QString request = m_directory.filePath(QStringLiteral("server.csr"));
    const QStringList newKey = {QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                                QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes")};
    run(QStringList{QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-days"), QStringLiteral("2"),
                    QStringLiteral("-subj"), QStringLiteral("/CN=Ferry test root"), QStringLiteral("-keyout"), rootKey,
                    QStringLiteral("-out"), rootFile()} +
        newKey) &&
        run(QStringList{QStringLiteral("req"), QStringLiteral("-subj"), QStringLiteral("/CN=127.0.0.1"),
                        QStringLiteral("-keyout"), keyFile(), QStringLiteral("-out"), request} +
            newKey) &&
        run({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-days"), QStringLiteral("2"),
             QStringLiteral("-in"), request, QStringLiteral("-CA"), rootFile(), QStringLiteral("-CAkey"), rootKey,
             QStringLiteral("-set_serial"), QStringLiteral("7"), QStringLiteral("-extfile"),
             m_directory.filePath(QStringLiteral("server.ext")), QStringLiteral("-out"), certificateFile()});
}

bool TestCertificates::run(const QStringList &arguments)
{
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"), arguments);
    if (!openssl.waitForFinished(20000) || openssl.exitCode() != 0)
        m_error =
            QStringLiteral("openssl cannot make certificates: ") + QString::fromUtf8(openssl.readAllStandardError());
    return m_error.isEmpty();
}

NodeReceiver::~NodeReceiver()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool NodeReceiver::start(const TestCertificates *certificates, bool http2)
{
    const QString node = findProgram(QStringLiteral("node"));
    if (node.isEmpty()) {
        m_error = QStringLiteral("Node is not installed (package nodejs)");
        return false;
    }
    QStringList arguments{peersFile("receiver.js")};
    if (certificates)
        arguments << certificates->certificateFile() << certificates->keyFile();
    if (http2)
        arguments << QStringLiteral("h2");
    m_scheme = certificates ? QStringLiteral("https") : QStringLiteral("http");
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(node, arguments);
    while (!m_process.canReadLine() && m_process.waitForReadyRead(20000)) {
    }
    m_port = m_process.readLine().trimmed().toInt();
    if (m_port == 0)
        m_error = QStringLiteral("the receiver in Node did not start");
    return m_port != 0;
}

QString NodeReceiver::url(const QString &path) const
{
    return QStringLiteral("%1://127.0.0.1:%2%3").arg(m_scheme).arg(m_port).arg(path);
}

QJsonObject NodeReceiver::seen() const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(m_port));
    socket.write("GET /seen HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(10000) || socket.bytesAvailable() > 0)
        answer += socket.readAll();
    return QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
}

NginxPeer::~NginxPeer()
{
    m_process.terminate();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool NginxPeer::start(const TestCertificates &certificates, const QString &receiver)
{
    const QString nginx = findProgram(QStringLiteral("nginx"));
    if (nginx.isEmpty()) {
        m_error = QStringLiteral("nginx is not installed (package nginx-light)");
        return false;
    }
    m_port = freePort();
    m_tlsPort = freePort();
    QDir(m_directory.path()).mkpath(QStringLiteral("www/put"));
    writeFile(m_directory.filePath(QStringLiteral("users")), "ferry:{PLAIN}boat and water\n");
    QByteArray conf = fileContent(peersFile("nginx.conf"));
    conf.replace("@USER@", ::geteuid() == 0 ? "user root;" : "");
    conf.replace("@DIR@", m_directory.path().toUtf8());
    conf.replace("@PORT@", QByteArray::number(m_port));
    conf.replace("@TLS_PORT@", QByteArray::number(m_tlsPort));
    conf.replace("@CERT@", certificates.certificateFile().toUtf8());
    conf.replace("@KEY@", certificates.keyFile().toUtf8());
    conf.replace("@RECEIVER@", receiver.toUtf8());
    const QString confFile = m_directory.filePath(QStringLiteral("nginx.conf"));
    writeFile(confFile, conf);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(nginx, {QStringLiteral("-p"), m_directory.path(), QStringLiteral("-e"),
                            m_directory.filePath(QStringLiteral("error.log")), QStringLiteral("-c"), confFile});
    if (!waitForPort(m_port) || !waitForPort(m_tlsPort)) {
        m_error = QStringLiteral("nginx did not start: ") + QString::fromUtf8(m_process.readAll()) +
                  QString::fromUtf8(fileContent(m_directory.filePath(QStringLiteral("error.log"))));
    }
    return m_error.isEmpty();
}

bool NginxPeer::waitForPort(int port)
{
    QDeadlineTimer deadline(10000);
    while (!deadline.hasExpired() && m_process.state() != QProcess::NotRunning) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(port));
        if (socket.waitForConnected(1000))
            return true;
        m_process.waitForFinished(50);
    }
    return false;
}

QString NginxPeer::url(const QString &path) const
{
    return QStringLiteral("http://127.0.0.1:%1/%2").arg(m_port).arg(path);
}

QString NginxPeer::tlsUrl(const QString &path) const
{
    return QStringLiteral("https://127.0.0.1:%1/%2").arg(m_tlsPort).arg(path);
}

QString NginxPeer::addFile(const QString &name, const QByteArray &content)
{
    QDir(m_directory.path()).mkpath(QStringLiteral("www/") + QFileInfo(name).path());
    writeFile(filePath(name), content);
    return filePath(name);
}

QByteArray pattern(qint64 size)
{
    QByteArray block(65536, '\0');
    for (int i = 0; i < block.size(); ++i)
        block[i] = char((i * 31 + (i >> 8)) & 255);
    QByteArray result;
    while (result.size() < size)
        result += block;
    return result.left(size);
}

QByteArray sha256Hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace ferry::test
