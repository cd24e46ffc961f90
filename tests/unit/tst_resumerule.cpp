#include "core/http/ResumeRule.h"

#include <QTest>

using namespace ferry;

/// When bytes of two answers may be put together.
class TestResumeRule : public QObject
{
    Q_OBJECT

private slots:
    void validator_data();
    void validator();
    void tagOfDateAndLength_data();
    void tagOfDateAndLength();
    void beforehand_data();
    void beforehand();
    void verdict_data();
    void verdict();
};

namespace {

const QByteArray modified("Sun, 06 Nov 1994 08:49:37 GMT");
const QByteArray aMinuteLater("Sun, 06 Nov 1994 08:50:37 GMT");

} // namespace

void TestResumeRule::validator_data()
{
    QTest::addColumn<QByteArray>("etag");
    QTest::addColumn<QByteArray>("lastModified");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray none;

    QTest::newRow("nothing") << none << none << none << none;
    QTest::newRow("strong tag") << QByteArray("\"abc\"") << none << none << QByteArray("\"abc\"");
    QTest::newRow("empty strong tag") << QByteArray("\"\"") << none << none << none;
    QTest::newRow("tag before date") << QByteArray("\"a\"") << modified << aMinuteLater << QByteArray("\"a\"");
    QTest::newRow("weak tag") << QByteArray("W/\"abc\"") << none << none << none;
    QTest::newRow("weak tag with a date") << QByteArray("W/\"abc\"") << modified << aMinuteLater << none;
    QTest::newRow("tag without quotes") << QByteArray("abc") << none << none << none;
    QTest::newRow("one quote") << QByteArray("\"") << none << none << none;
    QTest::newRow("quote inside") << QByteArray("\"a\"b\"") << none << none << none;
    QTest::newRow("blank inside") << QByteArray("\"a b\"") << none << none << none;
    QTest::newRow("date a minute old") << none << modified << aMinuteLater << modified;
    QTest::newRow("date 59 s old") << none << modified << QByteArray("Sun, 06 Nov 1994 08:50:36 GMT") << none;
    QTest::newRow("date of the same second") << none << modified << modified << none;
    QTest::newRow("date from the future") << none << aMinuteLater << modified << none;
    QTest::newRow("date without Date") << none << modified << none << none;
    QTest::newRow("no date at all") << none << QByteArray("yesterday") << aMinuteLater << none;
}

void TestResumeRule::validator()
{
    QFETCH(QByteArray, etag);
    QFETCH(QByteArray, lastModified);
    QFETCH(QByteArray, date);
    FileHead head;
    head.etag = etag;
    head.lastModified = lastModified;
    head.date = date;
    QTEST(strongValidator(head), "expected");
}

// As they were seen: a file of 3000000 bytes whose date is 2026-11-28 08:22:45, by nginx and by Caddy 2.6.
void TestResumeRule::tagOfDateAndLength_data()
{
    QTest::addColumn<QByteArray>("etag");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<bool>("strong");
    const QByteArray soon("Sat, 28 Nov 2026 08:23:44 GMT");
    const QByteArray later("Sat, 28 Nov 2026 08:23:45 GMT");

    QTest::newRow("nginx, new file") << QByteArray("\"6b0a8f55-2dc6c0\"") << soon << false;
    QTest::newRow("nginx, a minute old") << QByteArray("\"6b0a8f55-2dc6c0\"") << later << true;
    QTest::newRow("nginx, no Date") << QByteArray("\"6b0a8f55-2dc6c0\"") << QByteArray() << false;
    QTest::newRow("Caddy, new file") << QByteArray("\"tp7dxx1satc\"") << soon << false;
    QTest::newRow("Caddy, a minute old") << QByteArray("\"tp7dxx1satc\"") << later << true;
    QTest::newRow("of another length") << QByteArray("\"6b0a8f55-2dc6c1\"") << soon << true;
    QTest::newRow("of another date") << QByteArray("\"6b0a8f56-2dc6c0\"") << soon << true;
    QTest::newRow("Apache, in microseconds") << QByteArray("\"2dc6c0-66151d694918f\"") << soon << true;
    QTest::newRow("empty") << QByteArray("\"\"") << soon << false;
}

void TestResumeRule::tagOfDateAndLength()
{
    QFETCH(QByteArray, etag);
    QFETCH(QByteArray, date);
    FileHead head;
    head.statusCode = 200;
    head.bodyLength = 3'000'000;
    head.acceptRanges = "bytes";
    head.etag = etag;
    head.lastModified = "Sat, 28 Nov 2026 08:22:45 GMT";
    head.date = date;
    QTEST(!strongValidator(head).isEmpty(), "strong");
    QCOMPARE(resumability(head, strongValidator(head)) == Resumability::Yes, !strongValidator(head).isEmpty());
    // Of a part it is the length of the whole that counts.
    head.statusCode = 206;
    head.bodyLength = 100;
    head.contentRange = "bytes 0-99/3000000";
    QTEST(!strongValidator(head).isEmpty(), "strong");
}

void TestResumeRule::beforehand_data()
{
    QTest::addColumn<FileHead>("head");
    QTest::addColumn<Resumability>("expected");
    FileHead good;
    good.statusCode = 200;
    good.bodyLength = 100;
    good.acceptRanges = "bytes";
    good.etag = "\"a\"";
    const auto with = [&good](auto change) {
        FileHead head = good;
        change(head);
        return head;
    };

    QTest::newRow("all there") << good << Resumability::Yes;
    QTest::newRow("empty file") << with([](FileHead &h) { h.bodyLength = 0; }) << Resumability::Yes;
    QTest::newRow("two units") << with([](FileHead &h) { h.acceptRanges = "lines, Bytes"; }) << Resumability::Yes;
    QTest::newRow("nothing said") << with([](FileHead &h) { h.acceptRanges.clear(); }) << Resumability::Unsaid;
    QTest::newRow("other unit") << with([](FileHead &h) { h.acceptRanges = "lines"; }) << Resumability::Unsaid;
    QTest::newRow("none") << with([](FileHead &h) { h.acceptRanges = "none"; }) << Resumability::NoRanges;
    QTest::newRow("no tag") << with([](FileHead &h) { h.etag.clear(); }) << Resumability::NoValidator;
    QTest::newRow("weak tag") << with([](FileHead &h) { h.etag = "W/\"a\""; }) << Resumability::NoValidator;
    QTest::newRow("no length") << with([](FileHead &h) { h.bodyLength = -1; }) << Resumability::NoLength;
    QTest::newRow("gzip") << with([](FileHead &h) { h.contentEncoding = "gzip"; }) << Resumability::Coded;
    QTest::newRow("identity") << with([](FileHead &h) { h.contentEncoding = "identity"; }) << Resumability::Yes;
    QTest::newRow("206 without a word") << with([](FileHead &h) {
        h.statusCode = 206;
        h.contentRange = "bytes 50-99/100";
        h.acceptRanges.clear();
    }) << Resumability::Yes;
    QTest::newRow("206 of unknown total") << with([](FileHead &h) {
        h.statusCode = 206;
        h.contentRange = "bytes 50-99/*";
    }) << Resumability::NoLength;
}

void TestResumeRule::beforehand()
{
    QFETCH(FileHead, head);
    QTEST(resumability(head, strongValidator(head)), "expected");
}

void TestResumeRule::verdict_data()
{
    QTest::addColumn<HeldFile>("held");
    QTest::addColumn<FileHead>("answer");
    QTest::addColumn<ResumeVerdict>("expected");
    using enum ResumeVerdict;

    const HeldFile byTag{40, 40, 100, "\"a\""};
    const HeldFile byDate{40, 40, 100, modified};
    const HeldFile all{100, 100, 100, "\"a\""};
    const HeldFile replaced{40, 30, 100, {}};
    FileHead rest;
    rest.statusCode = 206;
    rest.bodyLength = 60;
    rest.contentRange = "bytes 40-99/100";
    rest.etag = "\"a\"";
    const auto with = [&rest](auto change) {
        FileHead head = rest;
        change(head);
        return head;
    };
    const auto status = [](int code, const QByteArray &contentRange = {}, const QByteArray &etag = {}) {
        FileHead head;
        head.statusCode = code;
        head.contentRange = contentRange;
        head.etag = etag;
        return head;
    };
    const auto range = [&with](const char *text) { return with([text](FileHead &h) { h.contentRange = text; }); };

    QTest::newRow("the rest") << byTag << rest << Append;
    QTest::newRow("less than the rest") << byTag << with([](FileHead &h) {
        h.contentRange = "bytes 40-49/100";
        h.bodyLength = 10;
    }) << Append;
    QTest::newRow("rest, chunked") << byTag << with([](FileHead &h) { h.bodyLength = -1; }) << Append;
    QTest::newRow("length is not the range's") << byTag << with([](FileHead &h) { h.bodyLength = 59; }) << AskAgain;
    QTest::newRow("start one early") << byTag << range("bytes 39-99/100") << AskAgain;
    QTest::newRow("start one late") << byTag << range("bytes 41-99/100") << AskAgain;
    QTest::newRow("from the start") << byTag << range("bytes 0-99/100") << AskAgain;
    QTest::newRow("other total") << byTag << range("bytes 40-99/101") << AskAgain;
    QTest::newRow("no total") << byTag << range("bytes 40-99/*") << AskAgain;
    QTest::newRow("no range") << byTag << range("") << AskAgain;
    QTest::newRow("no bytes") << byTag << range("lines 40-99/100") << AskAgain;
    QTest::newRow("garbage") << byTag << range("bytes=40-99/100") << AskAgain;
    QTest::newRow("many parts") << byTag << with([](FileHead &h) {
        h.contentRange.clear();
        h.contentType = "multipart/byteranges; boundary=x";
    }) << AskAgain;
    QTest::newRow("other tag") << byTag << with([](FileHead &h) { h.etag = "\"b\""; }) << AskAgain;
    QTest::newRow("weak tag") << byTag << with([](FileHead &h) { h.etag = "W/\"a\""; }) << AskAgain;
    QTest::newRow("no tag") << byTag << with([](FileHead &h) { h.etag.clear(); }) << AskAgain;
    QTest::newRow("coded") << byTag << with([](FileHead &h) { h.contentEncoding = "gzip"; }) << AskAgain;

    const auto dated = [&with](const QByteArray &date, const QByteArray &tag) {
        return with([&](FileHead &h) {
            h.lastModified = date;
            h.etag = tag;
        });
    };
    QTest::newRow("date said again") << byDate << dated(modified, {}) << Append;
    QTest::newRow("date left out") << byDate << dated({}, {}) << AskAgain;
    QTest::newRow("date said again, and a tag") << byDate << dated(modified, "\"a\"") << AskAgain;
    QTest::newRow("other date") << byDate << dated(aMinuteLater, {}) << AskAgain;

    QTest::newRow("200") << byTag << status(200) << StartOver;
    QTest::newRow("203") << byTag << status(203) << StartOver;
    QTest::newRow("204") << byTag << status(204) << Refused;
    QTest::newRow("202") << byTag << status(202) << Refused;
    QTest::newRow("416, all is held") << all << status(416, "bytes */100") << Whole;
    QTest::newRow("416, all is held, same tag") << all << status(416, "bytes */100", "\"a\"") << Whole;
    QTest::newRow("416, other tag") << all << status(416, "bytes */100", "\"b\"") << AskAgain;
    QTest::newRow("416, it shrank") << all << status(416, "bytes */99") << AskAgain;
    QTest::newRow("416, it grew") << all << status(416, "bytes */101") << AskAgain;
    QTest::newRow("416, no size") << all << status(416) << AskAgain;
    QTest::newRow("416, some is missing") << byTag << status(416, "bytes */100") << AskAgain;
    QTest::newRow("416, as long as what is held") << byTag << status(416, "bytes */40") << AskAgain;
    QTest::newRow("404") << byTag << status(404) << Refused;
    QTest::newRow("503") << byTag << status(503) << Refused;

    QTest::newRow("replaced, what was asked for") << replaced << with([](FileHead &h) {
        h.contentRange = "bytes 30-99/100";
        h.bodyLength = 70;
        h.etag = "\"other\"";
    }) << Append;
    QTest::newRow("replaced, without the overlap") << replaced << rest << AskAgain;
    QTest::newRow("replaced, other total") << replaced << range("bytes 30-100/101") << AskAgain;
    QTest::newRow("replaced, 416") << replaced << status(416, "bytes */40") << AskAgain;
}

void TestResumeRule::verdict()
{
    QFETCH(HeldFile, held);
    QFETCH(FileHead, answer);
    QTEST(judgeResume(held, answer), "expected");
}

QTEST_GUILESS_MAIN(TestResumeRule)
#include "tst_resumerule.moc"
