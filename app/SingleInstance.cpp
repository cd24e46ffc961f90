#include "app/SingleInstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace ferry {

namespace {

constexpr int pauseMs = 10; ///< between looks at a window that is coming or going
constexpr char lockSuffix[] = ".lock";
constexpr char socketSuffix[] = ".socket";

/// Qt gives a runtime directory only if it is this user's and closed to all others.
QByteArray placeFor(const QString &profileDirectory)
{
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (runtime.isEmpty())
        return {};
    const QString profile = profileDirectory.isEmpty()
                                ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                                : profileDirectory;
    // Only what exists has one name that all of its names lead to.
    QDir().mkpath(profile);
    const QString one = QDir(profile).canonicalPath();
    const QByteArray key = QFile::encodeName(one.isEmpty() ? QDir(profile).absolutePath() : one);
    const QByteArray digest = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(16);
    const QByteArray place = QFile::encodeName(runtime) + "/ferry-" + digest;
    return (place + socketSuffix).size() <= HandOverServer::longestPath ? place : QByteArray();
}

} // namespace

SingleInstance::SingleInstance(const QString &profileDirectory, QObject *parent)
    : QObject(parent)
    , m_path(placeFor(profileDirectory))
{
}

SingleInstance::~SingleInstance()
{
    stopListening(); // and only then lets go of the lock
}

SingleInstance::Role SingleInstance::start(const StartMessage &message, std::chrono::milliseconds patience)
{
    const QByteArray line = encodeStart(message);
    const QDeadlineTimer end(patience);
    do {
        if (takeLock()) {
            listen();
            return Role::First;
        }
        if (m_path.isEmpty())
            return Role::Alone;
        if (line.size() > HandOverServer::longestLine)
            return Role::TooLong;
        if (HandOverServer::handOver(m_path + socketSuffix, line, int(qMax(qint64(1), end.remainingTime()))))
            return Role::HandedOver;
        ::poll(nullptr, 0, pauseMs); // nothing else runs in this process yet
    } while (!end.hasExpired());
    return Role::NoAnswer;
}

/// Without a file that can be locked there is no place either.
bool SingleInstance::takeLock()
{
    if (m_path.isEmpty())
        return false;
    FileHandle file(::open((m_path + lockSuffix).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    const bool locked = file.isOpen() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
    if (!locked && (!file.isOpen() || errno != EWOULDBLOCK))
        m_path.clear();
    if (!locked)
        return false;
    // What cleans runtime directories up by age passes over files with this bit (XDG Base Directory Specification).
    ::fchmod(file.get(), S_ISVTX | 0600);
    m_lock = std::move(file);
    return true;
}

/// The lock is ours, so whoever made what lies at the path of the socket has gone. A window without a socket is a
/// window all the same; later starts say that it does not answer.
void SingleInstance::listen()
{
    if (m_path.isEmpty())
        return;
    m_server.start(m_path + socketSuffix, [this](const QByteArray &line) {
        std::optional<StartMessage> message = decodeStart(line);
        if (!message)
            return false;
        const std::scoped_lock guard(m_mutex);
        m_arrived.append(std::move(*message));
        QMetaObject::invokeMethod(this, &SingleInstance::arrived, Qt::QueuedConnection);
        return true;
    });
}

QList<StartMessage> SingleInstance::take()
{
    const std::scoped_lock guard(m_mutex);
    return std::exchange(m_arrived, {});
}

} // namespace ferry
