#include "tests/support/engine/TestEngine.h"
#include "tests/support/MountedPlace.h"
#include "tests/support/RequestLog.h"

#include <QCryptographicHash>
#include <QFileInfo>

using namespace ferry;

/// Under which name a download is kept, and whether it is the file that was wanted: names, HTML pages, checksums.
class TestEngineNames : public QObject
{
    Q_OBJECT

private slots:
    void serversName_isMadeSafe_data();
    void serversName_isMadeSafe();
    void htmlForAnotherType_isHeld_data();
    void htmlForAnotherType_isHeld();
    void htmlThatWasNotAskedFor_isHeld_data();
    void htmlThatWasNotAskedFor_isHeld();
    void htmlForAnotherType_neverLiesHiddenInThePersonsFolder_data();
    void htmlForAnotherType_neverLiesHiddenInThePersonsFolder();
    void rename_holdsWhateverTheServerSays();
    void rename_takesOnlySafeNames();
    void describingName_neverReplacesAnotherFile();
    void checksum_data();
    void checksum();
};

void TestEngineNames::serversName_isMadeSafe_data()
{
    QTest::addColumn<QByteArray>("disposition");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, const char *disposition, const QString &name) {
        QTest::newRow(title) << QByteArray(disposition) << name;
    };
    row("none: the address", "", QStringLiteral("from address.bin"));
    row("plain", "attachment; filename=\"a.txt\"", QStringLiteral("a.txt"));
    row("extended wins", "attachment; filename=\"a.txt\"; filename*=UTF-8''%e5%9b%be.png", QStringLiteral("图.png"));
    row("upwards", "attachment; filename=\"../../etc/passwd\"", QStringLiteral("passwd"));
    row("backslashes", "attachment; filename=\"..\\\\..\\\\boot.ini\"", QStringLiteral("boot.ini"));
    row("hidden", "attachment; filename=\".bashrc\"", QStringLiteral("bashrc"));
    row("launcher", "attachment; filename=\"x.desktop\"", QStringLiteral("x.desktop.download"));
    row("nothing left", "attachment; filename=\"...\"", QStringLiteral("from address.bin"));
}

void TestEngineNames::serversName_isMadeSafe()
{
    QFETCH(QByteArray, disposition);
    QFETCH(QString, name);
    RequestLog log;
    ScriptedServer server(
        log.script(200, "x", {disposition.isEmpty() ? "X-None: 1" : "Content-Disposition: " + disposition}));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/d/from%20address.bin")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(engine.probe().last(id).name, name);
    QCOMPARE(engine.saved(), QStringList{name});
}

void TestEngineNames::htmlForAnotherType_isHeld_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("anyType");
    QTest::addColumn<bool>("held");
    QTest::newRow("page for an archive") << QStringLiteral("/a.zip") << QByteArray("text/html; charset=utf-8") << false
                                         << true;
    QTest::newRow("page for a name that tells no type")
        << QStringLiteral("/download") << QByteArray("text/html") << false << true;
    QTest::newRow("taken all the same") << QStringLiteral("/a.zip") << QByteArray("text/html") << true << false;
    QTest::newRow("page for a page") << QStringLiteral("/a.html") << QByteArray("text/html") << false << false;
    QTest::newRow("archive") << QStringLiteral("/a.zip") << QByteArray("application/zip") << false << false;
}

void TestEngineNames::htmlForAnotherType_isHeld()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, type);
    QFETCH(bool, anyType);
    QFETCH(bool, held);
    RequestLog log;
    ScriptedServer server(log.script(200, "<html>Sign in</html>", {"Content-Type: " + type}));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(path));
    request.anyType = anyType;
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId id = engine.run(request);
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.heldHtml, held);
    QCOMPARE(engine.probe().completed(id)->ok, !held);
    QCOMPARE(s.state, held ? TransferState::Ready : TransferState::Done);
    QCOMPARE(engine.saved().isEmpty(), held);
    if (!held)
        return;
    // The person may want it all the same.
    engine->save(id, *request.saveTo);
    QVERIFY(engine.probe().waitForState(id, TransferState::Done));
    QCOMPARE(engine.saved().size(), 1);
    QCOMPARE(engine.probe().outcomeCount(id), 1);
}

void TestEngineNames::htmlThatWasNotAskedFor_isHeld_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QByteArray>("disposition");
    QTest::addColumn<QString>("given");
    QTest::addColumn<bool>("held");
    const auto row = [](const char *name, const char *asked, const char *disposition, const char *given, bool held) {
        QTest::newRow(name) << QString::fromLatin1(asked) << QByteArray(disposition) << QString::fromLatin1(given)
                            << held;
    };
    row("an archive", "/a.zip", "", "", true);
    row("whatever it is", "/download", "", "", false);
    row("a page", "/old.htm", "", "", false);
    row("a folder", "/docs/", "", "", false);
    row("named by the server", "/a.zip", "attachment; filename=report.html", "", false);
    row("named by the person", "/a.zip", "", "mine.html", false);
    row("a page that the server calls an archive", "/a.html", "attachment; filename=a.zip", "", true);
    row("a page that the person calls an archive", "/a.html", "", "b.zip", true);
    row("a folder that the person calls an archive", "/docs/", "", "b.zip", true);
    row("a folder, by a plain name", "/docs/", "", "docs", false);
    row("a page that leads to an archive", "/moved.html", "", "", true);
    row("a page that leads to a program's page", "/program.html", "", "", false);
}

/// A redirect to a page that is called one, as portals do it with who is not signed in.
void TestEngineNames::htmlThatWasNotAskedFor_isHeld()
{
    QFETCH(QString, asked);
    QFETCH(QByteArray, disposition);
    QFETCH(QString, given);
    QFETCH(bool, held);
    RequestLog log;
    ScriptedServer server(log.script([disposition](ScriptPeer &peer, const SeenRequest &request) {
        QList<QByteArray> lines{"Content-Type: text/html"};
        if (!disposition.isEmpty())
            lines.append("Content-Disposition: " + disposition);
        const bool moved = request.path() == "/moved.html";
        if (moved || request.path() == "/program.html")
            peer.reply(302, {}, {moved ? "Location: /real.zip" : "Location: /login.php"});
        else if (request.path() == "/login.html" || request.path() == "/real.zip" || request.path() == "/login.php")
            peer.reply(200, "<html>Sign in</html>", lines);
        else
            peer.reply(302, {}, {"Location: /login.html"});
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(asked));
    request.saveTo = SaveTarget{engine.target(), given, NameTaken::KeepBoth};
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().last(id).heldHtml, held);
    QCOMPARE(engine.saved().isEmpty(), held);
}

void TestEngineNames::htmlForAnotherType_neverLiesHiddenInThePersonsFolder_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("another file system") << QByteArray("size=10m");
    QTest::newRow("another mount of the same one") << QByteArray();
}

// What is held is told to a person, who may look at it, save it or leave it; and it waits where all that waits does.
void TestEngineNames::htmlForAnotherType_neverLiesHiddenInThePersonsFolder()
{
    QFETCH(QByteArray, options);
    RequestLog log;
    ScriptedServer server(log.script(200, "<html>Sign in</html>", {"Content-Type: text/html"}));
    TestEngine engine;
    const MountedPlace place(engine.target(), options.isEmpty() ? nullptr : options.constData());
    if (!place.isMounted())
        QSKIP(MountedPlace::whyNot);
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a.zip")));
    request.saveTo = SaveTarget{place.path(), {}, NameTaken::KeepBoth};
    const TransferId kept = engine.run(request);
    const TransferId left = engine.run(request);
    const TransferSnapshot s = engine.probe().last(kept);
    QVERIFY(s.heldHtml);
    QCOMPARE(s.state, TransferState::Ready);
    QVERIFY2(engine.saved().isEmpty(), "a hidden file in the person's folder");
    QCOMPARE(s.tempPath, engine->temporaryDirectory() + QStringLiteral("/a.zip"));
    QCOMPARE(TestEngine::contentOf(s.tempPath), "<html>Sign in</html>");
    engine->save(kept, *request.saveTo);
    QVERIFY(engine.probe().waitForState(kept, TransferState::Done));
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("a.zip")});
    engine->remove({left});
    QTRY_COMPARE(engine.probe().gone.size(), 1);
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());
    QCOMPARE(engine.saved(), QStringList{QStringLiteral("a.zip")});
}

void TestEngineNames::rename_holdsWhateverTheServerSays()
{
    Gate gate;
    RequestLog log;
    ScriptedServer server(log.script([&](ScriptPeer &peer, const SeenRequest &) {
        peer.send(
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Disposition: attachment; filename=\"server.txt\"\r\n\r\n");
        peer.await(gate);
        peer.send("body");
    }));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url());
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    const TransferId toFolder = engine->add(request);
    request.saveTo->fileName = QStringLiteral("asked.txt");
    const TransferId toName = engine->add(request);
    const TransferId stays = engine->add(downloadOf(server.url()));
    for (const TransferId id : {toFolder, toName, stays})
        QVERIFY(engine.probe().waitForState(id, TransferState::Receiving));
    engine->rename(toFolder, QStringLiteral("mine 1.txt"));
    engine->rename(toName, QStringLiteral("mine 2.txt"));
    engine->rename(stays, QStringLiteral("mine 3.txt"));
    for (const TransferId id : {toFolder, toName, stays})
        QTRY_VERIFY(engine.probe().last(id).name.startsWith(QStringLiteral("mine")));
    gate.open();
    QVERIFY(engine.probe().waitForOutcomes({toFolder, toName, stays}));
    QCOMPARE(engine.saved(), (QStringList{QStringLiteral("mine 1.txt"), QStringLiteral("mine 2.txt")}));
    QCOMPARE(engine.probe().last(stays).name, QStringLiteral("mine 3.txt"));

    engine->rename(stays, QStringLiteral("mine 4.txt"));
    engine->save(stays, {engine.target(), {}, NameTaken::KeepBoth});
    QVERIFY(engine.probe().waitForState(stays, TransferState::Done));
    QVERIFY(engine.saved().contains(QStringLiteral("mine 4.txt")));
    QVERIFY(engine.temporaryFiles().isEmpty());
}

void TestEngineNames::rename_takesOnlySafeNames()
{
    RequestLog log;
    ScriptedServer server(log.script(200, "x"));
    TestEngine engine;
    const TransferId id = engine.run(downloadOf(server.url(QStringLiteral("/a.txt"))));
    engine->rename(id, QStringLiteral("../.evil"));
    QTRY_COMPARE(engine.probe().last(id).name, QStringLiteral("evil"));
    engine->rename(id, QStringLiteral("..."));
    engine->rename(id, QStringLiteral("good"));
    QTRY_COMPARE(engine.probe().last(id).name, QStringLiteral("good"));
    for (const TransferSnapshot &s : engine.probe().history.value(id))
        QVERIFY(!s.name.isEmpty());
}

void TestEngineNames::describingName_neverReplacesAnotherFile()
{
    RequestLog log;
    ScriptedServer server(
        log.script([](ScriptPeer &peer, const SeenRequest &request) { peer.reply(200, request.path()); }));
    TestEngine engine;
    const TransferId trap = engine.run(downloadOf(server.url(QStringLiteral("/a.txt.ferry.json"))));
    const TransferId plain = engine.run(downloadOf(server.url(QStringLiteral("/a.txt"))));
    QCOMPARE(TestEngine::contentOf(engine.probe().last(trap).tempPath), "/a.txt.ferry.json");
    QCOMPARE(TestEngine::contentOf(engine.probe().last(plain).tempPath), "/a.txt");
}

void TestEngineNames::checksum_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<bool>("right");
    const QByteArray content = "the file";
    const auto rows = [&](const char *name, QCryptographicHash::Algorithm algorithm) {
        const QByteArray hex = QCryptographicHash::hash(content, algorithm).toHex();
        QByteArray other = hex;
        other[0] = other[0] == '0' ? '1' : '0';
        QTest::addRow("%s, right", name) << QByteArray(name) << hex << true;
        QTest::addRow("%s, wrong", name) << QByteArray(name) << other << false;
        QTest::addRow("%s, upper case", name) << QByteArray(name).toUpper() << hex.toUpper() << true;
    };
    rows("sha256", QCryptographicHash::Sha256);
    rows("sha1", QCryptographicHash::Sha1);
    rows("sha512", QCryptographicHash::Sha512);
    rows("md5", QCryptographicHash::Md5);
}

void TestEngineNames::checksum()
{
    QFETCH(QByteArray, algorithm);
    QFETCH(QByteArray, hex);
    QFETCH(bool, right);
    RequestLog log;
    ScriptedServer server(log.script(200, "the file"));
    TestEngine engine;
    DownloadRequest request = downloadOf(server.url(QStringLiteral("/a.bin")));
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    request.checksum = ExpectedChecksum{algorithm, hex};
    const TransferId id = engine.run(request);
    if (right) {
        QCOMPARE(engine.probe().state(id), TransferState::Done);
        return;
    }
    QCOMPARE(engine.probe().state(id), TransferState::Failed);
    QCOMPARE(engine.probe().error(id).kind, ErrorKind::Checksum);
    QCOMPARE(errMsg(TransferKind::Download, engine.probe().error(id)), QStringLiteral("downloadFile:fail checksum"));
    QVERIFY(engine.saved().isEmpty());
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());
}

QTEST_GUILESS_MAIN(TestEngineNames)
#include "tst_engine_names.moc"
