#include "core/devserver/MultipartReader.h"

#include <QTest>

using namespace ferry::devserver;

namespace {

/// Writes down what it is given, as text that a table can hold.
class Recorder : public MultipartReader::Sink
{
public:
    bool partBegan(const PartHead &head) override
    {
        log += '[' + head.name;
        if (head.isFile)
            log += '|' + head.fileName;
        if (!head.contentType.isEmpty())
            log += '<' + head.contentType + '>';
        log += '=';
        return ++calls != refuseAt;
    }
    bool partContent(QByteArrayView bytes) override
    {
        log += bytes;
        return ++calls != refuseAt;
    }
    bool partEnded() override
    {
        log += ']';
        return ++calls != refuseAt;
    }

    QByteArray log;
    int calls = 0;
    int refuseAt = -1;
};

QByteArray part(const QByteArray &head, const QByteArray &content)
{
    return "--B\r\n" + head + "\r\n\r\n" + content + "\r\n";
}

QByteArray named(const QByteArray &parameters)
{
    return "Content-Disposition: form-data; " + parameters;
}

} // namespace

Q_DECLARE_METATYPE(ferry::devserver::MultipartReader::Problem)

class TestMultipartReader : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void splitsAnywhere_data() { reads_data(); }
    void splitsAnywhere();
    void refuses_data();
    void refuses();
    void boundary_data();
    void boundary();
    void largeContentIsPassedOnAsItComes();
    void manyParts();
    void sinkCanStopIt();
    void staysFailed();
};

void TestMultipartReader::reads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray close = "--B--\r\n";
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &expected) {
        QTest::newRow(name) << body << expected;
    };
    row("one field", part(named("name=\"a\""), "1") + close, "[a=1]");
    row("two fields, same name", part(named("name=a"), "1") + part(named("name=a"), "2") + close, "[a=1][a=2]");
    row("no parts", close, "");
    row("no line end at the end", part(named("name=a"), "1") + "--B--", "[a=1]");
    row("preamble and epilogue", "To be ignored\r\n--Bogus\r\n" + part(named("name=a"), "1") + close + "--B\r\nmore",
        "[a=1]");
    row("preamble of an empty line", "\r\n" + part(named("name=a"), "1") + close, "[a=1]");
    row("empty value", part(named("name=a"), "") + close, "[a=]");
    row("no empty line and no content", "--B\r\n" + named("name=a") + "\r\n\r\n--B--", "[a=]");
    row("blanks behind the boundary",
        "--B \t\r\n" + named("name=a") + "\r\n\r\n1\r\n--B  \r\n" + named("name=b") + "\r\n\r\n2\r\n--B--  \r\n",
        "[a=1][b=2]");
    row("line ends in the value", part(named("name=a"), "1\r\n\r\n2\n\r3\r\n") + close, "[a=1\r\n\r\n2\n\r3\r\n]");
    row("value that begins with a line end", part(named("name=a"), "\r\n1") + close, "[a=\r\n1]");
    row("value that nearly has the boundary", part(named("name=a"), "\r\n-\r\n--\r\n--C\r\r\n--b") + close,
        "[a=\r\n-\r\n--\r\n--C\r\r\n--b]");
    row("boundary as the start of a longer line", part(named("name=a"), "x\r\n--Bx\r\n--B-x\r\n--B  x") + close,
        "[a=x\r\n--Bx\r\n--B-x\r\n--B  x]");
    row("boundary inside of a line", part(named("name=a"), "x--B--") + close, "[a=x--B--]");
    row("NUL and high bytes", part(named("name=a"), QByteArray("\0\xff\x80", 3)) + close,
        QByteArray("[a=\0\xff\x80]", 7));
    row("file", part(named("name=\"f\"; filename=\"a.txt\"") + "\r\nContent-Type: text/plain", "hi") + close,
        "[f|a.txt<text/plain>=hi]");
    row("file without type", part(named("name=\"f\"; filename=\"a.txt\""), "hi") + close, "[f|a.txt=hi]");
    row("file input left empty",
        part(named("name=\"f\"; filename=\"\"") + "\r\nContent-Type: application/octet-stream", "") + close,
        "[f|<application/octet-stream>=]");
    row("unquoted", part(named("name=f; filename=a.txt"), "hi") + close, "[f|a.txt=hi]");
    row("unquoted with blanks around", part(named(" name = f ;filename= a b.txt ;"), "hi") + close, "[f|a b.txt=hi]");
    row("escapes of browsers", part(named("name=\"a%22b\"; filename=\"%0D%0a%22%41.txt\""), "") + close,
        "[a\"b|\r\n\"%41.txt=]");
    row("percent signs are not escapes", part(named("name=\"100%\"; filename=\"50%25.txt\""), "") + close,
        "[100%|50%25.txt=]");
    row("raw UTF-8", part(named("name=\"名\"; filename=\"文件 é.txt\""), "") + close, "[名|文件 é.txt=]");
    row("backslashes", part(named("name=\"f\"; filename=\"C:\\dir\\a\\\\b.txt\""), "") + close,
        "[f|C:\\dir\\a\\\\b.txt=]");
    row("backslash at the end", part(named("name=\"f\"; filename=\"dir\\\""), "") + close, "[f|dir\\=]");
    row("quote behind a backslash", part(named("filename=\"a\\\"b.txt\"; name=\"f\""), "") + close, "[f|a\"b.txt=]");
    row("semicolon in quotes", part(named("name=\"a;b\"; filename=\"c;d=e.txt\""), "") + close, "[a;b|c;d=e.txt=]");
    row("extended name", part(named("name=f; filename=\"e.txt\"; filename*=UTF-8''%e2%82%ac.txt"), "") + close,
        "[f|€.txt=]");
    row("extended name first", part(named("name=f; filename*=utf-8'en'%e2%82%ac.txt; filename=\"e.txt\""), "") + close,
        "[f|€.txt=]");
    row("extended name in Latin-1", part(named("name=f; filename*=ISO-8859-1''%e9.txt"), "") + close, "[f|é.txt=]");
    row("case of names", part("CONTENT-DISPOSITION: Form-Data; NAME=a; FileName=b\r\ncontent-TYPE: x/y", "1") + close,
        "[a|b<x/y>=1]");
    row("other headers",
        part("X-Other: 1\r\n" + named("name=a") + "\r\nContent-Transfer-Encoding: binary", "1") + close, "[a=1]");
    row("empty name", part(named("name=\"\""), "1") + close, "[=1]");
    row("other parameters", part(named("name=a; creation-date=\"x;y\"; size=1"), "1") + close, "[a=1]");
}

void TestMultipartReader::reads()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    Recorder recorder;
    MultipartReader reader("B", recorder);
    QVERIFY2(reader.feed(body), reader.errorString().constData());
    QVERIFY2(reader.finish(), reader.errorString().constData());
    QCOMPARE(recorder.log, expected);
}

/// Two pieces with the cut at each byte, and every byte for itself.
void TestMultipartReader::splitsAnywhere()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    for (qsizetype cut = 0; cut <= body.size(); ++cut) {
        Recorder recorder;
        MultipartReader reader("B", recorder);
        reader.feed(body.first(cut));
        reader.feed(body.sliced(cut));
        QVERIFY2(reader.finish(), QByteArray(reader.errorString() + " at " + QByteArray::number(cut)).constData());
        QCOMPARE(recorder.log, expected);
    }
    Recorder recorder;
    MultipartReader reader("B", recorder);
    for (const char c : std::as_const(body))
        reader.feed(QByteArrayView(&c, 1));
    QVERIFY(reader.finish());
    QCOMPARE(recorder.log, expected);
}

void TestMultipartReader::refuses_data()
{
    using Problem = MultipartReader::Problem;
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Problem>("problem");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *name, const QByteArray &body, Problem problem, const QByteArray &sentence) {
        QTest::newRow(name) << body << problem << sentence;
    };
    const QByteArray cut = "The form ends before its closing boundary.";
    row("empty", "", Problem::Malformed, cut);
    row("other boundary", "--C\r\n" + named("name=a") + "\r\n\r\n1\r\n--C--\r\n", Problem::Malformed, cut);
    row("cut in the headers", "--B\r\nContent-Disp", Problem::Malformed, cut);
    row("cut in the content", part(named("name=a"), "1"), Problem::Malformed, cut);
    row("cut in the boundary", part(named("name=a"), "1") + "--B", Problem::Malformed, cut);
    row("cut behind one dash", part(named("name=a"), "1") + "--B-", Problem::Malformed, cut);
    row("bare line feeds", "--B\nContent-Disposition: form-data; name=a\n\n1\n--B--\n", Problem::Malformed, cut);
    row("no disposition", part("X: y", "1") + "--B--", Problem::Malformed,
        "Part 1 of the form has no Content-Disposition.");
    row("no headers", "--B\r\n\r\n1\r\n--B--", Problem::Malformed, "Part 1 of the form has no Content-Disposition.");
    row("second part", part(named("name=a"), "1") + part("X: y", "1") + "--B--", Problem::Malformed,
        "Part 2 of the form has no Content-Disposition.");
    row("two dispositions", part(named("name=a") + "\r\n" + named("name=b"), "1"), Problem::Malformed,
        "Part 1 of the form has two Content-Dispositions.");
    row("not form-data", part("Content-Disposition: attachment; name=a", "1"), Problem::Malformed,
        "Part 1 of the form has a Content-Disposition that is not form-data with a name.");
    row("no name", part(named("filename=a"), "1"), Problem::Malformed,
        "Part 1 of the form has no name in its Content-Disposition.");
    row("open quote", part(named("name=\"a; filename=b"), "1"), Problem::Malformed,
        "Part 1 of the form has no name in its Content-Disposition.");
    row("open quote later", part(named("name=a; filename=\"b"), "1"), Problem::Malformed,
        "Part 1 of the form has a Content-Disposition that cannot be read to its end.");
    row("header without colon", part("Content-Disposition form-data", "1"), Problem::Malformed,
        "Part 1 of the form has a header line that is not \"Name: value\".");
    row("folded header", part(named("name=a;") + "\r\n filename=b", "1"), Problem::Malformed,
        "Part 1 of the form has a header line that is not \"Name: value\".");
    row("base64", part(named("name=a") + "\r\nContent-Transfer-Encoding: base64", "MQ=="), Problem::Malformed,
        "Part 1 of the form has a Content-Transfer-Encoding, which forms over HTTP do not use.");
    row("huge headers", part(named("name=a") + "\r\nX: " + QByteArray(20'000, 'x'), "1"), Problem::HeadTooLarge,
        "Part 1 of the form has more than 16384 bytes of headers.");
    row("headers without end", "--B\r\n" + QByteArray(100'000, 'x'), Problem::HeadTooLarge,
        "Part 1 of the form has more than 16384 bytes of headers.");
}

void TestMultipartReader::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(MultipartReader::Problem, problem);
    QFETCH(QByteArray, sentence);
    for (const qsizetype step : {qsizetype(1), qsizetype(1000), std::max<qsizetype>(1, body.size())}) {
        Recorder recorder;
        MultipartReader reader("B", recorder);
        for (qsizetype at = 0; at < body.size(); at += step)
            reader.feed(QByteArrayView(body).sliced(at, std::min(step, body.size() - at)));
        QVERIFY(!reader.finish());
        QCOMPARE(reader.problem(), problem);
        QCOMPARE(reader.errorString(), sentence);
    }
}

void TestMultipartReader::boundary_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const QByteArray &type, const QByteArray &expected) {
        QTest::newRow(type.left(60).constData()) << type << expected;
    };
    row("multipart/form-data; boundary=abc", "abc");
    row("multipart/form-data;boundary=\"a b:c\"", "a b:c");
    row("Multipart/Form-Data ; charset=utf-8; Boundary = abc ", "abc");
    row("multipart/form-data; boundary=a=b; x=y", "a=b");
    row("multipart/form-data; boundary=\"boundary_.oOo._MTIz==\"", "boundary_.oOo._MTIz==");
    row("multipart/form-data", "");
    row("multipart/form-data; boundary=", "");
    row("multipart/form-data; boundary=\"open", "");
    row("multipart/form-data; boundary=\"ends in a blank \"", "");
    row("multipart/form-data; boundary=" + QByteArray(70, 'b'), QByteArray(70, 'b'));
    row("multipart/form-data; boundary=x" + QByteArray(70, 'b'), "");
    row("multipart/mixed; boundary=abc", "");
    row("text/plain; boundary=abc", "");
    row("", "");
}

void TestMultipartReader::boundary()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, expected);
    QCOMPARE(boundaryOf(contentType), expected);
}

/// A content much larger than any piece comes out whole, and most of each piece at once.
void TestMultipartReader::largeContentIsPassedOnAsItComes()
{
    Recorder recorder;
    MultipartReader reader("B", recorder);
    reader.feed("--B\r\n" + named("name=f; filename=x") + "\r\n\r\n");
    const qsizetype begun = recorder.log.size();
    const QByteArray piece = QByteArray("\r\n--A ").repeated(50'000);
    for (int i = 1; i <= 20; ++i) {
        QVERIFY(reader.feed(piece));
        QVERIFY(recorder.log.size() - begun > piece.size() * i - 100);
    }
    QVERIFY(reader.feed("\r\n--B--"));
    QVERIFY(reader.finish());
    QCOMPARE(recorder.log.size() - begun, piece.size() * 20 + 1);
}

void TestMultipartReader::manyParts()
{
    for (const int count : {10'000, 10'001}) {
        Recorder recorder;
        MultipartReader reader("B", recorder);
        reader.feed(part(named("name=a"), "1").repeated(count) + "--B--");
        QCOMPARE(reader.finish(), count == 10'000);
        QCOMPARE(reader.partCount(), 10'000);
        QCOMPARE(reader.problem() == MultipartReader::Problem::TooManyParts, count > 10'000);
    }
}

void TestMultipartReader::sinkCanStopIt()
{
    const QByteArray body = part(named("name=a"), "1") + part(named("name=b"), "2") + "--B--";
    for (int call = 1; call <= 6; ++call) {
        Recorder recorder;
        recorder.refuseAt = call;
        MultipartReader reader("B", recorder);
        QVERIFY(!reader.feed(body));
        QCOMPARE(reader.problem(), MultipartReader::Problem::Refused);
        QCOMPARE(recorder.calls, call);
    }
}

void TestMultipartReader::staysFailed()
{
    Recorder recorder;
    MultipartReader reader("B", recorder);
    QVERIFY(!reader.feed(part("X: y", "1")));
    QVERIFY(!reader.feed(part(named("name=a"), "1") + "--B--"));
    QVERIFY(!reader.finish());
    QCOMPARE(recorder.log, QByteArray());
}

QTEST_GUILESS_MAIN(TestMultipartReader)
#include "tst_multipartreader.moc"
