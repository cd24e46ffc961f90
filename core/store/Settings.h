#pragma once

#include "core/types/Destination.h"

#include <QObject>
#include <memory>

class QSettings;

namespace ferry {

enum class ColourScheme { System, Light, Dark };

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
    QString saveDirectory() const; ///< default: the system's download directory
    void setSaveDirectory(const QString &directory);
    QString language() const; ///< "en", "zh_CN", or empty for the system's
    void setLanguage(const QString &language);
    ColourScheme colourScheme() const;
    void setColourScheme(ColourScheme scheme);

    QStringList addressHistory() const; ///< newest first, at most 20, without user info
    void addAddress(const QUrl &url);
    QList<Destination> destinations() const;
    void setDestinations(const QList<Destination> &destinations);

    QByteArray windowState(const QString &key) const; ///< geometry, splitters
    void setWindowState(const QString &key, const QByteArray &state);

    bool writable() const;

signals:
    void changed();
    void destinationsChanged();

private:
    int number(const QString &key, int fallback, int low, int high) const;
    void store(const QString &key, const QVariant &value);

    std::unique_ptr<QSettings> m_settings;
};

} // namespace ferry
