#include "tests/net/peers/FerryProgram.h"
#include "tests/net/peers/Peer.h"
#include "tests/support/RequestLog.h"

#include <csignal>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace ferry;
using namespace ferry::test;

/// What one run does to the leftovers of another one before the next.
using Meddle = std::function<void(const QString &part, const QString &record)>;

/// The same `ferry download` run again after a break: it goes on from the bytes beside the target, or starts over, and
/// the file is right.
class TestTerminalResume : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void goesOn_data();
    void goesOn();
    void totalsOfWhatGoesOn_countTheWholeFile();
    void standingStill_isNoSilence();
    void changedFile_startsOver();
    void weakTag_startsOver();
    void refusal_isSaidToKeepTheBytes();
    void otherOutput_isAnotherDownload();
    void addressThatIsSignedAnew_data();
    void addressThatIsSignedAnew();
    void twoOfOneAddress_leaveOnePart();
    void removedFolder_endsIt();
    void temporary_isNotKept();
    void twoAtOnce_doNotShareAPart();
    void meddledWith_data();
    void meddledWith();

private:
    /// Sends as much as it is asked for, but stops after cutAt on the first request.
    void serve(ScriptPeer &peer, const SeenRequest &request);
    void breakOff();
    QStringList command() const { return args("download", "-q", "--retry", "0", "-o", "out.bin", m_url); }
    QString found(const QString &suffix) const;
    QString part() const { return found(QStringLiteral(".part")); }
    QString record() const { return found(QStringLiteral(".ferry-part.json")); }
    QByteArray saved(const QString &name = QStringLiteral("out.bin")) const { return fileContent(m_ferry->path(name)); }

    std::unique_ptr<FerryProgram> m_ferry;
    std::unique_ptr<RequestLog> m_log;
    std::unique_ptr<Gate> m_gate; ///< opened: what hangs is cut
    std::unique_ptr<ScriptedServer> m_server;
    QString m_url;
    QByteArray m_content;
    QByteArray m_tag;
    std::atomic_bool m_hangs = false; ///< the first answer does not break off, but hangs
    std::atomic_int m_hangsFrom = 0;  ///< the request, from 1, whose answer hangs half-way; 0 none
    std::atomic_bool m_refuses = false;
};

namespace {

constexpr qint64 fileSize = 600'000;
constexpr qint64 cutAt = 250'000;

QByteArray randomBytes()
{
    QByteArray bytes(fileSize, Qt::Uninitialized);
    QRandomGenerator(quint32(QRandomGenerator::global()->generate()))
        .fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    return bytes;
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

/// Another value under one name of the record.
Meddle change(const char *name, const QJsonValue &value)
{
    return [=](const QString &, const QString &record) {
        QJsonObject object = QJsonDocument::fromJson(fileContent(record)).object();
        QVERIFY(object.contains(QLatin1String(name)));
        object.insert(QLatin1String(name), value);
        write(record, QJsonDocument(object).toJson());
    };
}

Meddle giveAway(bool part)
{
    return [part](const QString &partPath, const QString &record) {
        if (::chown(QFile::encodeName(part ? partPath : record).constData(), 65534, 65534) != 0)
            QSKIP("Giving a file to another user needs root.");
    };
}

} // namespace

void TestTerminalResume::init()
{
    m_ferry = std::make_unique<FerryProgram>();
    m_log = std::make_unique<RequestLog>();
    m_gate = std::make_unique<Gate>();
    m_hangs = false;
    m_hangsFrom = 0;
    m_refuses = false;
    m_content = randomBytes();
    m_tag = "\"one\"";
    m_server = std::make_unique<ScriptedServer>(
        m_log->script([this](ScriptPeer &peer, const SeenRequest &request) { serve(peer, request); }));
    m_url = m_server->url(QStringLiteral("/served.bin")).toString();
}

void TestTerminalResume::cleanup()
{
    m_gate->open();
    m_server.reset();
}

void TestTerminalResume::serve(ScriptPeer &peer, const SeenRequest &request)
{
    if (m_refuses) {
        peer.reply(404, "gone");
        return;
    }
    const int number = m_log->count();
    const QByteArray range = request.header("Range");
    const bool rest = !range.isEmpty() && request.header("If-Range") == m_tag;
    const qint64 first = rest ? range.mid(6).chopped(1).toLongLong() : 0;
    QByteArray head =
        rest ? "HTTP/1.1 206 Rest\r\nContent-Range: bytes " + QByteArray::number(first) + "-599999/600000\r\n"
             : QByteArray("HTTP/1.1 200 All\r\n");
    head += "Accept-Ranges: bytes\r\nETag: " + m_tag + "\r\nContent-Length: " + QByteArray::number(fileSize - first) +
            "\r\n\r\n";
    const bool hangs = (number == 1 && m_hangs) || number == m_hangsFrom;
    if (number > 1 && !hangs) {
        peer.send(head + m_content.sliced(first));
        return;
    }
    const qint64 until = number == 1 ? cutAt : first + (fileSize - first) / 2;
    peer.send(head + m_content.mid(first, until - first));
    if (!hangs) {
        peer.cut();
    } else if (peer.await(*m_gate)) {
        peer.send(m_content.sliced(until));
    }
}

QString TestTerminalResume::found(const QString &suffix) const
{
    const QStringList names = m_ferry->files().filter(suffix);
    for (const QString &name : names) {
        if (name.endsWith(suffix))
            return m_ferry->path(name);
    }
    return {};
}

void TestTerminalResume::breakOff()
{
    const FerryResult result = m_ferry->run(command());
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("again to go on"), result.err.constData());
    QVERIFY(!part().isEmpty() && !record().isEmpty());
    QCOMPARE(m_ferry->files().size(), 2);
}

void TestTerminalResume::goesOn_data()
{
    QTest::addColumn<int>("signal"); // 0: the connection is cut
    QTest::addColumn<QStringList>("where");
    QTest::addColumn<QString>("name");
    const QStringList o = args("-o", "out.bin");
    QTest::newRow("cut") << 0 << o << QStringLiteral("out.bin");
    QTest::newRow("cut, the server's name") << 0 << QStringList() << QStringLiteral("served.bin");
    QTest::newRow("Ctrl-C") << SIGINT << o << QStringLiteral("out.bin");
    QTest::newRow("ended by the system") << SIGTERM << o << QStringLiteral("out.bin");
    QTest::newRow("killed") << SIGKILL << o << QStringLiteral("out.bin");
}

void TestTerminalResume::goesOn()
{
    QFETCH(int, signal);
    QFETCH(QStringList, where);
    QFETCH(QString, name);
    m_hangs = signal != 0;
    const QStringList command = args("download", "-q", "--retry", "0") + where + args(m_url);
    QProcess process;
    m_ferry->start(process, command);
    // Bytes that have been noted, or else nothing is promised of them.
    if (signal != 0) {
        QTRY_VERIFY_WITH_TIMEOUT(!record().isEmpty() && QFileInfo(part()).size() == cutAt, 20000);
        ::kill(pid_t(process.processId()), signal);
    }
    const FerryResult first = FerryProgram::finish(process);
    QCOMPARE(first.exitCode, signal == SIGINT ? 130 : signal == SIGTERM ? 128 + SIGTERM : signal == 0 ? 1 : -1);
    // Until it is whole the target's name does not exist.
    QVERIFY(!m_ferry->files().contains(name));
    QCOMPARE(m_ferry->files().size(), 2);
    struct stat facts = {};
    QCOMPARE(::stat(QFile::encodeName(part()).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 07777, mode_t(0600));

    const FerryResult second = m_ferry->run(command);
    QVERIFY2(second.exitCode == 0, second.err.constData());
    QCOMPARE(m_log->count(), 2);
    QCOMPARE(m_log->at(1).header("Range"), "bytes=" + QByteArray::number(cutAt) + '-');
    QCOMPARE(m_log->at(1).header("If-Range"), m_tag);
    QVERIFY(saved(name) == m_content);
    QCOMPARE(m_ferry->files(), QStringList{name});
    QCOMPARE(m_ferry->leftBehind(), QStringList());
}

void TestTerminalResume::totalsOfWhatGoesOn_countTheWholeFile()
{
    breakOff();
    const FerryResult result = m_ferry->run(command() + args("--json"));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(!m_log->at(1).header("Range").isEmpty());
    int told = 0;
    for (const QJsonObject &event : result.events()) {
        if (event.value(QStringLiteral("event")) != QStringLiteral("progress"))
            continue;
        ++told;
        QCOMPARE(event.value(QStringLiteral("totalBytesExpectedToWrite")).toInteger(), fileSize);
        QVERIFY(event.value(QStringLiteral("totalBytesWritten")).toInteger() >= cutAt);
    }
    QVERIFY(told > 0);
}

// A computer that slept, or a program that was stopped, saw no silence: nobody looked.
void TestTerminalResume::standingStill_isNoSilence()
{
    m_hangs = true;
    QProcess process;
    m_ferry->start(process, command() + args("--timeout", "3"));
    QTRY_VERIFY_WITH_TIMEOUT(!record().isEmpty() && QFileInfo(part()).size() == cutAt, 20000);
    ::kill(pid_t(process.processId()), SIGSTOP);
    QTest::qWait(5000);
    ::kill(pid_t(process.processId()), SIGCONT);
    QVERIFY(!process.waitForFinished(300)); // it looks around, and sees that nothing can have come
    m_gate->open();
    const FerryResult result = FerryProgram::finish(process);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(m_log->count(), 1);
    QVERIFY(saved() == m_content);
}

void TestTerminalResume::changedFile_startsOver()
{
    breakOff();
    m_content = randomBytes();
    m_tag = "\"two\"";
    QCOMPARE(m_ferry->run(command()).exitCode, 0);
    QCOMPARE(m_log->at(1).header("If-Range"), QByteArray("\"one\""));
    QVERIFY(saved() == m_content);
    QCOMPARE(m_ferry->files(), args("out.bin"));
}

void TestTerminalResume::weakTag_startsOver()
{
    m_tag = "W/\"one\"";
    const FerryResult result = m_ferry->run(command());
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("starts over"), result.err.constData());
    QCOMPARE(m_ferry->files(), QStringList());
    QCOMPARE(m_ferry->run(command()).exitCode, 0);
    QCOMPARE(m_log->at(1).header("Range"), QByteArray());
    QVERIFY(saved() == m_content);
}

// They lie in a hidden file, of which nobody else would tell.
void TestTerminalResume::refusal_isSaidToKeepTheBytes()
{
    breakOff();
    m_refuses = true;
    const FerryResult refused = m_ferry->run(command());
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("What was fetched before (250.0 kB) is kept in a hidden file beside the target."),
             refused.err.constData());
    m_refuses = false;
    QCOMPARE(m_ferry->run(command()).exitCode, 0);
    QVERIFY(!m_log->at(2).header("Range").isEmpty());
    QVERIFY(saved() == m_content);
    QCOMPARE(m_ferry->files(), args("out.bin"));
    m_refuses = true;
    const FerryResult nothingKept = m_ferry->run(command());
    QVERIFY2(!nothingKept.err.contains("kept"), nothingKept.err.constData());
}

void TestTerminalResume::otherOutput_isAnotherDownload()
{
    breakOff();
    QCOMPARE(m_ferry->run(args("download", "-q", "-o", "other.bin", m_url)).exitCode, 0);
    QCOMPARE(m_log->at(1).header("Range"), QByteArray());
    QVERIFY(saved(QStringLiteral("other.bin")) == m_content);
    // The first one can still go on.
    QCOMPARE(m_ferry->run(command()).exitCode, 0);
    QVERIFY(!m_log->at(2).header("Range").isEmpty());
    QVERIFY(saved() == m_content);
    QCOMPARE(m_ferry->files(), args("other.bin", "out.bin"));
}

void TestTerminalResume::addressThatIsSignedAnew_data()
{
    QTest::addColumn<bool>("isSame");
    QTest::newRow("the same file") << true;
    QTest::newRow("another one since") << false;
}

// The address is another one each time; -o says what it is about, and the server's tag whether it is the same.
void TestTerminalResume::addressThatIsSignedAnew()
{
    QFETCH(bool, isSame);
    breakOff();
    if (!isSame) {
        m_content = randomBytes();
        m_tag = "\"two\"";
    }
    QCOMPARE(m_ferry->run(args("download", "-q", "-o", "out.bin", m_url + QStringLiteral("?sig=2"))).exitCode, 0);
    QVERIFY(!m_log->at(1).header("Range").isEmpty());
    QCOMPARE(m_log->at(1).header("If-Range"), QByteArray("\"one\""));
    QCOMPARE(m_log->count(), 2);
    QVERIFY(saved() == m_content);
    QCOMPARE(m_ferry->files(), args("out.bin")); // and no bytes that nobody will ask for
}

// What has no name that the next run knows is of no use to it.
void TestTerminalResume::twoOfOneAddress_leaveOnePart()
{
    m_hangs = true;
    m_hangsFrom = 2;
    QProcess process;
    m_ferry->start(process, args("download", "-d", ".", m_url, m_url));
    QTRY_VERIFY_WITH_TIMEOUT(m_log->count() == 2 && m_ferry->files().filter(QStringLiteral(".part")).size() >= 2,
                             20000);
    const auto partSizes = [this] {
        QList<qint64> sizes;
        for (const QString &name : m_ferry->files()) {
            if (name.endsWith(QStringLiteral(".part")))
                sizes.append(QFileInfo(m_ferry->path(name)).size());
        }
        return sizes;
    };
    QTRY_VERIFY_WITH_TIMEOUT(partSizes().size() == 2 && !partSizes().contains(0), 20000);
    ::kill(pid_t(process.processId()), SIGINT);
    QCOMPARE(FerryProgram::finish(process).exitCode, 130);
    QCOMPARE(partSizes().size(), 1);
    QVERIFY(!part().isEmpty() && !record().isEmpty());
    QCOMPARE(m_ferry->files().size(), 2);
}

// It is noticed while the bytes come, and nothing is promised of them.
void TestTerminalResume::removedFolder_endsIt()
{
    m_hangs = true;
    QProcess process;
    QVERIFY(QDir(m_ferry->directory()).mkdir(QStringLiteral("sub")));
    m_ferry->start(process, args("download", "--retry", "0", "-o", "sub/out.bin", m_url));
    const QDir sub(m_ferry->path(QStringLiteral("sub")));
    const auto bytesThere = [&sub] {
        qint64 bytes = 0;
        for (const QFileInfo &file : sub.entryInfoList({QStringLiteral("*.part")}, QDir::Files | QDir::Hidden))
            bytes += file.size();
        return bytes;
    };
    QTRY_COMPARE_WITH_TIMEOUT(bytesThere(), cutAt, 20000);
    QVERIFY(QDir(sub).removeRecursively());
    const FerryResult result = FerryProgram::finish(process); // the server says nothing more
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("sub/out.bin") && !result.err.contains("again to go on"), result.err.constData());
    QCOMPARE(m_ferry->files(), QStringList());
}

void TestTerminalResume::temporary_isNotKept()
{
    QCOMPARE(m_ferry->run(args("download", "-q", "--retry", "0", "--temp", m_url)).exitCode, 1);
    QCOMPARE(m_ferry->files(), QStringList());
    QCOMPARE(m_ferry->leftBehind(), QStringList());
}

void TestTerminalResume::twoAtOnce_doNotShareAPart()
{
    breakOff();
    m_hangsFrom = 2;
    QProcess first;
    m_ferry->start(first, command());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(part()).size() > cutAt, 20000);
    const FerryResult second = m_ferry->run(command());
    QCOMPARE(second.exitCode, 0);
    QVERIFY(!m_log->at(1).header("Range").isEmpty());
    QCOMPARE(m_log->at(2).header("Range"), QByteArray());
    QVERIFY(saved() == m_content);
    // The one that goes on is not disturbed, and takes the next free name.
    m_gate->open();
    QCOMPARE(FerryProgram::finish(first).exitCode, 0);
    QVERIFY(saved(QStringLiteral("out (1).bin")) == m_content);
    QCOMPARE(m_ferry->files(), args("out (1).bin", "out.bin"));
}

void TestTerminalResume::meddledWith_data()
{
    QTest::addColumn<Meddle>("meddle");
    QTest::addColumn<bool>("goesOn");
    const auto row = [](const char *name, bool goesOn, const Meddle &meddle) {
        QTest::newRow(name) << meddle << goesOn;
    };
    row("nothing", true, [](const QString &, const QString &) {});
    row("record gone", false, [](const QString &, const QString &record) { QVERIFY(QFile::remove(record)); });
    row("record empty", false, [](const QString &, const QString &record) { write(record, {}); });
    row("record cut", false,
        [](const QString &, const QString &record) { QVERIFY(QFile::resize(record, QFileInfo(record).size() - 5)); });
    row("record is another program's", false, [](const QString &, const QString &r) { write(r, "[1, {\"url\": 5}]"); });
    row("record huge", false, [](const QString &, const QString &r) { QVERIFY(QFile::resize(r, 5'000'000'000)); });
    row("record is a link", false, [](const QString &part, const QString &record) {
        QVERIFY(QFile::rename(record, part + QLatin1String(".moved")));
        QVERIFY(QFile::link(part + QLatin1String(".moved"), record));
    });
    row("record of another user", false, giveAway(false));
    row("record of another query", true, change("address", QString(64, u'a')));
    row("record of another address", false, [](const QString &part, const QString &record) {
        change("address", QString(64, u'a'))(part, record);
        change("url", QStringLiteral("http://127.0.0.1/other.bin"))(part, record);
    });
    row("record without a validator", false, change("validator", QString()));
    row("record of another length", false, change("total", 700'000));
    row("record holds more than there is", false, change("held", QStringLiteral("0-300000")));
    row("record holds more than the file", false, change("held", QStringLiteral("0-900000")));
    row("record holds nothing", false, change("held", QString()));
    row("record holds a later piece", false, change("held", QStringLiteral("1000-250000")));
    row("record holds nonsense", false, change("held", QStringLiteral("a lot")));
    row("record without a proof", false, change("proof", QString()));
    row("part gone", false, [](const QString &part, const QString &) { QVERIFY(QFile::remove(part)); });
    row("part shorter", false, [](const QString &part, const QString &) { QVERIFY(QFile::resize(part, cutAt - 1)); });
    // What came behind the record counts for nothing.
    row("part longer", true, [](const QString &part, const QString &) {
        QFile file(part);
        QVERIFY(file.open(QIODevice::Append) && file.write("behind the record") > 0);
    });
    row("part torn", false, [](const QString &part, const QString &) {
        QFile file(part);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(cutAt - 100) && file.write(QByteArray(50, 0)) == 50);
    });
    row("part of another user", false, giveAway(true));
    row("part with a second name", false, [](const QString &part, const QString &) {
        QCOMPARE(::link(QFile::encodeName(part).constData(), QFile::encodeName(part + QLatin1String(".2")).constData()),
                 0);
    });
    row("part is a link", false, [](const QString &part, const QString &) {
        QVERIFY(QFile::rename(part, part + QLatin1String(".moved")));
        QVERIFY(QFile::link(part + QLatin1String(".moved"), part));
    });
    row("part is a directory", false, [](const QString &part, const QString &) {
        QVERIFY(QFile::remove(part));
        QVERIFY(QDir().mkdir(part));
    });
    row("part is a pipe", false, [](const QString &part, const QString &) {
        QVERIFY(QFile::remove(part));
        QCOMPARE(::mkfifo(QFile::encodeName(part).constData(), 0600), 0);
    });
    row("part that others may write", false,
        [](const QString &part, const QString &) { QCOMPARE(::chmod(QFile::encodeName(part).constData(), 0666), 0); });
}

void TestTerminalResume::meddledWith()
{
    QFETCH(Meddle, meddle);
    QFETCH(bool, goesOn);
    breakOff();
    const QString elsewhere = part() + QStringLiteral(".moved");
    const QString second = part() + QStringLiteral(".2");
    meddle(part(), record());
    const QByteArray moved = fileContent(elsewhere);
    const QByteArray linked = fileContent(second);
    const FerryResult result = m_ferry->run(command());
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(saved() == m_content);
    QCOMPARE(!m_log->all().last().header("Range").isEmpty(), goesOn);
    // What is not this download's alone is neither written nor deleted.
    QVERIFY(fileContent(elsewhere) == moved);
    QVERIFY(fileContent(second) == linked);
}

QTEST_GUILESS_MAIN(TestTerminalResume)
#include "tst_terminal_resume.moc"
