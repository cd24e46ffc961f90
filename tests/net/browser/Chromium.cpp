#include "tests/net/browser/Chromium.h"

#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>

namespace {
constexpr int patienceMs = 30'000;
}

QString Chromium::find()
{
    for (const char *name : {"chromium", "chromium-browser", "google-chrome"}) {
        const QString path = QStandardPaths::findExecutable(QLatin1String(name));
        if (!path.isEmpty())
            return path;
    }
    return QString();
}

Chromium::Chromium(const QString &downloads)
{
    // DevTools reads from descriptor 3 and writes to 4; here those are the two ends that QProcess has.
    const QString redirect = QStringLiteral("exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1");
    m_process.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"), redirect, find(), QStringLiteral("--headless"),
                     QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"), QStringLiteral("--disable-quic"),
                     QStringLiteral("--no-first-run"), QStringLiteral("--disable-background-networking"),
                     QStringLiteral("--disable-component-update"), QStringLiteral("--disable-sync"),
                     QStringLiteral("--disable-dev-shm-usage"), QStringLiteral("--window-size=1000,1400"),
                     QStringLiteral("--remote-debugging-pipe"), QStringLiteral("--user-data-dir=") + m_profile.path(),
                     QStringLiteral("about:blank")});
    if (!m_process.waitForStarted(patienceMs))
        return;
    request(QStringLiteral("Browser.setDownloadBehavior"),
            {{QStringLiteral("behavior"), QStringLiteral("allow")},
             {QStringLiteral("downloadPath"), downloads},
             {QStringLiteral("eventsEnabled"), true}},
            false);
    const QJsonObject target =
        request(QStringLiteral("Target.createTarget"), {{QStringLiteral("url"), QStringLiteral("about:blank")}}, false);
    m_session = request(QStringLiteral("Target.attachToTarget"),
                        {{QStringLiteral("targetId"), target.value(QStringLiteral("targetId"))},
                         {QStringLiteral("flatten"), true}},
                        false)
                    .value(QStringLiteral("sessionId"))
                    .toString();
    for (const char *domain : {"Page.enable", "DOM.enable", "Log.enable", "Runtime.enable"})
        call(QLatin1String(domain));
}

Chromium::~Chromium()
{
    request(QStringLiteral("Browser.close"), {}, false);
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QJsonObject Chromium::call(const QString &method, const QJsonObject &parameters)
{
    return request(method, parameters, true);
}

QJsonObject Chromium::request(const QString &method, const QJsonObject &parameters, bool forPage)
{
    const int id = ++m_lastId;
    QJsonObject message{
        {QStringLiteral("id"), id}, {QStringLiteral("method"), method}, {QStringLiteral("params"), parameters}};
    if (forPage)
        message.insert(QStringLiteral("sessionId"), m_session);
    m_process.write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\0');
    QJsonObject answer;
    while (readMessage(answer)) {
        if (answer.value(QStringLiteral("id")).toInt() == id)
            return answer.value(QStringLiteral("result")).toObject();
        keep(answer);
    }
    return QJsonObject();
}

/// Messages are JSON with a NUL behind each.
bool Chromium::readMessage(QJsonObject &message)
{
    while (!m_in.contains('\0')) {
        if (!m_process.waitForReadyRead(patienceMs))
            return false;
        m_in += m_process.readAllStandardOutput();
    }
    const qsizetype end = m_in.indexOf('\0');
    message = QJsonDocument::fromJson(m_in.first(end)).object();
    m_in.remove(0, end + 1);
    return true;
}

void Chromium::keep(const QJsonObject &event)
{
    m_events.append(event);
    if (event.value(QStringLiteral("method")) == QStringLiteral("Log.entryAdded")) {
        const QJsonObject entry =
            event.value(QStringLiteral("params")).toObject().value(QStringLiteral("entry")).toObject();
        m_complaints.append(entry.value(QStringLiteral("text")).toString());
    }
}

bool Chromium::wait(const QString &event, QJsonObject *parameters)
{
    for (;;) {
        for (qsizetype i = 0; i < m_events.size(); ++i) {
            if (m_events[i].value(QStringLiteral("method")) != event)
                continue;
            const QJsonObject found = m_events.takeAt(i);
            if (parameters)
                *parameters = found.value(QStringLiteral("params")).toObject();
            return true;
        }
        QJsonObject message;
        if (!readMessage(message))
            return false;
        keep(message);
    }
}

bool Chromium::open(const QString &url)
{
    forget();
    const QJsonObject result = call(QStringLiteral("Page.navigate"), {{QStringLiteral("url"), url}});
    return !result.contains(QStringLiteral("errorText")) && wait(QStringLiteral("Page.loadEventFired"));
}

QJsonValue Chromium::evaluate(const QString &script)
{
    return call(QStringLiteral("Runtime.evaluate"), {{QStringLiteral("expression"), script},
                                                     {QStringLiteral("returnByValue"), true},
                                                     {QStringLiteral("awaitPromise"), true},
                                                     {QStringLiteral("userGesture"), true}})
        .value(QStringLiteral("result"))
        .toObject()
        .value(QStringLiteral("value"));
}

bool Chromium::evaluateAndLoad(const QString &script)
{
    forget();
    evaluate(script);
    return wait(QStringLiteral("Page.loadEventFired"));
}

bool Chromium::chooseFile(const QString &selector, const QString &path)
{
    const QJsonObject document = call(QStringLiteral("DOM.getDocument")).value(QStringLiteral("root")).toObject();
    const QJsonObject found =
        call(QStringLiteral("DOM.querySelector"), {{QStringLiteral("nodeId"), document.value(QStringLiteral("nodeId"))},
                                                   {QStringLiteral("selector"), selector}});
    call(QStringLiteral("DOM.setFileInputFiles"), {{QStringLiteral("nodeId"), found.value(QStringLiteral("nodeId"))},
                                                   {QStringLiteral("files"), QJsonArray{path}}});
    return evaluate(QStringLiteral("document.querySelector('%1').files.length").arg(selector)).toInt() == 1;
}

bool Chromium::screenshot(const QString &path)
{
    const QJsonObject result =
        call(QStringLiteral("Page.captureScreenshot"), {{QStringLiteral("format"), QStringLiteral("png")}});
    QFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write(QByteArray::fromBase64(result.value(QStringLiteral("data")).toString().toLatin1())) > 1000;
}
