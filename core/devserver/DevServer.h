#pragma once

#include <memory>
#include <QObject>
#include <QUrl>

class QTemporaryDir;
class QThread;

namespace ferry::devserver {

struct Options
{
    quint16 port = 0;  ///< 0: a free one
    QString directory; ///< where files are stored and served from; empty: a temporary one, deleted at the end
    int bodyPatienceMs = 600'000; ///< for the next piece of a request's body; somebody may sit in a debugger
    QString certificateFile{};    ///< PEM, the server's own first; empty: without TLS
    QString keyFile{};            ///< PEM; empty: the key is in certificateFile
};

/// One request as it ended, for the log.
struct RequestRecord
{
    QByteArray method;
    QString path;
    int status = 0;      ///< 0: the client or the server broke off before an answer
    qint64 bytesIn = 0;  ///< of the request's body
    qint64 bytesOut = 0; ///< of the answer's body
    qint64 milliseconds = 0;
};

/// The built-in developer server: takes form uploads and raw bodies to disk, serves them back with Range, and
/// misbehaves on purpose below /try/. Listens on 127.0.0.1 only, on a thread of its own; refuses foreign pages by the
/// Host, Origin and Sec-Fetch-Site headers. This object lives on the caller's thread and is the door to it.
class DevServer : public QObject
{
    Q_OBJECT

public:
    explicit DevServer(Options options, QObject *parent = nullptr);
    /// Ends connections, joins the thread, deletes a temporary directory.
    ~DevServer() override;

    /// Starts listening. False with errorString() if the port is taken, the directory cannot be written, or there is
    /// no key that fits the certificate.
    bool start();
    QString errorString() const { return m_error; }
    /// "http://127.0.0.1:PORT/", or with TLS that of TlsIdentity::host(); empty before start().
    QUrl url() const { return m_url; }
    QString directory() const { return m_directory; }

signals:
    void requestFinished(const ferry::devserver::RequestRecord &record);

private:
    bool prepareDirectory();

    Options m_options;
    QString m_error;
    QUrl m_url;
    QString m_directory;
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<QThread> m_thread;
};

} // namespace ferry::devserver

Q_DECLARE_METATYPE(ferry::devserver::RequestRecord)
