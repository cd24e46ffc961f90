// Passwords, tokens and keys that a person hands to `ferry` reach the server, and nothing else: not what is printed,
// not a log with every category on, not a file, not a file's attributes, not a child's arguments.
#include "tests/net/peers/FerryProgram.h"
#include "tests/support/TestProxy.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <sys/xattr.h>

using namespace ferry;
using namespace ferry::test;

namespace {

/// Words that occur nowhere by chance. Each is checked to have arrived where it belongs.
constexpr const char *userInfoCanary = "cnry1userinfo";
constexpr const char *passwordCanary = "cnry2password";
constexpr const char *bearerCanary = "cnry3bearer";
constexpr const char *keyCanary = "cnry4apikey";
constexpr const char *cookieCanary = "cnry5cookie";
constexpr const char *fieldCanary = "cnry6field";
constexpr const char *queryCanary = "cnry7query";
constexpr const char *subscriptionCanary = "cnry8subscription";
constexpr const char *pwdCanary = "cnry9pwd";
constexpr const char *nestedCanary = "cnry10nested";
constexpr const char *fragmentCanary = "cnry11fragment";
constexpr const char *proxyCanary = "cnry12proxy";

/// The secret, and the forms in which it travels.
QList<QByteArray> forms(const char *secret)
{
    return {secret, QByteArray("me:").append(secret).toBase64()};
}

QList<QByteArray> everyForm()
{
    QList<QByteArray> all;
    for (const char *secret : {userInfoCanary, passwordCanary, bearerCanary, keyCanary, cookieCanary, fieldCanary,
                               queryCanary, subscriptionCanary, pwdCanary, nestedCanary, fragmentCanary, proxyCanary})
        all += forms(secret);
    return all;
}

/// Where the secrets of an address are, behind its host.
QByteArray secretPlaces()
{
    return QByteArray("token=") + queryCanary + "&to=http%3A%2F%2Fx.example%2F%3Fpin%3D" + nestedCanary +
           "#access_token=" + fragmentCanary;
}

/// For -x, with the password that the proxy wants.
QByteArray addressOf(const ScriptedServer &proxy)
{
    return QByteArray("http://me:") + proxyCanary + "@127.0.0.1:" + QByteArray::number(proxy.port());
}

/// A proxy that wants its password.
ScriptedServer::Script askingProxy()
{
    return testproxy::http(testproxy::basic(QByteArray("me:") + proxyCanary));
}

/// The canaries that these bytes hold.
QByteArrayList found(const QByteArray &bytes)
{
    QByteArrayList list;
    for (const QByteArray &form : everyForm()) {
        if (bytes.contains(form))
            list.append(form);
    }
    return list;
}

/// A refusal that repeats in its status line, its header and its body what was sent, as servers for debugging do.
QByteArray repeating(const QByteArray &sent, bool json)
{
    const QByteArray head = sent.left(sent.indexOf("\r\n\r\n"));
    QByteArrayList lines = head.mid(head.indexOf("\r\n") + 2).split('\n');
    // The sentence for a person is short, and the secrets are what it must be tried with.
    std::partition(lines.begin(), lines.end(), [](const QByteArray &line) { return !found(line).isEmpty(); });
    QByteArray answer = "HTTP/1.1 403 " + lines.first().trimmed() + "\r\nConnection: close\r\n";
    for (const QByteArray &line : lines)
        answer += "X-Sent: " + line.trimmed() + "\r\n";
    QByteArray body = lines.join(' ').replace('\r', "") + '\n' + sent;
    if (json)
        body = "{\"message\":\"" + lines.join(' ').replace('\r', "").replace('"', "\\\"").replace('/', "\\/") + "\"}";
    return answer + "Content-Type: " + (json ? "application/json" : "text/plain") +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray attributes(const QByteArray &path)
{
    QByteArray names(65536, '\0');
    const ssize_t size = listxattr(path.constData(), names.data(), size_t(names.size()));
    QByteArray all;
    for (const QByteArray &name : names.left(qMax<qsizetype>(0, size)).split('\0')) {
        QByteArray value(65536, '\0');
        const ssize_t length =
            name.isEmpty() ? -1 : getxattr(path.constData(), name.constData(), value.data(), size_t(value.size()));
        if (length > 0)
            all += name + '=' + value.left(length) + '\n';
    }
    return all;
}

} // namespace

class TestTerminalSecrets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nowhereButOnTheWire_data();
    void nowhereButOnTheWire();
    void nowhereAfterAKill_data();
    void nowhereAfterAKill();
    void noProcessListHasThem_data();
    void noProcessListHasThem();
    void noProcessListHasThoseOfTheWindow();

private:
    /// What lies below a directory: names, bytes and attributes that hold a canary.
    static QByteArrayList leaks(const QString &directory);
};

void TestTerminalSecrets::initTestCase()
{
    // The program under test takes these over: all that Qt and Ferry ever log comes out on its standard error.
    qputenv("QT_LOGGING_RULES", "*=true;qt.qpa.*=false");
    qputenv("QT_LOGGING_TO_CONSOLE", "1");
}

QByteArrayList TestTerminalSecrets::leaks(const QString &directory)
{
    QByteArrayList result;
    QDirIterator it(directory, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QByteArray path = QFile::encodeName(it.next());
        QFile file(it.filePath());
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        const QByteArrayList here = found(path) + found(content) + found(attributes(path));
        if (!here.isEmpty())
            result.append(path + ": " + here.join(", "));
    }
    return result;
}

void TestTerminalSecrets::nowhereButOnTheWire_data()
{
    QTest::addColumn<QByteArray>("answer"); ///< empty: closed without one; or a word for one that repeats the request
    QTest::addColumn<bool>("download");
    QTest::addColumn<bool>("json");
    const auto answer = [](const char *head, const char *body) {
        return QByteArray("HTTP/1.1 ") + head + "\r\nContent-Length: " + QByteArray::number(qsizetype(strlen(body))) +
               "\r\nConnection: close\r\n\r\n" + body;
    };
    const struct
    {
        const char *name;
        QByteArray answer;
    } answers[] = {
        {"whole", answer("200 OK\r\nContent-Type: text/plain", "bytes")},
        {"refused", answer("403 No\r\nContent-Type: text/plain", "not for you")},
        {"asks for a password", answer("401 Who\r\nWWW-Authenticate: Basic realm=\"lab\"", "")},
        {"asks for a digest",
         answer("401 Who\r\nWWW-Authenticate: Digest realm=\"lab\", nonce=\"n\", qop=\"auth\"", "")},
        {"elsewhere", answer("302 There\r\nLocation: http://127.0.0.1:1/other?a=b", "")},
        {"a web page in place of a file", answer("200 OK\r\nContent-Type: text/html", "<p>log in</p>")},
        {"cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart"},
        {"garbage", "what?\r\n\r\n"},
        {"nothing", ""},
        {"what was sent, as text", "text"},
        {"what was sent, as JSON", "JSON"},
    };
    for (const auto &row : answers) {
        for (const bool download : {false, true}) {
            for (const bool json : {false, true})
                QTest::addRow("%s, %s, %s", row.name, download ? "download" : "upload", json ? "JSON" : "words")
                    << row.answer << download << json;
        }
    }
}

void TestTerminalSecrets::nowhereButOnTheWire()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, download);
    QFETCH(bool, json);
    const bool repeats = answer == "text" || answer == "JSON";
    const ScriptedServer::Script script = [&answer, repeats](ScriptPeer &peer) {
        const QByteArray head = peer.readHead();
        const QByteArray sent = head + peer.read(ScriptedServer::headerValue(head, "Content-Length").toLongLong());
        peer.send(repeats ? repeating(sent, answer == "JSON") : answer);
        peer.close();
    };
    const ScriptedServer server(script);
    const ScriptedServer proxy(repeats ? script : askingProxy()); // its own password is what it can repeat
    FerryProgram ferry;
    const QByteArray place = "@127.0.0.1:" + QByteArray::number(server.port()) + "/file.bin?a=1&" + secretPlaces();
    QStringList common = args("--retry", "0", "-H", "X-Api-Key: " + QByteArray(keyCanary), "-H",
                              "Ocp-Apim-Subscription-Key: " + QByteArray(subscriptionCanary), "-H",
                              "Cookie: s=" + QByteArray(cookieCanary));
    if (json)
        common << QStringLiteral("--json");
    const auto run = [&](const QStringList &more, const QByteArray &userInfo) {
        QStringList all{download ? QStringLiteral("download") : QStringLiteral("upload")};
        all += common + more;
        QByteArray address = "http://" + userInfo + place;
        if (userInfo.isEmpty())
            address.remove(7, 1);
        all << QString::fromLatin1(address);
        if (!download) {
            all << QStringLiteral("-F") << QStringLiteral("password=") + QLatin1String(fieldCanary);
            all << QStringLiteral("-F") << QStringLiteral("pwd=") + QLatin1String(pwdCanary);
            all << ferry.addFile(QStringLiteral("plain.txt"), "nothing secret");
        }
        return ferry.run(all);
    };
    const FerryResult results[] = {
        run({}, QByteArray("me:") + userInfoCanary),
        run(args("-u", "me:" + QByteArray(passwordCanary)), {}),
        run(args("--oauth2-bearer", bearerCanary), {}),
        run(args("-x", addressOf(proxy)), {}),
    };

    QByteArray wire;
    for (const QByteArray &head : server.heads())
        wire += head;
    QVERIFY(server.connections() >= (repeats ? 3 : 4));
    QVERIFY2(wire.contains(keyCanary) && wire.contains(cookieCanary) && wire.contains(queryCanary) &&
                 wire.contains(bearerCanary) && wire.contains(subscriptionCanary) && wire.contains(nestedCanary),
             wire.constData());
    QVERIFY(wire.contains(forms(userInfoCanary).at(1)) && wire.contains(forms(passwordCanary).at(1)));
    QVERIFY2(proxy.head(0).contains(forms(proxyCanary).at(1)), proxy.head(0).constData());
    QVERIFY(!wire.contains(forms(proxyCanary).at(1)));

    for (const FerryResult &result : results) {
        QVERIFY(result.exitCode == 0 || result.exitCode == 1);
        QCOMPARE(found(result.err), QByteArrayList());
        // With --json the address is told as it was given, but for user info: scripts find their task by it.
        QByteArray out = result.out;
        if (json)
            out.replace(secretPlaces(), QByteArrayView());
        // Whoever asks gets the answer as it came.
        if (!repeats)
            QCOMPARE(found(out), QByteArrayList());
        if (repeats && !json)
            QVERIFY2(result.err.contains("••••••"), result.err.constData());
    }
    QCOMPARE(leaks(ferry.directory()), QByteArrayList());
    QCOMPARE(leaks(ferry.home()), QByteArrayList());
}

void TestTerminalSecrets::nowhereAfterAKill_data()
{
    QTest::addColumn<bool>("proxied");
    QTest::newRow("direct") << false;
    QTest::newRow("through a proxy") << true;
}

void TestTerminalSecrets::nowhereAfterAKill()
{
    QFETCH(bool, proxied);
    Gate sent;
    const ScriptedServer server([&sent](ScriptPeer &peer) {
        peer.readRequest();
        if (peer.index() == 0) {
            peer.reply(200, "whole");
            return;
        }
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + QByteArray(1000000, 'x'));
        sent.open();
        peer.stall();
    });
    const ScriptedServer proxy(askingProxy());
    FerryProgram ferry;
    const QString address = QStringLiteral("http://me:%1@127.0.0.1:%2/%3.bin?token=%4")
                                .arg(QLatin1String(userInfoCanary), QString::number(server.port()),
                                     QStringLiteral("%1"), QLatin1String(queryCanary));
    QCOMPARE(ferry.run(args("download", "--temp", address.arg(QStringLiteral("one")))).exitCode, 0);
    QProcess process;
    QStringList command = args("download", "-H", "X-Api-Key: " + QByteArray(keyCanary));
    if (proxied)
        command += args("-x", addressOf(proxy));
    ferry.start(process, command + args(address.arg(QStringLiteral("two"))));
    QTRY_VERIFY(sent.isOpen());
    process.kill();
    QVERIFY(process.waitForFinished());
    QCOMPARE(proxy.connections(), proxied ? 1 : 0);
    QVERIFY(!ferry.leftBehind().isEmpty());
    QCOMPARE(leaks(ferry.directory()), QByteArrayList());
    QCOMPARE(leaks(ferry.home()), QByteArrayList());
}

void TestTerminalSecrets::noProcessListHasThem_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("before"); ///< of the password
    QTest::addColumn<bool>("upload");
    QTest::newRow("with a scheme") << QStringLiteral("http://") << QString() << true;
    QTest::newRow("without") << QString() << QString() << true;
    QTest::newRow("half encoded") << QStringLiteral("http://") << QStringLiteral("%40@") << true;
    QTest::newRow("a download") << QStringLiteral("http://") << QString() << false;
}

void TestTerminalSecrets::noProcessListHasThem()
{
    QFETCH(QString, scheme);
    QFETCH(QString, before);
    QFETCH(bool, upload);
    Gate asked;
    const ScriptedServer server([&asked](ScriptPeer &peer) {
        peer.readHead();
        asked.open();
        peer.stall();
    });
    FerryProgram ferry;
    QProcess process;
    const QString address =
        scheme + QStringLiteral("me:") + before +
        QStringLiteral("%1@127.0.0.1:%2/x?plain=1&%3")
            .arg(QLatin1String(userInfoCanary), QString::number(server.port()), QLatin1String(secretPlaces()));
    const QString proxy =
        QStringLiteral("http://p:%1@127.0.0.1:%2").arg(QLatin1String(passwordCanary)).arg(server.port());
    QStringList command =
        args(upload ? "upload" : "download", "--oauth2-bearer", "replac3d", "--oauth2-bearer", bearerCanary, "-H",
             "X-Api-Key: " + QByteArray(keyCanary), "-H", "Cookie: s=" + QByteArray(cookieCanary), "-H",
             "X-Callback: http://me:" + QByteArray(passwordCanary) + "@h/", "-x", proxy, address);
    if (upload)
        command += args("-F", "callback=http://h/?token=" + QByteArray(nestedCanary), "-F",
                        "password=" + QByteArray(fieldCanary), "-F", "pwd=\"a\\\"" + QByteArray(pwdCanary) + '"');
    ferry.start(process, command);
    QTRY_VERIFY(asked.isOpen());
    QFile own(QStringLiteral("/proc/%1/cmdline").arg(process.processId()));
    QVERIFY(own.open(QIODevice::ReadOnly));
    const QByteArray arguments = own.readAll();
    QVERIFY2(arguments.contains("plain=1") && arguments.contains("X-Api-Key"), arguments.constData());
    QCOMPARE(found(arguments), QByteArrayList());
    QVERIFY2(!arguments.contains("replac3d"), arguments.constData());
    const QString tasks = QStringLiteral("/proc/%1/task").arg(process.processId());
    const QStringList threads = QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(!threads.isEmpty());
    for (const QString &thread : threads) {
        QFile children(tasks + u'/' + thread + QStringLiteral("/children"));
        QVERIFY(children.open(QIODevice::ReadOnly));
        QCOMPARE(children.readAll(), QByteArray());
    }
    process.kill();
    QVERIFY(process.waitForFinished());
}

void TestTerminalSecrets::noProcessListHasThoseOfTheWindow()
{
    FerryProgram ferry;
    ferry.setVariable("QT_QPA_PLATFORM", QStringLiteral("offscreen"));
    QProcess process;
    ferry.start(process, args(QStringLiteral("http://me:%1@127.0.0.1:1/x?plain=1&%2")
                                  .arg(QLatin1String(userInfoCanary), QLatin1String(secretPlaces()))));
    QVERIFY(process.waitForStarted());
    const auto arguments = [&process] {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(process.processId()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_VERIFY(arguments().contains("plain=1") && found(arguments()).isEmpty());
    QCOMPARE(process.state(), QProcess::Running);
    process.kill();
    QVERIFY(process.waitForFinished());
}

QTEST_GUILESS_MAIN(TestTerminalSecrets)
#include "tst_terminal_secrets.moc"
