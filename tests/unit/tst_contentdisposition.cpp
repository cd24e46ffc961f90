#include "core/http/ContentDisposition.h"

#include <QTest>

using namespace ferry;

class TestContentDisposition : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void standards_data();
    void standards() { check(); }
    void servers_data();
    void servers() { check(); }
    void nothingToTake_data();
    void nothingToTake() { check(); }
    void hostileFieldsEndSoon_data();
    void hostileFieldsEndSoon();

private:
    static void check();
};

namespace {

const char16_t *const none = nullptr;

void columns()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("name"); // null: there is none
}

void row(const char *tag, const QByteArray &field, const char16_t *name)
{
    QTest::newRow(tag) << field << (name ? QString::fromUtf16(name) : QString());
}

} // namespace

void TestContentDisposition::names_data()
{
    columns();
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
}

void TestContentDisposition::names()
{
    check();
}

// What the standards leave to say beyond the plain cases above, and what tools that test browsers ask.
void TestContentDisposition::standards_data()
{
    columns();
    row("another parameter before", "attachment; foo=\"bar\"; filename=\"a.html\"", u"a.html");
    row("escapes in another parameter", "attachment; foo=\"\\\"\\\\\";filename=\"a.html\"", u"a.html");
    row("no white space", "attachment;filename=\"a.html\"", u"a.html");
    row("upper case parameter", "attachment; FILENAME=\"a.html\"", u"a.html");
    row("mixed case extended", "attachment; FileName*=utf-8''a.html", u"a.html");
    row("white space behind the equals sign", "attachment; filename= \"a.html\"", u"a.html");
    row("white space before the equals sign", "attachment; filename =\"a.html\"", u"a.html");
    row("white space behind the value", "attachment; filename=\"a.html\" ; size=3", u"a.html");
    row("white space around the value of a token", "attachment; filename=  a.html  ; size=3", u"a.html");
    row("empty parameter", "attachment; ;filename=a.html", u"a.html");
    row("semicolon at the end", "attachment; filename=a.html ;", u"a.html");
    row("comma in a token", "attachment; filename=a,b.html", u"a,b.html");
    row("brackets in a token", "attachment; filename=a[1](2).html", u"a[1](2).html");
    row("equals sign in a token", "attachment; filename=a=b.html", u"a=b.html");
    row("apostrophe in quotes", "attachment; filename=\"it's.html\"", u"it's.html");
    row("percent letter stays", "attachment; filename=\"a-%41.html\"", u"a-%41.html");
    row("percent sign alone stays", "attachment; filename=\"50%.html\"", u"50%.html");
    row("escape inside of percent", "attachment; filename=\"a-%\\41.html\"", u"a-%41.html");
    row("percent and Latin-1", "attachment; filename=\"\xe4-%41.html\"", u"\u00e4-%41.html");
    row("coded UTF-8 in plain stays", "attachment; filename=\"a-%c3%a4.html\"", u"a-%c3%a4.html");
    row("dates", "attachment; creation-date=\"Wed, 12 Feb 1997 16:29:51 -0500\"; filename=\"a;b\"", u"a;b");
    row("reversed", "filename=a.html; attachment", u"a.html");
    row("both types", "inline; attachment; filename=a.html", u"a.html");
    row("colon first", ": inline; attachment; filename=a.html", u"a.html");
    row("unknown parameter for a type", "x=y; filename=a.html", u"a.html");
    row("quoted type", "\"foo; filename=bar;baz\"; filename=a.html", u"a.html");
    row("tab in quotes", "attachment; filename=\"a\tb.txt\"", u"a\tb.txt");

    row("white space behind the extended equals sign", "attachment; filename*= UTF-8''a-%c3%a4.html", u"a-\u00e4.html");
    row("white space before it", "attachment; filename* =UTF-8''a-%c3%a4.html", u"a-\u00e4.html");
    row("decomposed stays", "attachment; filename*=UTF-8''a-%cc%88.html", u"a-\u0308.html");
    row("percent coded percent", "attachment; filename*=UTF-8''A-%2541.html", u"A-%41.html");
    row("coded backslash", "attachment; filename*=UTF-8''%5ca.html", u"\\a.html");
    row("coded slash", "attachment; filename*=UTF-8''a%2fb.html", u"a/b.html");
    row("coded quote", "attachment; filename*=UTF-8''a%22b.html", u"a\"b.html");
    row("coded NUL is left to others", "attachment; filename*=UTF-8''a%0Ab.html", u"a\nb.html");
    row("four bytes", "attachment; filename*=UTF-8''%F0%9F%98%80.txt", u"\U0001f600.txt");
    row("plus is no blank", "attachment; filename*=UTF-8''a+b.txt", u"a+b.txt");
    row("UTF-8 called Latin-1", "attachment; filename*=iso-8859-1''a-%c3%a4.html", u"a-\u00c3\u00a4.html");
    row("long language", "attachment; filename*=UTF-8'de-Latn-CH-1996'a.txt", u"a.txt");
    row("set utf8", "attachment; filename*=utf8''%c3%a4.txt", u"\u00e4.txt");
    row("set UTF_8", "attachment; filename*=UTF_8''%c3%a4.txt", u"\u00e4.txt");
    row("set Utf-8", "attachment; filename*=Utf-8''%c3%a4.txt", u"\u00e4.txt");
    row("set latin1", "attachment; filename*=latin1''%e4.txt", u"\u00e4.txt");
    row("set ISO8859-1", "attachment; filename*=ISO8859-1''%e4.txt", u"\u00e4.txt");
    row("set ISO_8859-1", "attachment; filename*=ISO_8859-1''%e4.txt", u"\u00e4.txt");
    row("set cp1252", "attachment; filename*=cp1252''%80.txt", u"\u20ac.txt");
    row("set us-ascii", "attachment; filename*=us-ascii''a.txt", u"a.txt");
    row("set of this system is none", "attachment; filename*=System''b.txt; filename=a.txt", u"a.txt");
    row("set locale is none", "attachment; filename*=locale''b.txt; filename=a.txt", u"a.txt");
    row("no set, plain wins", "attachment; filename*=''a%c3%a4.txt; filename=b.txt", u"b.txt");
    row("Latin-1 called UTF-8", "attachment; filename*=utf-8''a-%E4.html; filename=b.txt", u"b.txt");
    row("overlong slash", "attachment; filename*=UTF-8''%c0%af.txt; filename=b.txt", u"b.txt");
    row("coded surrogate", "attachment; filename*=UTF-8''%ed%a0%80.txt; filename=b.txt", u"b.txt");
    row("half a unit of UTF-16", "attachment; filename*=utf-16le''a; filename=b.txt", u"b.txt");
    row("a byte order mark alone", "attachment; filename*=UTF-8''%EF%BB%BF; filename=b.txt", u"b.txt");
    row("percent at the end", "attachment; filename*=UTF-8''a%; filename=b.txt", u"b.txt");
    row("percent inside", "attachment; filename*=UTF-8''f%oo.html; filename=b.txt", u"b.txt");
    row("quoted, without a set", "attachment; filename*=\"a%20b.html\"", u"a b.html");

    row("continued, escapes", "attachment; filename*0=\"a\"; filename*1=\"\\b\\c.html\"", u"abc.html");
    row("continued, coded start", "attachment; filename*0*=UTF-8''a-%c3%a4; filename*1=\".html\"", u"a-\u00e4.html");
    row("continued, leading zero", "attachment; filename*0=\"a\"; filename*01=\"b\"", u"a");
    row("continued, unknown set", "attachment; filename*0*=x-none''a; filename=b.txt", u"b.txt");
    row("continued, cut percent", "attachment; filename*0*=UTF-8''a%c; filename=b.txt", u"b.txt");
    row("continued against extended", "a; filename*0*=ISO-8859-15''x%a4; filename*=ISO-8859-1''y%a4", u"y\u00a4");
    row("continued, raw UTF-8", "attachment; filename*0=\"\xe6\x96\"; filename*1=\"\x87.txt\"", u"\u6587.txt");
}

// Forms that no standard knows and that servers send.
void TestContentDisposition::servers_data()
{
    columns();
    row("text behind the closing quote", "attachment; filename=\"a.html\".txt", u"a.html");
    row("quote inside of a token", "attachment; filename=a\"b;c\"d", u"a\"b");
    row("quote at the end of a token", "attachment; filename=a.html\"", u"a.html\"");
    row("two quotes first", "attachment; filename=\"\"a.txt\"\"; filename=b.txt", u"b.txt");
    row("Windows path, escaped", "attachment; filename=\"C:\\\\dir\\\\a.txt\"", u"C:\\dir\\a.txt");
    row("Windows path, unquoted", "attachment; filename=C:\\dir\\a.txt", u"C:\\dir\\a.txt");
    row("backslash at the very end", "attachment; filename=\"a.txt\\", u"a.txt\\");
    row("no delimiter behind the value", "attachment; filename=a.txt size=3", u"a.txt size=3");
    row("two in one field", "attachment; filename=\"a.txt\", attachment; filename=\"b.txt\"", u"a.txt");
    row("attachment by a comma", "attachment,filename=\"a b.txt\"", u"a b.txt");
    row("byte order mark",
        "attachment; filename=\"\xef\xbb\xbf"
        "a.txt\"",
        u"a.txt");
    row("raw emoji", "attachment; filename=\"\xf0\x9f\x98\x80.txt\"", u"\U0001f600.txt");
    row("raw curly quotes",
        "attachment; filename=\xe2\x80\x9c"
        "a.txt\xe2\x80\x9d",
        u"\u201ca.txt\u201d");
    row("raw euro of Windows", "attachment; filename=\"5 \x80.txt\"", u"5 \u20ac.txt");
    row("UTF-8 and Latin-1 mixed", "attachment; filename=\"\xc3\xa4\xe4.txt\"", u"\u00c3\u00a4\u00e4.txt");
    row("raw, with an empty extended", "attachment; filename=\"\xc3\xa4.txt\"; filename*=", u"\u00e4.txt");
    row("extended without a set, behind a plain one", "attachment; filename=a.txt; filename*=b.txt", u"a.txt");
    row("extended with a raw quote", "attachment; filename*=UTF-8''\"a.txt\"", u"\"a.txt\"");
    row("entities stay", "attachment; filename=\"a&#228;.txt\"", u"a&#228;.txt");
    row("only an extension", "attachment; filename=\".txt\"", u".txt");
    row("blanks in quotes stay", "attachment; filename=\" a.txt \"", u" a.txt ");

    row("word, lower case", "attachment; filename=\"=?utf-8?b?YS50eHQ=?=\"", u"a.txt");
    row("word without padding", "attachment; filename=\"=?UTF-8?B?YS50eHQ?=\"", u"a.txt");
    row("word of no base64", "attachment; filename=\"=?UTF-8?B?!!?=\"", u"=?UTF-8?B?!!?=");
    row("word of no hex digits", "attachment; filename=\"=?UTF-8?Q?a=ZZ?=\"", u"=?UTF-8?Q?a=ZZ?=");
    row("word with a language", "attachment; filename=\"=?UTF-8*en?Q?a.txt?=\"", u"a.txt");
    row("word that is a path", "attachment; filename=\"=?UTF-8?Q?=2E=2E=2Fa.txt?=\"", u"../a.txt");
    row("words of two sets", "attachment; filename=\"=?UTF-8?Q?=C3=A4?= =?ISO-8859-1?Q?=F6?=.txt\"",
        u"\u00e4\u00f6.txt");
    row("word of an unknown set", "attachment; filename=\"=?x-none?Q?a.txt?=\"", u"a.txt");
    row("word with underscores", "attachment; filename=\"=?UTF-8?Q?a_b=5Fc.txt?=\"", u"a b_c.txt");
    row("word with a question mark inside", "attachment; filename=\"=?UTF-8?Q?a=3Fb.txt?=\"", u"a?b.txt");
    row("word that never ends", "attachment; filename=\"=?UTF-8?B?YS50eHQ\"", u"=?UTF-8?B?YS50eHQ");
    row("words in a token", "attachment; filename==?UTF-8?Q?a?= =?UTF-8?Q?b.txt?=", u"ab.txt");
    row("word in an extended one stays", "attachment; filename*=UTF-8''=?a?=.txt", u"=?a?=.txt");
}

void TestContentDisposition::nothingToTake_data()
{
    columns();
    row("another delimiter missing", "foo=foo filename=bar", none);
    row("longer parameter name", "attachment; xfilename=a.txt", none);
    row("name inside of another value", "attachment; example=\"filename=a.txt\"", none);
    row("colon for equals sign", "attachment; filename:a.txt", none);
    row("quoted parameter name", "attachment; \"filename\"=a.txt", none);
    row("white space before the star", "attachment; filename *=UTF-8''a.txt", none);
    row("semicolon at once", "attachment; filename=;size=3", none);
    row("both empty", "attachment; filename=\"\"; filename*=UTF-8''", none);
    row("no set at all", "attachment; filename*=''a.txt", none);
    row("one apostrophe alone", "attachment; filename*=UTF-8'a.txt", none);
    row("bytes of another set alone", "attachment; filename*=UTF-8''%ff.txt", none);
    row("half a unit of UTF-16 alone", "attachment; filename*=utf-16le''a", none);
    row("byte order mark alone", "attachment; filename=\"\xef\xbb\xbf\"", none);
    row("byte order mark alone, extended", "attachment; filename*=%EF%BB%BF", none);
    row("byte order mark alone, continued", "attachment; filename*0*=UTF-8''%EF%BB%BF", none);
    row("only white space", "attachment; filename=   ", none);
    row("empty word", "attachment; filename=\"=?UTF-8?Q?\?=\"", none);
    row("too long to be meant", "attachment; filename=" + QByteArray(20'000, 'a'), none);
    row("empty field", "", none);
    row("only a type", "attachment", none);
    row("empty name", "attachment; filename=", none);
    row("empty quotes", "attachment; filename=\"\"", none);
    row("no equals sign", "attachment; filename", none);
    row("only signs", ";;;===;;", none);
    row("name of a field is none", "form-data; name=\"a.txt\"", none);
}

void TestContentDisposition::check()
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
