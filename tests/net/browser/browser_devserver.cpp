#include "core/devserver/DevServer.h"
#include "tests/net/browser/Chromium.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QTest>

#include <cstdio>

using namespace ferry::devserver;

/// A person with a browser plays the other side: uploads by the form, sees the result and the list, and downloads.
class BrowserDevServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void uploadsByTheForm();
    void listsAndDownloads();
    void followsTheSystemsColours();
    void inputsHaveLabels();
    void foreignPagesAreRefused();
    void nothingToComplainAbout();

private:
    QString url(const QString &path) const { return m_server.url().toString() + path; }
    QString text(const QString &selector)
    {
        return m_browser->evaluate(QStringLiteral("document.querySelector('%1')?.innerText").arg(selector)).toString();
    }

    DevServer m_server{Options{}};
    QTemporaryDir m_files;
    std::unique_ptr<Chromium> m_browser;
    const QString m_name = QStringLiteral("photo of a “ferry” é.bin");
    QByteArray m_content;
};

void BrowserDevServer::initTestCase()
{
    QVERIFY(m_server.start());
    for (int i = 0; i < 300'000; ++i)
        m_content.append(char((i * 7 + i / 251) & 255));
    QFile file(m_files.filePath(m_name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_content) == m_content.size());
    QVERIFY(QDir(m_files.path()).mkdir(QStringLiteral("downloads")));
    m_browser = std::make_unique<Chromium>(m_files.filePath(QStringLiteral("downloads")));
    QVERIFY(m_browser->isRunning());
}

void BrowserDevServer::uploadsByTheForm()
{
    QVERIFY(m_browser->open(url({})));
    QCOMPARE(m_browser->evaluate(QStringLiteral("document.title")).toString(),
             QStringLiteral("Ferry developer server"));
    QVERIFY(m_browser->chooseFile(QStringLiteral("#files"), m_files.filePath(m_name)));
    m_browser->evaluate(QStringLiteral("document.querySelector('#note').value = 'from <the> browser'"));
    QVERIFY(m_browser->evaluateAndLoad(QStringLiteral("document.querySelector('button').click()")));
    QCOMPARE(m_browser->evaluate(QStringLiteral("document.title")).toString(), QStringLiteral("Upload received"));
    const QString received = text(QStringLiteral("#received"));
    QVERIFY2(received.contains(m_name), qPrintable(received));
    QVERIFY2(received.contains(QStringLiteral("300000")), qPrintable(received));
    const QByteArray digest = QCryptographicHash::hash(m_content, QCryptographicHash::Sha256).toHex();
    QVERIFY2(received.contains(QString::fromLatin1(digest)), qPrintable(received));
    QVERIFY(text(QStringLiteral("body")).contains(QStringLiteral("from <the> browser")));
    QFile stored(QDir(m_server.directory()).filePath(m_name));
    QVERIFY(stored.open(QIODevice::ReadOnly));
    QCOMPARE(stored.readAll(), m_content);
}

void BrowserDevServer::listsAndDownloads()
{
    QVERIFY(m_browser->evaluateAndLoad(QStringLiteral("document.querySelector('a').click()")));
    QVERIFY(text(QStringLiteral("#stored")).contains(m_name));
    QVERIFY(m_browser->screenshot(QStringLiteral(FERRY_BUILD_DIR "/devserver-light.png")));
    m_browser->forget();
    m_browser->evaluate(QStringLiteral("document.querySelector('#stored a').click()"));
    QJsonObject progress;
    do {
        QVERIFY(m_browser->wait(QStringLiteral("Browser.downloadProgress"), &progress));
    } while (progress.value(QStringLiteral("state")) == QStringLiteral("inProgress"));
    QCOMPARE(progress.value(QStringLiteral("state")).toString(), QStringLiteral("completed"));
    const QDir downloads(m_files.filePath(QStringLiteral("downloads")));
    QCOMPARE(downloads.entryList(QDir::Files), QStringList{m_name});
    QFile file(downloads.filePath(m_name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), m_content);
}

/// Which also shows that the page's policy lets its own style through.
void BrowserDevServer::followsTheSystemsColours()
{
    const auto background = [this](const QString &scheme) {
        const QJsonObject feature{{QStringLiteral("name"), QStringLiteral("prefers-color-scheme")},
                                  {QStringLiteral("value"), scheme}};
        m_browser->call(QStringLiteral("Emulation.setEmulatedMedia"),
                        {{QStringLiteral("features"), QJsonArray{feature}}});
        return m_browser->evaluate(QStringLiteral("getComputedStyle(document.body).backgroundColor")).toString();
    };
    QCOMPARE(background(QStringLiteral("light")), QStringLiteral("rgb(247, 247, 245)"));
    QCOMPARE(background(QStringLiteral("dark")), QStringLiteral("rgb(23, 25, 28)"));
    QVERIFY(m_browser->screenshot(QStringLiteral(FERRY_BUILD_DIR "/devserver-dark.png")));
    background(QStringLiteral("light"));
}

void BrowserDevServer::inputsHaveLabels()
{
    const QString labels = m_browser
                               ->evaluate(QStringLiteral(
                                   "[...document.querySelectorAll('input')].map(i => i.labels[0]?.innerText).join()"))
                               .toString();
    QCOMPARE(labels, QStringLiteral("Files,Note"));
    QCOMPARE(m_browser->evaluate(QStringLiteral("document.querySelectorAll('a:not([href])').length")).toInt(), 0);
}

/// Neither by a form nor by a script, nor as an image.
void BrowserDevServer::foreignPagesAreRefused()
{
    const qsizetype before = m_browser->complaints().size();
    QVERIFY(m_browser->open(QStringLiteral("data:text/html,<title>elsewhere</title><form method=post action=\"") +
                            url(QStringLiteral("upload")) + QStringLiteral("\"><input name=a value=b></form>")));
    const QString fetched =
        m_browser
            ->evaluate(
                QStringLiteral("fetch('%1').then(r => 'read', e => 'refused')").arg(url(QStringLiteral("files/"))))
            .toString();
    QCOMPARE(fetched, QStringLiteral("refused"));
    QVERIFY(m_browser->evaluateAndLoad(QStringLiteral("document.querySelector('form').submit()")));
    QVERIFY2(text(QStringLiteral("body")).contains(QStringLiteral("may not use this server")),
             qPrintable(text(QStringLiteral("body"))));
    QVERIFY(m_browser->complaints().size() > before); // so the next test would see complaints about own pages
}

void BrowserDevServer::nothingToComplainAbout()
{
    for (const QString &complaint : m_browser->complaints()) {
        const bool expected = complaint.contains(QStringLiteral("403")) || complaint.contains(QStringLiteral("CORS")) ||
                              complaint.contains(QStringLiteral("ERR_FAILED"));
        QVERIFY2(expected, qPrintable(complaint));
    }
}

int main(int argc, char **argv)
{
    if (Chromium::find().isEmpty()) {
        std::puts("Skipped: there is no chromium on this machine. Install the package \"chromium\" to run this test.");
        return 77;
    }
    QCoreApplication application(argc, argv);
    BrowserDevServer test;
    return QTest::qExec(&test, argc, argv);
}
#include "browser_devserver.moc"
