#include "core/devserver/DevServer.h"

#include "core/devserver/Listener.h"

#include <QDir>
#include <QTemporaryDir>
#include <QThread>

namespace ferry::devserver {

DevServer::DevServer(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    qRegisterMetaType<RequestRecord>();
}

DevServer::~DevServer()
{
    if (!m_thread)
        return;
    m_thread->quit(); // the listener is deleted on its thread, as that ends
    m_thread->wait();
}

bool DevServer::start()
{
    if (m_thread)
        return true;
    if (!prepareDirectory())
        return false;
    std::optional<TlsIdentity> identity;
    if (!m_options.certificateFile.isEmpty()) {
        auto read = readTlsIdentity(m_options.certificateFile, m_options.keyFile);
        if (const auto *sentence = std::get_if<QString>(&read)) {
            m_error = *sentence;
            return false;
        }
        identity = std::get<TlsIdentity>(std::move(read));
    }
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(QStringLiteral("ferry-devserver"));
    auto *listener = new Listener(m_directory, m_options.bodyPatienceMs, identity);
    listener->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, listener, &QObject::deleteLater);
    connect(
        listener, &Listener::requestFinished, listener,
        [this](const RequestRecord &record) {
            QMetaObject::invokeMethod(this, [this, record] { emit requestFinished(record); });
        },
        Qt::DirectConnection);
    m_thread->start();
    quint16 port = 0;
    bool forbidden = false;
    QMetaObject::invokeMethod(
        listener,
        [&] {
            port = listener->listen(m_options.port);
            forbidden = listener->isForbidden();
        },
        Qt::BlockingQueuedConnection);
    if (port == 0) {
        m_thread->quit();
        m_thread->wait();
        m_thread.reset();
        if (m_options.port == 0)
            m_error = tr("The developer server found no free port on this machine.");
        else if (forbidden)
            m_error = tr("Port %1 is not for ordinary users. Choose one from 1024 on for the developer server.")
                          .arg(m_options.port);
        else
            m_error = tr("Port %1 is taken by another program. Choose another one for the developer server.")
                          .arg(m_options.port);
        return false;
    }
    m_url = QUrl(QString::fromLatin1(listener->address().origin()) + u'/'); // it does not change any more
    m_error.clear();
    return true;
}

/// A file is created and removed there, because the permissions alone do not tell.
bool DevServer::prepareDirectory()
{
    if (m_options.directory.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/ferry-serve-XXXXXX"));
        m_directory = m_temporary->path();
    } else {
        m_directory = QDir(m_options.directory).absolutePath();
        QDir().mkpath(m_directory);
    }
    const IncomingFile probe(m_directory);
    if (!probe.isOpen()) {
        m_error = tr("The developer server cannot write to “%1”: %2. Choose another folder for it.")
                      .arg(QDir::toNativeSeparators(m_directory), probe.errorString());
    }
    return probe.isOpen();
}

} // namespace ferry::devserver
