#include "core/types/ErrorText.h"
#include "tests/support/engine/TestEngine.h"
#include "tests/support/RequestLog.h"

#include <QCryptographicHash>

using namespace ferry;

/// Downloads are compared with what their server promises: Repr-Digest, Content-Digest, Digest, and NAME.sha256.
class TestEngineIntegrity : public QObject
{
    Q_OBJECT

private slots:
    void fields_areChecked_data();
    void fields_areChecked();
    void rangeOfThePerson_isNotTheRepresentation_data();
    void rangeOfThePerson_isNotTheRepresentation();
    void redirect_countsForTheFileAlone();
    void codedBody_isCheckedAsItCame();
    void checksum_andFieldMustBothHold_data();
    void checksum_andFieldMustBothHold();
    void refusal_isNoFileToCheck();

    void neighbour_isCompared_data();
    void neighbour_isCompared();
    void neighbour_isAskedForOnlyIfWanted();
    void neighbour_hasTheAddressOfTheFile_data();
    void neighbour_hasTheAddressOfTheFile();
    void neighbour_takesNoSecretElsewhere();
    void neighbour_isNotAskedForThePersonsRange();
    void neighbour_thatHangsIsNone();
    void neighbour_isAbortedWithItsDownload();
};

namespace {

const QByteArray content(300'000, 'c');

QByteArray base64(QCryptographicHash::Algorithm algorithm, const QByteArray &bytes = content)
{
    return QCryptographicHash::hash(bytes, algorithm).toBase64();
}

QByteArray sha256(const QByteArray &bytes = content)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray member256(const QByteArray &bytes = content)
{
    return "sha-256=:" + base64(QCryptographicHash::Sha256, bytes) + ':';
}

QByteArray member512(const QByteArray &bytes = content)
{
    return "sha-512=:" + base64(QCryptographicHash::Sha512, bytes) + ':';
}

DownloadRequest savedTo(const TestEngine &engine, const QUrl &url)
{
    DownloadRequest request = downloadOf(url);
    request.saveTo = SaveTarget{engine.target(), {}, NameTaken::KeepBoth};
    return request;
}

/// Ends in Done with this in checkedBy, or in a checksum's failure that names the field and leaves nothing.
void verdict(const TestEngine &engine, TransferId id, const QString &checkedBy, const QString &contradiction)
{
    const TransferSnapshot &s = engine.probe().last(id);
    if (contradiction.isEmpty()) {
        QVERIFY2(s.state == TransferState::Done, stateName(s.state));
        QCOMPARE(s.checkedBy, checkedBy);
        QCOMPARE(engine.saved().size(), 1);
    } else {
        QVERIFY2(s.state == TransferState::Failed, stateName(s.state));
        QCOMPARE(engine.probe().error(id).kind, ErrorKind::Checksum);
        QVERIFY2(errorText(*s.error).contains(contradiction), qPrintable(errorText(*s.error)));
        QVERIFY(engine.saved().isEmpty());
        QVERIFY(engine.temporaryFiles().isEmpty());
        QVERIFY(s.checkedBy.isEmpty() || s.checkedBy != contradiction);
    }
    QCOMPARE(engine.probe().outcomeCount(id), 1);
}

} // namespace

void TestEngineIntegrity::fields_areChecked_data()
{
    QTest::addColumn<QByteArrayList>("fields");
    QTest::addColumn<QString>("checkedBy");
    QTest::addColumn<QString>("contradiction");
    const auto row = [](const char *name, const QByteArrayList &fields, const char *checkedBy,
                        const char *contradiction) {
        QTest::newRow(name) << fields << QString::fromLatin1(checkedBy) << QString::fromLatin1(contradiction);
    };
    const QByteArray other = "another content";
    row("no field", {}, "", "");
    row("Repr-Digest", {"Repr-Digest: " + member256()}, "Repr-Digest", "");
    row("Repr-Digest, wrong", {"Repr-Digest: " + member256(other)}, "", "Repr-Digest");
    row("Content-Digest", {"Content-Digest: " + member512()}, "Content-Digest", "");
    row("Content-Digest, wrong", {"content-digest: " + member512(other)}, "", "Content-Digest");
    row("both", {"Content-Digest: " + member256(), "Repr-Digest: " + member256()}, "Repr-Digest", "");
    row("one of both is wrong", {"Content-Digest: " + member256(other), "Repr-Digest: " + member256()}, "",
        "Content-Digest");
    row("the strongest decides, right", {"Repr-Digest: " + member256(other) + ", " + member512()}, "Repr-Digest", "");
    row("the strongest decides, wrong", {"Repr-Digest: " + member256() + ", " + member512(other)}, "", "Repr-Digest");
    row("two lines", {"Repr-Digest: " + member256(other), "Repr-Digest: " + member512()}, "Repr-Digest", "");
    row("deprecated ones say nothing", {"Repr-Digest: md5=:AAAAAAAAAAAAAAAAAAAAAA==:, crc32c=:AAAAAA==:"}, "", "");
    row("malformed", {"Repr-Digest: sha-256=" + sha256(other)}, "", "");
    row("malformed beside a wrong one", {"Repr-Digest: " + member256(other) + ", sha-512="}, "", "");
    row("older Digest", {"Digest: SHA-256=" + base64(QCryptographicHash::Sha256)}, "Digest", "");
    row("older Digest, wrong", {"Digest: SHA-256=" + base64(QCryptographicHash::Sha256, other)}, "", "Digest");
}

void TestEngineIntegrity::fields_areChecked()
{
    QFETCH(QByteArrayList, fields);
    QFETCH(QString, checkedBy);
    QFETCH(QString, contradiction);
    RequestLog log;
    ScriptedServer server(log.script(200, content, fields));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.sha256 = false; // what is promised is checked all the same
    const TransferId id = engine.run(request);
    verdict(engine, id, checkedBy, contradiction);
    QCOMPARE(log.count(), 1);
    // Nothing asks for the fields: servers that know them send them unasked.
    QVERIFY(log.at(0).header("Want-Repr-Digest").isNull());
}

void TestEngineIntegrity::rangeOfThePerson_isNotTheRepresentation_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("checkedBy");
    QTest::addColumn<QString>("contradiction");
    const QByteArray part = content.first(100);
    QTest::newRow("of the whole") << "Repr-Digest: " + member256() << QString() << QString();
    QTest::newRow("of the part") << "Content-Digest: " + member256(part) << QStringLiteral("Content-Digest")
                                 << QString();
    QTest::newRow("of the part, wrong") << "Content-Digest: " + member256() << QString()
                                        << QStringLiteral("Content-Digest");
    QTest::newRow("older, of whatever") << "Digest: sha-256=" + base64(QCryptographicHash::Sha256) << QString()
                                        << QString();
}

void TestEngineIntegrity::rangeOfThePerson_isNotTheRepresentation()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, checkedBy);
    QFETCH(QString, contradiction);
    RequestLog log;
    ScriptedServer server(log.script(206, content.first(100), {"Content-Range: bytes 0-99/300000", field}));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.headers.append("Range", "bytes=0-99");
    verdict(engine, engine.run(request), checkedBy, contradiction);
}

void TestEngineIntegrity::redirect_countsForTheFileAlone()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path() == "/a")
            peer.reply(302, "moved", {"Location: /b", "Repr-Digest: " + member256("something else")});
        else
            peer.reply(200, content, {"Repr-Digest: " + member256()});
    }));
    TestEngine engine;
    verdict(engine, engine.run(savedTo(engine, server.url(QStringLiteral("/a")))), QStringLiteral("Repr-Digest"), {});
}

void TestEngineIntegrity::codedBody_isCheckedAsItCame()
{
    // Repr-Digest is of the coded representation (RFC 9530 3), and what comes coded unasked is kept as it came.
    RequestLog log;
    ScriptedServer server(log.script(200, content, {"Content-Encoding: gzip", "Repr-Digest: " + member256()}));
    TestEngine engine;
    const TransferId id = engine.run(savedTo(engine, server.url(QStringLiteral("/file.gz"))));
    QVERIFY(engine.probe().last(id).exchange->codedBody);
    verdict(engine, id, QStringLiteral("Repr-Digest"), {});
}

void TestEngineIntegrity::checksum_andFieldMustBothHold_data()
{
    QTest::addColumn<QByteArray>("checksum");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("contradiction");
    QTest::newRow("both right") << sha256() << member512() << QString();
    QTest::newRow("the person's is wrong") << sha256("x") << member512() << QString::fromLatin1("It is " + sha256());
    QTest::newRow("the server's is wrong") << sha256() << member512("x") << QStringLiteral("Repr-Digest");
}

void TestEngineIntegrity::checksum_andFieldMustBothHold()
{
    QFETCH(QByteArray, checksum);
    QFETCH(QByteArray, field);
    QFETCH(QString, contradiction);
    RequestLog log;
    ScriptedServer server(log.script(200, content, {"Repr-Digest: " + field}));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.checksum = ExpectedChecksum{"sha256", checksum};
    const TransferId id = engine.run(request);
    verdict(engine, id, QStringLiteral("sha256"), contradiction);
}

void TestEngineIntegrity::refusal_isNoFileToCheck()
{
    RequestLog log;
    ScriptedServer server(log.script(404, "not here", {"Repr-Digest: " + member256()}));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.checkNeighbour = true;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Refused);
    QCOMPARE(log.count(), 1);
}

namespace {

/// /file.bin, and beside it what a test wants to stand there.
RequestLog::Answer withNeighbour(int status, const QByteArray &neighbour, const QList<QByteArray> &lines = {})
{
    return [=](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path().contains(".sha256"))
            peer.reply(status, neighbour, lines);
        else
            peer.reply(200, content);
    };
}

} // namespace

void TestEngineIntegrity::neighbour_isCompared_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("neighbour");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QString>("checkedBy");
    QTest::addColumn<QString>("contradiction");
    const auto row = [](const char *name, int status, const QByteArray &neighbour, const QByteArrayList &lines,
                        const char *checkedBy, const char *contradiction) {
        QTest::newRow(name) << status << neighbour << lines << QString::fromLatin1(checkedBy)
                            << QString::fromLatin1(contradiction);
    };
    const char *name = "file.bin.sha256";
    const QByteArray right = sha256() + "  file.bin\n";
    row("right", 200, right, {}, name, "");
    row("right, typed as a page", 200, right, {"Content-Type: text/html"}, "", "");
    row("wrong", 200, sha256("x") + "  file.bin\n", {}, "", name);
    row("of several", 200, sha256("x") + "  other\n" + right, {}, name, "");
    row("wrong, of several", 200, sha256() + "  other\n" + sha256("x") + " *file.bin\n", {}, "", name);
    row("of other files", 200, sha256("x") + "  a\n" + sha256("y") + "  b\n", {}, "", "");
    row("missing", 404, sha256("x"), {}, "", "");
    row("forbidden", 403, sha256("x"), {}, "", "");
    row("asks who", 401, sha256("x"), {"WWW-Authenticate: Basic realm=\"r\""}, "", "");
    row("in trouble", 503, sha256("x"), {"Retry-After: 100"}, "", "");
    row("a part", 206, sha256("x"), {"Content-Range: bytes 0-63/64"}, "", "");
    row("a page", 200, "<!doctype html><title>Not found</title>", {"Content-Type: text/html; charset=utf-8"}, "", "");
    row("a page without a type", 200, "<html>\n" + sha256("x") + '\n', {}, "", "");
    row("coded", 200, sha256("x"), {"Content-Encoding: gzip"}, "", "");
    row("huge", 200, sha256("x") + '\n' + QByteArray(10'000'000, '\n'), {}, "", "");
    row("garbage", 200, QByteArray(500, '\0'), {}, "", "");
    row("empty", 200, {}, {}, "", "");
    row("endless redirect", 302, {}, {"Location: /file.bin.sha256"}, "", "");
    row("redirect that must not be followed", 302, {}, {"Location: file:///etc/passwd"}, "", "");
}

void TestEngineIntegrity::neighbour_isCompared()
{
    QFETCH(int, status);
    QFETCH(QByteArray, neighbour);
    QFETCH(QByteArrayList, lines);
    QFETCH(QString, checkedBy);
    QFETCH(QString, contradiction);
    RequestLog log;
    ScriptedServer server(log.script(withNeighbour(status, neighbour, lines)));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.checkNeighbour = true;
    const TransferId id = engine.run(request);
    verdict(engine, id, checkedBy, contradiction);
    QCOMPARE(log.at(1).path(), QByteArray("/file.bin.sha256"));
    // What is shown and kept is the download's own.
    const TransferSnapshot &s = engine.probe().last(id);
    QCOMPARE(s.statusCode(), 200);
    QCOMPARE(s.exchange->url.path(), QStringLiteral("/file.bin"));
    QVERIFY(!s.signIn);
    QCOMPARE(engine.probe().faults, QStringList());
}

void TestEngineIntegrity::neighbour_isAskedForOnlyIfWanted()
{
    RequestLog log;
    ScriptedServer server(log.script(withNeighbour(200, sha256("x"))));
    TestEngine engine;
    const TransferId id = engine.run(savedTo(engine, server.url(QStringLiteral("/file.bin"))));
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 1);
}

void TestEngineIntegrity::neighbour_hasTheAddressOfTheFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("asked"); // empty: none
    QTest::newRow("plain") << QStringLiteral("/a/b.zip") << QByteArray("/a/b.zip.sha256");
    QTest::newRow("query") << QStringLiteral("/b.zip?v=2&w") << QByteArray("/b.zip.sha256?v=2&w");
    QTest::newRow("encoded") << QStringLiteral("/a%20b%2Fc%3F.zip") << QByteArray("/a%20b%2Fc%3F.zip.sha256");
    QTest::newRow("UTF-8") << QStringLiteral("/%C3%BC.zip") << QByteArray("/%C3%BC.zip.sha256");
    QTest::newRow("a folder") << QStringLiteral("/a/") << QByteArray();
    QTest::newRow("no path") << QString() << QByteArray();
    QTest::newRow("such a file itself") << QStringLiteral("/b.zip.SHA256") << QByteArray();
}

void TestEngineIntegrity::neighbour_hasTheAddressOfTheFile()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, asked);
    RequestLog log;
    ScriptedServer server(log.script(200, "the same for all"));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(path));
    request.checkNeighbour = true;
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), asked.isEmpty() ? 1 : 2);
    if (!asked.isEmpty())
        QCOMPARE(log.at(1).path(), asked);
}

void TestEngineIntegrity::neighbour_takesNoSecretElsewhere()
{
    RequestLog elsewhere;
    ScriptedServer other(elsewhere.script(200, sha256() + "  file.bin\n"));
    RequestLog log;
    ScriptedServer server(
        log.script(withNeighbour(302, {}, {"Location: " + other.url(QStringLiteral("/sum")).toEncoded()})));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.checkNeighbour = true;
    request.headers.append("X-Api-Key", "hush");
    request.headers.append("X-Plain", "hush");
    request.headers.append("Accept-Language", "seen");
    request.options.user = QStringLiteral("me");
    request.options.password = QStringLiteral("hush");
    const TransferId id = engine.run(request);
    verdict(engine, id, QStringLiteral("file.bin.sha256"), {});
    QCOMPARE(log.count(), 2);
    for (const SeenRequest &seen : log.all()) {
        QCOMPARE(seen.header("X-Api-Key"), QByteArray("hush"));
        QCOMPARE(seen.header("X-Plain"), QByteArray("hush"));
        QVERIFY(!seen.header("Authorization").isEmpty());
    }
    QCOMPARE(elsewhere.count(), 1);
    QCOMPARE(elsewhere.at(0).header("Accept-Language"), QByteArray("seen"));
    QVERIFY(elsewhere.at(0).header("X-Plain").isNull());
    QVERIFY(elsewhere.at(0).header("X-Api-Key").isNull());
    QVERIFY(elsewhere.at(0).header("Authorization").isNull());
}

void TestEngineIntegrity::neighbour_isNotAskedForThePersonsRange()
{
    RequestLog log;
    ScriptedServer server(log.script(206, content.first(100), {"Content-Range: bytes 0-99/300000"}));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.checkNeighbour = true;
    request.headers.append("Range", "bytes=0-99");
    const TransferId id = engine.run(request);
    QCOMPARE(engine.probe().state(id), TransferState::Done);
    QCOMPARE(log.count(), 1);
}

void TestEngineIntegrity::neighbour_thatHangsIsNone()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path().endsWith(".sha256"))
            peer.stall();
        else
            peer.reply(200, content);
    }));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.checkNeighbour = true;
    request.options.timeout = std::chrono::seconds(1);
    const TransferId id = engine.run(request);
    verdict(engine, id, {}, {});
}

void TestEngineIntegrity::neighbour_isAbortedWithItsDownload()
{
    RequestLog log;
    ScriptedServer server(log.script([](ScriptPeer &peer, const SeenRequest &request) {
        if (request.path().endsWith(".sha256"))
            peer.stall();
        else
            peer.reply(200, content);
    }));
    TestEngine engine;
    DownloadRequest request = savedTo(engine, server.url(QStringLiteral("/file.bin")));
    request.checkNeighbour = true;
    const TransferId id = engine->add(request);
    QVERIFY(engine.probe().waitForState(id, TransferState::Verifying));
    QTRY_COMPARE(log.count(), 2);
    engine->cancel({id});
    QVERIFY(engine.probe().waitForOutcome(id));
    QVERIFY(engine.probe().cancelled(id));
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(engine.saved().isEmpty());
    QTRY_VERIFY(engine.temporaryFiles().isEmpty());
    QCOMPARE(engine.probe().faults, QStringList());
}

QTEST_GUILESS_MAIN(TestEngineIntegrity)
#include "tst_engine_integrity.moc"
