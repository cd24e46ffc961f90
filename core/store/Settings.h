#pragma once

#include "core/types/CertificateException.h"
#include "core/types/Destination.h"

#include <memory>
#include <QObject>

class QSettings;

namespace ferry {

enum class ColourScheme { System, Light, Dark };

/// What saving does where a file of the name is in the folder; none of them replaces it.
enum class WhenTaken { Ask, KeepBoth, Skip };

/// What the person chose, kept in an INI file. GUI thread. Writes are gathered and flushed by QSettings; a file that
/// cannot be written is said by writable(). Never holds a secret.
class Settings : public QObject
{
    Q_OBJECT

public:
    /// profileDirectory: all state of Ferry lies below it; empty: the system's place for settings.
    explicit Settings(const QString &profileDirectory = {}, QObject *parent = nullptr);
    ~Settings() override;

    int parallel() const; ///< 1 to 10, default 10
    void setParallel(int count);
    int timeoutSeconds() const; ///< 1 to 60, default 60
    void setTimeoutSeconds(int seconds);
    int answerTimeoutSeconds() const; ///< 1 to 3600, default 60
    void setAnswerTimeoutSeconds(int seconds);
    int retries() const; ///< tries after a failure, 0 to 20, default 5
    void setRetries(int count);
    int perHost() const; ///< how many run at once to one host, 1 to 10; 0, the default: as many as run
    void setPerHost(int count);
    int connections() const; ///< for one file, 1 to 8; 0, the default: as many as help
    void setConnections(int count);
    int imageLimit() const; ///< how many images one choice adds to an upload, 1 to 100; default 9
    void setImageLimit(int count);
    qint64 downLimit() const; ///< bytes a second for all downloads together; 0, the default: none
    qint64 upLimit() const;   ///< the same for uploads
    void setLimits(qint64 down, qint64 up);
    QString saveDirectory() const; ///< default: the system's download directory
    void setSaveDirectory(const QString &directory);
    WhenTaken whenTaken() const; ///< in the download folder, default KeepBoth
    void setWhenTaken(WhenTaken what);
    bool noteOrigin() const; ///< whether a saved file's metadata say where it came from; default true
    void setNoteOrigin(bool on);
    bool http2() const; ///< whether servers are offered HTTP/2; default false
    void setHttp2(bool on);
    QString language() const; ///< "en", "zh_CN", or empty for the system's
    void setLanguage(const QString &language);
    ColourScheme colourScheme() const;
    void setColourScheme(ColourScheme scheme);

    QStringList addressHistory() const; ///< newest first, at most 20, without user info and values of secrets
    void addAddress(const QUrl &url);
    QList<Destination> destinations() const;
    void setDestinations(const QList<Destination> &destinations);

    /// The proxy of all new items; default: the system's.
    ProxyChoice proxy() const;
    /// A user name of an explicit address is kept, a password is not: it is asked for when the proxy wants it.
    void setProxy(const ProxyChoice &proxy);
    /// The hosts that are reached without an explicit proxy, as in no_proxy; kept whatever the choice is. Part of
    /// proxy().
    QString noProxyFor() const;
    void setNoProxyFor(const QString &list);

    /// Certificates taken in spite of their faults, oldest first: one for a host and port at most.
    QList<CertificateException> certificateExceptions() const;
    /// Whether this one is in the file, or ends with the program.
    bool isKept(const CertificateException &exception) const;
    /// Takes the place of another one for the same host and port. keep: in the file; else until this object is deleted.
    void addCertificateException(const CertificateException &exception, bool keep);
    void removeCertificateException(const QString &host, int port);

    QByteArray windowState(const QString &key) const; ///< geometry, splitters
    void setWindowState(const QString &key, const QByteArray &state);

    bool writable() const;

signals:
    void changed();
    void destinationsChanged();
    void certificateTrusted(const ferry::CertificateException &exception);
    void certificateDistrusted(const QString &host, int port);

private:
    qint64 limit(const QString &key) const;
    int number(const QString &key, int fallback, int low, int high) const;
    void store(const QString &key, const QVariant &value);
    QList<CertificateException> keptExceptions() const;
    void writeExceptions(const QList<CertificateException> &exceptions);
    bool dropException(const QString &host, int port);

    std::unique_ptr<QSettings> m_settings;
    QList<CertificateException> m_untilTheEnd; ///< of certificates, those not in the file
};

} // namespace ferry
