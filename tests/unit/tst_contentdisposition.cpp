#include "core/http/ContentDisposition.h"

#include <QTest>

using namespace ferry;

class TestContentDisposition : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void hostileFieldsEndSoon_data();
    void hostileFieldsEndSoon();
};

void TestContentDisposition::names_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("name"); // null: there is none
    const auto row = [](const char *tag, const QByteArray &field, const char16_t *name) {
        QTest::newRow(tag) << field << (name ? QString::fromUtf16(name) : QString());
    };
    const char16_t *const none = nullptr;

    // As RFC 6266 has it.
    row("token", "attachment; filename=a.txt", u"a.txt");
    row("quoted", "attachment; filename=\"a b.txt\"", u"a b.txt");
    row("inline", "inline; filename=\"a.txt\"", u"a.txt");
    row("form-data", "form-data; name=\"f\"; filename=\"a.txt\"", u"a.txt");
    row("unknown type", "foobar; filename=a.txt", u"a.txt");
    row("any case", "ATTACHMENT; FILENAME=\"a.txt\"", u"a.txt");
    row("escaped quote", "attachment; filename=\"a\\\"b.txt\"", u"a\"b.txt");
    row("escaped backslash", "attachment; filename=\"a\\\\b.txt\"", u"a\\b.txt");
    row("escaped letter", "attachment; filename=\"\\a.txt\"", u"a.txt");
    row("semicolon in quotes", "attachment; filename=\"a;b.txt\"", u"a;b.txt");
    row("equals sign in quotes", "attachment; filename=\"a=b.txt\"", u"a=b.txt");
    row("space around the equals sign", "attachment; filename = \"a.txt\"", u"a.txt");
    row("tabs", "attachment;\tfilename\t=\ta.txt", u"a.txt");
    row("no space", "attachment;filename=a.txt;size=3", u"a.txt");
    row("other parameters first", "attachment; size=3; creation-date=\"Wed, 12 Feb\"; filename=a.txt", u"a.txt");
    row("another one's value looks like it", "attachment; x=\"; filename=bad.txt\"; filename=a.txt", u"a.txt");
    row("name in part", "attachment; xfilename=bad.txt; filename=a.txt", u"a.txt");
    row("path is left to others", "attachment; filename=\"../a.txt\"", u"../a.txt");
    row("single quotes are characters", "attachment; filename='a.txt'", u"'a.txt'");

    // RFC 8187.
    row("extended UTF-8", "attachment; filename*=UTF-8''%e2%82%ac%20rates.txt", u"\u20ac rates.txt");
    row("extended ISO-8859-1", "attachment; filename*=iso-8859-1'en'%A3%20rates", u"\u00a3 rates");
    row("extended windows-1252", "attachment; filename*=windows-1252''%80.txt", u"\u20ac.txt");
    row("extended UTF-16", "attachment; filename*=UTF-16LE''a%00b%00", u"ab");
    row("language", "attachment; filename*=utf-8'zh-Hans'%E6%96%87.txt", u"\u6587.txt");
    row("extended wins from behind", "attachment; filename=\"bad.txt\"; filename*=UTF-8''a.txt", u"a.txt");
    row("extended wins from before", "attachment; filename*=UTF-8''a.txt; filename=\"bad.txt\"", u"a.txt");
    row("percent sign of its own", "attachment; filename*=UTF-8''50%25.txt", u"50%.txt");
    row("quote in the text", "attachment; filename*=UTF-8''it's.txt", u"it's.txt");
    row("extended in quotes", "attachment; filename*=\"UTF-8''a%20b.txt\"", u"a b.txt");
    row("raw bytes in extended", "attachment; filename*=UTF-8''\xe6\x96\x87.txt", u"\u6587.txt");
    row("space around the star", "attachment; filename* = UTF-8''a.txt", u"a.txt");
    row("extended twice", "attachment; filename*=UTF-8''a.txt; filename*=UTF-8''b.txt", u"a.txt");
    row("first extended broken", "attachment; filename*=UTF-8''%ff.txt; filename*=UTF-8''b.txt", u"b.txt");
    row("not the bytes of its set", "attachment; filename*=UTF-8''%ff.txt; filename=a.txt", u"a.txt");
    row("cut percent sign", "attachment; filename*=UTF-8''a%2; filename=a.txt", u"a.txt");
    row("no hex digits", "attachment; filename*=UTF-8''%zz; filename=a.txt", u"a.txt");
    row("unknown set", "attachment; filename*=x-klingon''a; filename=a.txt", u"a.txt");
    row("empty extended", "attachment; filename*=UTF-8''; filename=a.txt", u"a.txt");
    row("one quote", "attachment; filename*=UTF-8'a.txt; filename=b.txt", u"b.txt");
    row("no set, with a plain one", "attachment; filename*=bad.txt; filename=a.txt", u"a.txt");
    row("no set, alone", "attachment; filename*=a%20b.txt", u"a b.txt");
    row("no set, broken", "attachment; filename*=a%2", none);

    // RFC 2231 continuations.
    row("continued", "attachment; filename*0=\"a\"; filename*1=\"b.txt\"", u"ab.txt");
    row("continued out of order", "attachment; filename*1=\"b.txt\"; filename*0=\"a\"", u"ab.txt");
    row("continued and coded", "attachment; filename*0*=UTF-8''%e6%96; filename*1*=%87.txt", u"\u6587.txt");
    row("continued, coded in part", "attachment; filename*0*=UTF-8''%e6%96%87; filename*1=\"%41.txt\"",
        u"\u6587%41.txt");
    row("continued with a hole", "attachment; filename*0=\"a\"; filename*2=\"c\"", u"a");
    row("continued without a start", "attachment; filename*1=\"b\"; filename=a.txt", u"a.txt");
    row("continued before plain", "attachment; filename=bad.txt; filename*0=a.txt", u"a.txt");
    row("extended before continued", "attachment; filename*0=bad.txt; filename*=UTF-8''a.txt", u"a.txt");
    row("ten and more",
        "a; filename*0=0; filename*1=1; filename*2=2; filename*3=3; filename*4=4; filename*5=5; "
        "filename*6=6; filename*7=7; filename*8=8; filename*9=9; filename*10=a",
        u"0123456789a");

    // What servers send in their place.
    row("no type", "filename=a.txt", u"a.txt");
    row("no type, quoted", "filename=\"a b.txt\"", u"a b.txt");
    row("no semicolon", "attachment filename=a.txt", u"a.txt");
    row("comma for semicolon", "attachment, filename=a.txt", u"a.txt");
    row("semicolon first", "; filename=a.txt", u"a.txt");
    row("doubled semicolons", "attachment;; filename=a.txt;;", u"a.txt");
    row("unquoted spaces", "attachment; filename=a b c.txt", u"a b c.txt");
    row("unquoted, then more", "attachment; filename=a b.txt ; size=3", u"a b.txt");
    row("never closed", "attachment; filename=\"a b.txt", u"a b.txt");
    row("closed by the escape", "attachment; filename=\"a.txt\\\"", u"a.txt\"");
    row("text behind the quotes", "attachment; filename=\"a.txt\"junk; size=1", u"a.txt");
    row("twice", "attachment; filename=a.txt; filename=b.txt", u"a.txt");
    row("first empty", "attachment; filename=\"\"; filename=b.txt", u"b.txt");
    row("raw UTF-8", "attachment; filename=\"\xe6\x96\x87\xe4\xbb\xb6.txt\"", u"\u6587\u4ef6.txt");
    row("raw UTF-8, unquoted", "attachment; filename=caf\xc3\xa9.txt", u"caf\u00e9.txt");
    row("raw Latin-1", "attachment; filename=\"caf\xe9.txt\"", u"caf\u00e9.txt");
    row("raw windows-1252",
        "attachment; filename=\"\x93"
        "a\x94.txt\"",
        u"\u201ca\u201d.txt");
    row("cut UTF-8 is Latin-1", "attachment; filename=\"\xe6\x96\"", u"\u00e6\u2013");
    row("percent signs stay", "attachment; filename=\"a%20b%41.txt\"", u"a%20b%41.txt");
    row("encoded word, B", "attachment; filename=\"=?UTF-8?B?5paH5Lu2LnR4dA==?=\"", u"\u6587\u4ef6.txt");
    row("encoded word, Q", "attachment; filename=\"=?utf-8?q?caf=C3=A9_1.txt?=\"", u"caf\u00e9 1.txt");
    row("encoded word, Latin-1", "attachment; filename=\"=?ISO-8859-1?Q?caf=E9.txt?=\"", u"caf\u00e9.txt");
    row("encoded word, percent sign", "attachment; filename=\"=?utf-8?q?50%.txt?=\"", u"50%.txt");
    row("encoded words in a row", "attachment; filename=\"=?UTF-8?B?5paH?= =?UTF-8?B?5Lu2?=.txt\"",
        u"\u6587\u4ef6.txt");
    row("a character cut in two words", "attachment; filename=\"=?UTF-8?B?5pY=?= =?UTF-8?B?hw==?=.txt\"",
        u"\u6587.txt");
    row("text around a word", "attachment; filename=\"a =?UTF-8?Q?b?= c.txt\"", u"a b c.txt");
    row("unquoted encoded word", "attachment; filename==?UTF-8?Q?a.txt?=", u"a.txt");
    row("no encoded word", "attachment; filename=\"=?a.txt\"", u"=?a.txt");
    row("encoding of no kind", "attachment; filename=\"=?UTF-8?X?a?=\"", u"=?UTF-8?X?a?=");

    // Nothing to take.
    row("empty field", "", none);
    row("only a type", "attachment", none);
    row("empty name", "attachment; filename=", none);
    row("empty quotes", "attachment; filename=\"\"", none);
    row("no equals sign", "attachment; filename", none);
    row("only signs", ";;;===;;", none);
    row("name of a field is none", "form-data; name=\"a.txt\"", none);
}

void TestContentDisposition::names()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, name);
    const std::optional<QString> found = fileNameFrom(field);
    QCOMPARE(found.has_value(), !name.isNull());
    QCOMPARE(found.value_or(QString()), name);
}

void TestContentDisposition::hostileFieldsEndSoon_data()
{
    QTest::addColumn<QByteArray>("field");
    const qsizetype most = 256 * 1024; // of a whole header section
    QTest::newRow("signs") << QByteArray(most, '=');
    QTest::newRow("semicolons") << QByteArray(most, ';');
    QTest::newRow("quotes") << "filename=\"" + QByteArray(most, '\\');
    QTest::newRow("words") << "filename=" + QByteArray("=?a?B?").repeated(most / 6);
    QTest::newRow("sections") << QByteArray("filename*0=a;").repeated(most / 13);
    QTest::newRow("words that fit") << "filename=" + QByteArray("=?a?B?").repeated(2000);
    QTest::newRow("sections that fit") << QByteArray("filename*0=a;").repeated(1200);
}

void TestContentDisposition::hostileFieldsEndSoon()
{
    QFETCH(QByteArray, field);
    QElapsedTimer clock;
    clock.start();
    fileNameFrom(field);
    QVERIFY(clock.elapsed() < 2000);
}

QTEST_GUILESS_MAIN(TestContentDisposition)
#include "tst_contentdisposition.moc"
