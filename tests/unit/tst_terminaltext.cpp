#include "app/terminal/AnswerText.h"
#include "app/terminal/ProgressBar.h"
#include "app/terminal/TerminalText.h"

#include <QTemporaryFile>
#include <QTest>

#include <cstdlib>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace ferry;

namespace {

TransferSnapshot running(TransferState state, qint64 done, qint64 total)
{
    TransferSnapshot snapshot;
    snapshot.request = std::make_shared<const TransferRequest>(UploadRequest{});
    snapshot.state = state;
    snapshot.name = QStringLiteral("holiday photographs of the year.zip");
    snapshot.bytesDone = done;
    snapshot.bytesTotal = total;
    return snapshot;
}

/// What a terminal gets of an answer, which lies in memory or in a file.
QByteArray onTerminal(const QByteArray &body, bool isInFile = false)
{
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0)
        qFatal("no terminal");
    const int inside = ::open(::ptsname(terminal), O_RDWR | O_NOCTTY);
    QTemporaryFile file;
    if (inside < 0 || !file.open() || file.write(body) != body.size() || !file.flush())
        qFatal("no place for the answer");
    auto exchange = std::make_shared<Exchange>();
    exchange->body = isInFile ? body.left(100) : body;
    exchange->bodyFile = isInFile ? file.fileName() : QString();
    TransferSnapshot snapshot;
    snapshot.exchange = exchange;
    QByteArray all;
    std::thread reader([terminal, &all] {
        char block[4096];
        for (ssize_t got = 0; (got = ::read(terminal, block, sizeof block)) > 0;) // until nobody has it open inside
            all.append(block, qsizetype(got));
    });
    std::fflush(stdout);
    const int kept = ::dup(STDOUT_FILENO);
    ::dup2(inside, STDOUT_FILENO);
    Output output(Output::Results);
    writeAnswer(snapshot, output);
    ::dup2(kept, STDOUT_FILENO);
    ::close(kept);
    ::close(inside);
    reader.join();
    ::close(terminal);
    return all;
}

} // namespace

class TestTerminalText : public QObject
{
    Q_OBJECT

private slots:
    void widths_data();
    void widths();
    void elided_data();
    void elided();
    void numbers();
    void foreignTextCannotSteer_data();
    void foreignTextCannotSteer();
    void answersCannotSteerTheTerminal();
    void lettersOfLongAnswersStayWhole();
    void longAnswersThatAreNoTextAreSaidOnce();
    void barShowsBytesSpeedAndTimeLeft();
    void barFitsItsWidth_data();
    void barFitsItsWidth();
    void awaitingIsNotHundred();
    void unknownTotalHasNoBar();
    void waitingTellsWhy();
};

void TestTerminalText::widths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::newRow("ascii") << QStringLiteral("abc") << 3;
    QTest::newRow("accents") << QStringLiteral("äöü") << 3;
    QTest::newRow("combining") << QStringLiteral("a\u0308") << 1;
    QTest::newRow("chinese") << QStringLiteral("文件") << 4;
    QTest::newRow("korean") << QStringLiteral("한글") << 4;
    QTest::newRow("emoji") << QStringLiteral("📷") << 2;
    QTest::newRow("fullwidth") << QStringLiteral("ＡＢ") << 4;
}

void TestTerminalText::widths()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QCOMPARE(displayWidth(text), columns);
}

void TestTerminalText::elided_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("expected");
    QTest::newRow("fits") << QStringLiteral("a.png") << 5 << QStringLiteral("a.png");
    QTest::newRow("cut") << QStringLiteral("abcdefghij") << 5 << QStringLiteral("ab…ij");
    QTest::newRow("wide") << QStringLiteral("一二三四五") << 6 << QStringLiteral("一…五");
    QTest::newRow("one") << QStringLiteral("abc") << 1 << QStringLiteral("…");
    QTest::newRow("none") << QStringLiteral("abc") << 0 << QString();
    QTest::newRow("emoji stays whole") << QStringLiteral("📷📷📷📷") << 5 << QStringLiteral("📷…📷");
}

void TestTerminalText::elided()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QFETCH(QString, expected);
    QCOMPARE(elidedMiddle(text, columns), expected);
}

void TestTerminalText::numbers()
{
    QCOMPARE(TerminalText::bytes(0), QStringLiteral("0 bytes"));
    QCOMPARE(TerminalText::bytes(1), QStringLiteral("1 byte"));
    QCOMPARE(TerminalText::bytes(1500), QStringLiteral("1.5 kB"));
    QCOMPARE(TerminalText::bytes(5'000'000'000), QStringLiteral("5.0 GB"));
    QCOMPARE(TerminalText::speed(2.5e6), QStringLiteral("2.5 MB/s"));
    QCOMPARE(TerminalText::duration(59), QStringLiteral("59 s"));
    QCOMPARE(TerminalText::duration(185), QStringLiteral("3 min 5 s"));
    QCOMPARE(TerminalText::duration(7800), QStringLiteral("2 h 10 min"));
}

void TestTerminalText::foreignTextCannotSteer_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("harmless");
    QTest::addColumn<QString>("oneLine");
    const auto row = [](const char *name, const QString &text, const QString &harmless, const QString &oneLine) {
        QTest::newRow(name) << text << harmless << oneLine;
    };
    const auto same = [&row](const char *name, const QString &text) { row(name, text, text, text); };
    row("escape", QStringLiteral("a\x1b[2Jb\x07"), QStringLiteral("a[2Jb"), QStringLiteral("a[2Jb"));
    row("lines", QStringLiteral("a\r\n\tb\n"), QStringLiteral("a\n\tb\n"), QStringLiteral("a  b"));
    row("C1", QStringLiteral("a\u009b2Jb\u0085c\x7f"), QStringLiteral("a2Jbc"), QStringLiteral("a2Jbc"));
    row("direction", QStringLiteral("photo\u202Egpj.exe\u2066"), QStringLiteral("photogpj.exe"),
        QStringLiteral("photogpj.exe"));
    row("beyond the first plane", QStringLiteral("a\U000E0041b\U0001D173"), QStringLiteral("ab"), QStringLiteral("ab"));
    row("separators", QStringLiteral("a\u2028b\u2029"), QStringLiteral("ab"), QStringLiteral("ab"));
    row("half a pair", QString(QChar(0xd83d)), QStringLiteral("\uFFFD"), QStringLiteral("\uFFFD"));
    same("joiners", QStringLiteral("می\u200Cخواهم 👨\u200D👩\u200D👧"));
    same("letters", QStringLiteral("naïve 文件 Ж 📷"));
}

void TestTerminalText::foreignTextCannotSteer()
{
    QFETCH(QString, text);
    QFETCH(QString, harmless);
    QFETCH(QString, oneLine);
    QCOMPARE(TerminalText::harmless(text), harmless);
    QCOMPARE(TerminalText::oneLine(text), oneLine);
}

// Standard output is led into a terminal of the test's own.
void TestTerminalText::answersCannotSteerTheTerminal()
{
    QCOMPARE(onTerminal("a\x1b]0;title\x07\xe2\x80\xae\xc2\x9b"
                        "b\n"),
             "a]0;titleb\r\n"); // the terminal's own line end
}

void TestTerminalText::lettersOfLongAnswersStayWhole()
{
    const QByteArray line = QByteArray(256 * 1024 - 1, 'x') + "\xc3\xa9";
    QCOMPARE(onTerminal(line + '\n', true), line + "\r\n");
}

void TestTerminalText::longAnswersThatAreNoTextAreSaidOnce()
{
    const QByteArray words = onTerminal(QByteArray(600'000, '\0'), true);
    QVERIFY2(words.startsWith("(600000 byte") && words.count('\n') == 1, words.left(200).constData());
}

void TestTerminalText::barShowsBytesSpeedAndTimeLeft()
{
    TransferSnapshot snapshot = running(TransferState::Sending, 12'000'000, 40'000'000);
    snapshot.bytesPerSecond = 10.2e6;
    snapshot.secondsLeft = 3;
    const QString line = progressLine(snapshot, 79, true);
    for (const char *part : {"30%", "12.0/40.0 MB", "10.2 MB/s", "3 s left", "█", "░"})
        QVERIFY2(line.contains(QString::fromUtf8(part)), qPrintable(line));
    const QString ascii = progressLine(snapshot, 79, false);
    QVERIFY2(ascii.contains(QLatin1String("##")) && ascii.contains(QLatin1String("..")), qPrintable(ascii));
}

void TestTerminalText::barFitsItsWidth_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {9, 20, 30, 40, 60, 79, 120, 200})
        QTest::addRow("%d", columns) << columns;
}

void TestTerminalText::barFitsItsWidth()
{
    QFETCH(int, columns);
    TransferSnapshot snapshot = running(TransferState::Sending, qint64(1) << 33, qint64(1) << 34);
    snapshot.bytesPerSecond = 1e9;
    snapshot.secondsLeft = 100000;
    for (const char *name :
         {"a", "long name of a file that goes on and on and on.tar.gz", "很长的文件名很长的文件名很长的文件名.zip"}) {
        snapshot.name = QString::fromUtf8(name);
        const QString line = progressLine(snapshot, columns, true);
        QVERIFY2(displayWidth(line) <= columns, qPrintable(line));
        QVERIFY2(columns < 20 || line.contains(QLatin1String("50%")), qPrintable(line));
    }
}

void TestTerminalText::awaitingIsNotHundred()
{
    const QString line = progressLine(running(TransferState::Awaiting, 100, 100), 79, true);
    QVERIFY2(line.contains(QLatin1String("99%")), qPrintable(line));
    QVERIFY2(line.contains(QLatin1String("sent, waiting for the answer")), qPrintable(line));
}

void TestTerminalText::unknownTotalHasNoBar()
{
    const QString line = progressLine(running(TransferState::Receiving, 2000, -1), 79, true);
    QVERIFY2(line.contains(QLatin1String("2.0 kB")), qPrintable(line));
    QVERIFY2(!line.contains(u'%') && !line.contains(u'░'), qPrintable(line));
}

void TestTerminalText::waitingTellsWhy()
{
    TransferSnapshot snapshot = running(TransferState::Waiting, 0, -1);
    snapshot.waitUntil = QDateTime::currentDateTimeUtc().addSecs(2);
    snapshot.tries = 1;
    TransferError error;
    error.kind = ErrorKind::Dns;
    snapshot.attempts = {PastAttempt{1, QDateTime::currentDateTimeUtc(), 0, error}};
    QVERIFY2(progressLine(snapshot, 79, true).contains(QLatin1String("trying again in 2 s (1 of 0)  host not found")),
             qPrintable(progressLine(snapshot, 79, true)));
    // In a narrow terminal when is worth more than why.
    QVERIFY2(!progressLine(snapshot, 45, true).contains(QLatin1String("host")), "45");
    QVERIFY2(progressLine(snapshot, 45, true).contains(QLatin1String("(1 of 0)")), "45");
    snapshot.attempts = {PastAttempt{1, QDateTime::currentDateTimeUtc(), 503, {}}};
    QVERIFY2(progressLine(snapshot, 79, true).contains(QLatin1String("answered 503")),
             qPrintable(progressLine(snapshot, 79, true)));
}

QTEST_GUILESS_MAIN(TestTerminalText)
#include "tst_terminaltext.moc"
