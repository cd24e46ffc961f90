#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

/// A headless Chromium with one page, driven by its DevTools protocol over a pipe. Calls wait in place, for at most
/// half a minute each. Ends with this object.
class Chromium
{
public:
    /// The program, or an empty string if there is none on this machine.
    static QString find();

    /// Downloads go to the directory without asking.
    explicit Chromium(const QString &downloads);
    ~Chromium();

    bool isRunning() const { return !m_session.isEmpty(); }

    /// Calls a method for the page; an empty object if it failed.
    QJsonObject call(const QString &method, const QJsonObject &parameters = {});
    /// Waits for an event, also one that came since the last call of forget(). Says whether it came.
    bool wait(const QString &event, QJsonObject *parameters = nullptr);
    /// Forgets the events that came.
    void forget() { m_events.clear(); }

    /// Opens an address and waits until it is loaded.
    bool open(const QString &url);
    /// Evaluates as a person's own doing, and gives the value.
    QJsonValue evaluate(const QString &script);
    /// The same, when it loads another page, for which it waits.
    bool evaluateAndLoad(const QString &script);
    /// Chooses a file in the input that the selector finds.
    bool chooseFile(const QString &selector, const QString &path);
    bool screenshot(const QString &path);

    /// What the browser complained about: blocked resources, policies, scripts.
    QStringList complaints() const { return m_complaints; }

private:
    QJsonObject request(const QString &method, const QJsonObject &parameters, bool forPage);
    bool readMessage(QJsonObject &message);
    void keep(const QJsonObject &event);

    QTemporaryDir m_profile;
    QProcess m_process;
    QByteArray m_in;
    QString m_session;
    int m_lastId = 0;
    QList<QJsonObject> m_events;
    QStringList m_complaints;
};
