#include "core/store/Settings.h"

#include "core/types/SecretParameters.h"
#include "core/types/Secrets.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace ferry {

namespace {

constexpr int historyLimit = 20;

std::unique_ptr<QSettings> openSettings(const QString &profileDirectory)
{
    const QString place = profileDirectory.isEmpty()
                              ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                              : profileDirectory;
    return std::make_unique<QSettings>(QDir(place).filePath(QStringLiteral("ferry.ini")), QSettings::IniFormat);
}

// A secret is left out, whoever put it there: nothing of it comes into the file.
QStringList packed(const QList<FormField> &fields)
{
    QStringList list;
    for (const FormField &f : fields) {
        if (!isSecretField(f.name))
            list << f.name << QString::fromUtf8(f.value);
    }
    return list;
}

QStringList packed(const HeaderList &headers)
{
    QStringList list;
    for (const auto &[name, value] : headers) {
        if (!isSecretName(name))
            list << QString::fromUtf8(name) << QString::fromUtf8(value);
    }
    return list;
}

/// A Ferry that knows "together" alone takes files as bodies for one request each.
Grouping keptGrouping(const QSettings &settings)
{
    if (settings.value(QStringLiteral("together")).toBool())
        return Grouping::Together;
    // An older Ferry lost the word, and a form by PUT would lie in the place of the file.
    const bool unsaid = !settings.contains(QStringLiteral("wholeBody"));
    const bool isBody = unsaid ? settings.value(QStringLiteral("method")) == QLatin1String("PUT")
                               : settings.value(QStringLiteral("wholeBody")).toBool();
    return isBody ? Grouping::WholeBody : Grouping::OneEach;
}

} // namespace

Settings::Settings(const QString &profileDirectory, QObject *parent)
    : QObject(parent)
    , m_settings(openSettings(profileDirectory))
{
}

Settings::~Settings() = default;

int Settings::number(const QString &key, int fallback, int low, int high) const
{
    bool isNumber = false;
    const int value = m_settings->value(key, fallback).toInt(&isNumber);
    return isNumber ? qBound(low, value, high) : fallback;
}

void Settings::store(const QString &key, const QVariant &value)
{
    if (m_settings->value(key) == value)
        return;
    m_settings->setValue(key, value);
    emit changed();
}

int Settings::parallel() const
{
    return number(QStringLiteral("transfers/parallel"), 10, 1, 10);
}

void Settings::setParallel(int count)
{
    store(QStringLiteral("transfers/parallel"), qBound(1, count, 10));
}

int Settings::timeoutSeconds() const
{
    return number(QStringLiteral("transfers/timeout"), 60, 1, 60);
}

void Settings::setTimeoutSeconds(int seconds)
{
    store(QStringLiteral("transfers/timeout"), qBound(1, seconds, 60));
}

int Settings::answerTimeoutSeconds() const
{
    return number(QStringLiteral("transfers/answerTimeout"), 60, 1, 3600);
}

void Settings::setAnswerTimeoutSeconds(int seconds)
{
    store(QStringLiteral("transfers/answerTimeout"), qBound(1, seconds, 3600));
}

QString Settings::saveDirectory() const
{
    const QString fallback = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    const QString chosen = m_settings->value(QStringLiteral("transfers/saveTo"), fallback).toString();
    return chosen.isEmpty() ? fallback : chosen;
}

void Settings::setSaveDirectory(const QString &directory)
{
    store(QStringLiteral("transfers/saveTo"), directory);
}

bool Settings::noteOrigin() const
{
    return m_settings->value(QStringLiteral("transfers/noteOrigin"), true).toBool();
}

void Settings::setNoteOrigin(bool on)
{
    store(QStringLiteral("transfers/noteOrigin"), on);
}

QString Settings::language() const
{
    return m_settings->value(QStringLiteral("appearance/language")).toString();
}

void Settings::setLanguage(const QString &language)
{
    store(QStringLiteral("appearance/language"), language);
}

ColourScheme Settings::colourScheme() const
{
    const QString name = m_settings->value(QStringLiteral("appearance/colours")).toString();
    if (name == QStringLiteral("light"))
        return ColourScheme::Light;
    return name == QStringLiteral("dark") ? ColourScheme::Dark : ColourScheme::System;
}

void Settings::setColourScheme(ColourScheme scheme)
{
    const QString name = scheme == ColourScheme::Light  ? QStringLiteral("light")
                         : scheme == ColourScheme::Dark ? QStringLiteral("dark")
                                                        : QStringLiteral("system");
    store(QStringLiteral("appearance/colours"), name);
}

QStringList Settings::addressHistory() const
{
    return m_settings->value(QStringLiteral("upload/addresses")).toStringList();
}

void Settings::addAddress(const QUrl &url)
{
    // The names of secrets stay, to be asked for. Who wrote one without a value means it so, and is asked for nothing.
    const QUrl kept = missingSecrets(url).isEmpty() ? withEmptySecrets(url) : withoutSecrets(url);
    const QString address = kept.toString(QUrl::FullyEncoded);
    QStringList history = addressHistory();
    history.removeAll(address);
    history.prepend(address);
    store(QStringLiteral("upload/addresses"), QStringList(history.mid(0, historyLimit)));
}

QList<Destination> Settings::destinations() const
{
    QList<Destination> list;
    const int count = m_settings->beginReadArray(QStringLiteral("destinations"));
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        Destination d;
        d.name = m_settings->value(QStringLiteral("name")).toString();
        d.url = QUrl(m_settings->value(QStringLiteral("url")).toString(), QUrl::StrictMode);
        d.method = m_settings->value(QStringLiteral("method"), QStringLiteral("POST")).toString().toLatin1();
        d.fieldName = m_settings->value(QStringLiteral("fieldName"), QStringLiteral("file")).toString();
        d.grouping = keptGrouping(*m_settings);
        d.safeToRepeat = m_settings->value(QStringLiteral("safeToRepeat")).toBool();
        d.idempotencyKey = m_settings->value(QStringLiteral("idempotencyKey")).toBool();
        d.contentDigest = m_settings->value(QStringLiteral("contentDigest")).toBool();
        const QStringList fields = m_settings->value(QStringLiteral("fields")).toStringList();
        for (qsizetype f = 0; f + 1 < fields.size(); f += 2)
            d.fields.append({fields.at(f), fields.at(f + 1).toUtf8(), {}});
        const QStringList headers = m_settings->value(QStringLiteral("headers")).toStringList();
        for (qsizetype h = 0; h + 1 < headers.size(); h += 2)
            d.headers.append(headers.at(h).toUtf8(), headers.at(h + 1).toUtf8());
        const QString appId = m_settings->value(QStringLiteral("appId")).toString();
        if (!appId.isEmpty())
            d.identity = Identity{appId, m_settings->value(QStringLiteral("appVersion")).toString()};
        if (!d.name.isEmpty() && d.url.isValid())
            list.append(d);
    }
    m_settings->endArray();
    return list;
}

void Settings::setDestinations(const QList<Destination> &destinations)
{
    m_settings->remove(QStringLiteral("destinations"));
    m_settings->beginWriteArray(QStringLiteral("destinations"));
    int index = 0;
    for (const Destination &d : destinations) {
        if (d.builtIn)
            continue;
        m_settings->setArrayIndex(index++);
        m_settings->setValue(QStringLiteral("name"), d.name);
        m_settings->setValue(QStringLiteral("url"), withEmptySecrets(d.url).toString(QUrl::FullyEncoded));
        m_settings->setValue(QStringLiteral("method"), QString::fromLatin1(d.method));
        m_settings->setValue(QStringLiteral("fieldName"), d.fieldName);
        m_settings->setValue(QStringLiteral("together"), d.grouping == Grouping::Together);
        m_settings->setValue(QStringLiteral("wholeBody"), d.grouping == Grouping::WholeBody);
        m_settings->setValue(QStringLiteral("safeToRepeat"), d.safeToRepeat);
        m_settings->setValue(QStringLiteral("idempotencyKey"), d.idempotencyKey);
        m_settings->setValue(QStringLiteral("contentDigest"), d.contentDigest);
        m_settings->setValue(QStringLiteral("fields"), packed(d.fields));
        m_settings->setValue(QStringLiteral("headers"), packed(d.headers));
        if (d.identity) {
            m_settings->setValue(QStringLiteral("appId"), d.identity->appId);
            m_settings->setValue(QStringLiteral("appVersion"), d.identity->version);
        }
    }
    m_settings->endArray();
    emit destinationsChanged();
}

QByteArray Settings::windowState(const QString &key) const
{
    return m_settings->value(QStringLiteral("window/") + key).toByteArray();
}

void Settings::setWindowState(const QString &key, const QByteArray &state)
{
    m_settings->setValue(QStringLiteral("window/") + key, state);
}

bool Settings::writable() const
{
    m_settings->sync();
    return m_settings->isWritable() && m_settings->status() == QSettings::NoError;
}

} // namespace ferry
