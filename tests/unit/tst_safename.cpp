#include "core/io/SafeName.h"

#include <QTest>

using namespace ferry;

class TestSafeName : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void more_data();
    void more() { names(); }
    void everyDeviceName();
    void everySeparatorAndControl();
    void cuts_data();
    void cuts();
    void downloads_data();
    void downloads();
    void numbers_data();
    void numbers();
};

namespace {

void columns()
{
    QTest::addColumn<QString>("suggestion");
    QTest::addColumn<QString>("name");
}

void row(const char *tag, const char16_t *suggestion, const char16_t *name)
{
    QTest::newRow(tag) << QString::fromUtf16(suggestion) << QString::fromUtf16(name);
}

} // namespace

void TestSafeName::names_data()
{
    columns();
    row("plain", u"a.txt", u"a.txt");
    row("spaces inside", u"a b  c.txt", u"a b  c.txt");
    row("Chinese", u"\u6587\u4ef6.txt", u"\u6587\u4ef6.txt");
    row("emoji with joiner", u"\U0001f468\u200d\U0001f469.png", u"\U0001f468\u200d\U0001f469.png");
    row("harmless signs", u"a+b=c~d#e%20(1)[2]{3}&'!@$^,;.txt", u"a+b=c~d#e%20(1)[2]{3}&'!@$^,;.txt");
    row("decomposed", u"cafe\u0301.txt", u"caf\u00e9.txt");

    row("up", u"../../etc/passwd", u"passwd");
    row("absolute", u"/etc/passwd", u"passwd");
    row("backslashes", u"..\\..\\windows\\win.ini", u"win.ini");
    row("mixed", u"a/b\\c", u"c");
    row("drive", u"C:\\dir\\a.txt", u"a.txt");
    row("drive without a slash", u"C:a.txt", u"a.txt");
    row("UNC", u"\\\\server\\share\\a.txt", u"a.txt");
    row("slash at the end", u"dir/a/", u"a");
    row("dot", u".", u"");
    row("dots", u"..", u"");
    row("dots below", u"a/..", u"");
    row("slashes", u"///", u"");
    row("empty", u"", u"");
    row("full-width slash is a letter", u"a\uff0fb", u"a\uff0fb");

    row("stream of NTFS", u"a.txt:evil.exe", u"a.txt_evil.exe");
    row("Windows forbids", u"a<b>c\"d|e?f*g.txt", u"a_b_c_d_e_f_g.txt");
    row("NUL", u"a\U00000001b.txt", u"ab.txt");
    row("line break", u"a\r\nb.txt", u"ab.txt");
    row("escape", u"a\u001b[31mb.txt", u"a[31mb.txt");
    row("C1", u"a\u0085b.txt", u"ab.txt");
    row("right-to-left override", u"photo\u202egnp.exe", u"photognp.exe");
    row("isolates", u"\u2066a\u2069.txt", u"a.txt");
    row("marks", u"a\u200e\u200f\u061c.txt", u"a.txt");
    row("zero width", u"a\u200b\u2060\ufeffb.txt", u"ab.txt");
    row("soft hyphen", u"a\u00adb.txt", u"ab.txt");
    row("line separator", u"a\u2028b.txt", u"ab.txt");
    row("tags", u"a\U000e0041b.txt", u"ab.txt");

    row("leading dot", u".bashrc", u"bashrc");
    row("leading dash", u"-rf", u"rf");
    row("leading mixture", u" .-. -a.txt", u"a.txt");
    row("leading ideographic space", u"\u3000a.txt", u"a.txt");
    row("hidden dot", u"\u200b.bashrc", u"bashrc");
    row("trailing dot", u"a.txt.", u"a.txt");
    row("trailing spaces and dots", u"a.txt . .", u"a.txt");
    row("no-break space behind", u"a.txt\u00a0", u"a.txt");
    row("only dashes", u"---", u"");
    row("joiners alone", u"\u200d\u200c", u"");

    row("CON", u"CON", u"_CON");
    row("con with extension", u"con.txt", u"_con.txt");
    row("nul with two", u"Nul.tar.gz", u"_Nul.tar.gz");
    row("com with a space", u"com1 .txt", u"_com1 .txt");
    row("raised digit", u"COM\u00b9", u"_COM\u00b9");
    row("CONIN$", u"conin$", u"_conin$");
    row("no device", u"console.txt", u"console.txt");
    row("no device either", u"com10.txt", u"com10.txt");
    row("device inside", u"a.con", u"a.con");
    row("folder's setting", u"Desktop.ini", u"_Desktop.ini");

    row("desktop", u"a.desktop", u"a.desktop.download");
    row("desktop, any case", u"a.DeskTop", u"a.DeskTop.download");
    row("lnk", u"a.lnk", u"a.lnk.download");
    row("url", u"a.url", u"a.url.download");
    row("scf", u"a.scf", u"a.scf.download");
    row("local", u"a.exe.local", u"a.exe.local.download");
    row("desktop behind a dot", u"a.desktop.", u"a.desktop.download");
    row("desktop behind a space", u"a.desktop ", u"a.desktop.download");
    row("desktop in disguise", u"a.desk\u200btop", u"a.desktop.download");
    row("class id", u"a.{208D2C60-3AEA-1069-A2D7-08002B30309D}", u"a.{208D2C60-3AEA-1069-A2D7-08002B30309D}.download");
    row("nothing but the suffix", u".desktop", u"desktop");
    row("already marked", u"a.desktop.download", u"a.desktop.download");
    row("inner", u"a.desktop.txt", u"a.desktop.txt");
}

// More of the same, in the ways that names arrive.
void TestSafeName::more_data()
{
    columns();
    row("many slashes", u"////a//b///c.txt", u"c.txt");
    row("slash behind dots", u"..././a.txt", u"a.txt");
    row("dots and backslash", u"..\\", u"");
    row("tilde", u"~/.ssh/authorized_keys", u"authorized_keys");
    row("tilde alone", u"~", u"~");
    row("coded slash stays", u"..%2f..%2fa.txt", u"%2f..%2fa.txt");
    row("drive alone", u"C:", u"");
    row("drive and a dot file", u"C:.profile", u"profile");
    row("two drives", u"C:D:a.txt", u"D_a.txt");
    row("digit is no drive", u"1:a.txt", u"1_a.txt");
    row("device path", u"\\\\.\\PhysicalDrive0", u"PhysicalDrive0");
    row("long path", u"\\\\?\\C:\\a.txt", u"a.txt");
    row("address", u"http://h.example/a.txt?b=c", u"a.txt_b=c");
    row("division slash is a letter", u"a\u2215b", u"a\u2215b");
    row("full-width backslash is a letter", u"a\uff3cb", u"a\uff3cb");
    row("full-width dots are letters", u"\uff0e\uff0e", u"\uff0e\uff0e");
    row("two dots in one character", u"\u2025", u"\u2025");

    row("default stream", u"a.txt::$DATA", u"a.txt__$DATA");
    row("wild cards alone", u"*?", u"__");
    row("pipe first", u"|rm", u"_rm");
    row("delete", u"a\u007fb", u"ab");
    row("bell", u"\u0007a", u"a");
    row("tab", u"a\tb.txt", u"ab.txt");
    row("bidi embedding", u"\u202aa\u202bb\u202cc\u202dd", u"abcd");
    row("every isolate", u"\u2066a\u2067b\u2068c\u2069", u"abc");
    row("Arabic letter mark", u"\u061ca.txt", u"a.txt");
    row("Mongolian separator", u"a\u180eb", u"ab");
    row("word joiner", u"a\u2060b", u"ab");
    row("interlinear", u"a\ufff9b\ufffbc", u"abc");
    row("paragraph separator", u"a\u2029b", u"ab");
    row("half of a pair", u"a\xd800.txt", u"a\ufffd.txt");
    row("no character", u"a\xffff.txt", u"a.txt");
    row("private use stays", u"a\ue000.txt", u"a\ue000.txt");
    row("Hebrew stays", u"\u05e9\u05dc\u05d5\u05dd.txt", u"\u05e9\u05dc\u05d5\u05dd.txt");
    row("Persian joiner stays", u"\u0645\u06cc\u200c\u062e.txt", u"\u0645\u06cc\u200c\u062e.txt");
    row("flag", u"\U0001f1e8\U0001f1ed.txt", u"\U0001f1e8\U0001f1ed.txt");
    row("Hangul composes", u"\u1112\u1161\u11ab.txt", u"\ud55c.txt");
    row("ligature stays", u"\ufb01.txt", u"\ufb01.txt");

    row("dots and dashes first", u"--.-.a", u"a");
    row("option", u"--help", u"help");
    row("no-break space first", u"\u00a0a", u"a");
    row("dash of another kind stays", u"\u2013a", u"\u2013a");
    row("underscore stays", u"_a", u"_a");
    row("ellipsis stays", u"\u2026a", u"\u2026a");
    row("dot file with extension", u".config.json", u"config.json");
    row("htaccess", u".htaccess", u"htaccess");
    row("trailing ideographic space", u"a.txt\u3000", u"a.txt");
    row("trailing joiner", u"a.txt\u200d", u"a.txt");
    row("trailing dots of three", u"a...", u"a");
    row("only dots and spaces", u" . . ", u"");
    row("only controls", u"\u0001\u0002", u"");
    row("only a byte order mark", u"\ufeff", u"");

    row("aux behind a path", u"x/aux.h", u"_aux.h");
    row("device behind a dash", u"-con", u"_con");
    row("device in disguise", u"c\u200bon.txt", u"_con.txt");
    row("device with trailing dots", u"nul...", u"_nul");
    row("device with a stream", u"con:a", u"con_a");
    row("LPT with a raised digit", u"lpt\u00b2.txt", u"_lpt\u00b2.txt");
    row("clock", u"CLOCK$", u"_CLOCK$");
    row("conout", u"CONOUT$.txt", u"_CONOUT$.txt");
    row("com without a digit", u"com.txt", u"com.txt");
    row("com0", u"com0", u"_com0");
    row("thumbs", u"THUMBS.DB", u"_THUMBS.DB");

    row("URL, any case", u"a.Url", u"a.Url.download");
    row("LNK, any case", u"a.LNK", u"a.LNK.download");
    row("SCF, any case", u"a.Scf", u"a.Scf.download");
    row("LOCAL, any case", u"a.exe.LoCaL", u"a.exe.LoCaL.download");
    row("lnk behind the escape", u"a.txt\u202e.lnk", u"a.txt.lnk.download");
    row("lnk behind dots", u"a.lnk...", u"a.lnk.download");
    row("lnk behind a no-break space", u"a.lnk\u00a0", u"a.lnk.download");
    row("url with a long s is none", u"a.ur\u017f", u"a.ur\u017f");
    row("desktop with a long s", u"a.de\u017fktop", u"a.de\u017fktop.download");
    row("two that act", u"a.url.desktop", u"a.url.desktop.download");
    row("suffix as the whole name", u"desktop", u"desktop");
    row("download itself", u"a.download", u"a.download");
    row("programs keep their name", u"a.exe", u"a.exe");
    row("scripts keep their name", u"a.sh", u"a.sh");
}

void TestSafeName::names()
{
    QFETCH(QString, suggestion);
    QFETCH(QString, name);
    QCOMPARE(safeFileName(suggestion), name);
}

void TestSafeName::everyDeviceName()
{
    QStringList devices = {QStringLiteral("CON"), QStringLiteral("PRN"), QStringLiteral("AUX"), QStringLiteral("NUL")};
    for (int i = 0; i < 10; ++i)
        devices << QStringLiteral("COM%1").arg(i) << QStringLiteral("LPT%1").arg(i);
    for (const QString &device : devices) {
        for (const QString &form :
             {device, device.toLower(), device + QLatin1String(".a.b"), device + QLatin1String(" .a")})
            QCOMPARE(safeFileName(form), u'_' + form);
    }
}

void TestSafeName::everySeparatorAndControl()
{
    for (char16_t c = 0; c < 0xa0; ++c) {
        const QString name = safeFileName(QStringLiteral("a") + QChar(c) + QStringLiteral("b"));
        const bool kept = name.contains(QChar(c)) && c != u'_';
        const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        const bool forbidden = QStringView(u"/\\<>:\"|?*").contains(QChar(c));
        QCOMPARE(kept, c != u'_' && !control && !forbidden);
    }
}

void TestSafeName::cuts_data()
{
    QTest::addColumn<QString>("suggestion");
    QTest::addColumn<QString>("end");
    const QString a300(300, u'a');
    QTest::newRow("extension survives") << a300 + QStringLiteral(".txt") << QStringLiteral("aa.txt");
    QTest::newRow("double extension survives") << a300 + QStringLiteral(".tar.gz") << QStringLiteral("aa.tar.gz");
    QTest::newRow("no extension") << a300 << QStringLiteral("aa");
    QTest::newRow("three bytes each") << QString(200, QChar(0x6587)) + QStringLiteral(".txt")
                                      << QStringLiteral("\u6587.txt");
    QTest::newRow("four bytes each") << QStringLiteral("\U0001f600").repeated(100) + QStringLiteral(".txt")
                                     << QStringLiteral("\U0001f600.txt");
    QTest::newRow("marked suffix survives")
        << a300 + QStringLiteral(".desktop") << QStringLiteral("aa.desktop.download");
    QTest::newRow("endless extension") << QStringLiteral("a.") + a300 << QStringLiteral("aa");
    QTest::newRow("cut bares a suffix") << QString(251, u'a') + QStringLiteral(".url ") + a300
                                        << QStringLiteral("aa.url.download");
    QTest::newRow("cut bares a space") << QString(250, u'a') + QString(20, u' ') + QStringLiteral("b.txt")
                                       << QStringLiteral("aa.txt");
    QTest::newRow("cut bares a dot") << QString(250, u'a') + QString(20, u'.') + a300 << QStringLiteral("aa");
    QTest::newRow("growing by composition")
        << QStringLiteral("a\u0301").repeated(200) + QStringLiteral(".txt") << QStringLiteral("\u00e1.txt");
    QTest::newRow("a thousand marks") << QStringLiteral("a") + QString(1000, QChar(0x0363)) + QStringLiteral(".txt")
                                      << QString();
}

void TestSafeName::cuts()
{
    QFETCH(QString, suggestion);
    QFETCH(QString, end);
    const QString name = safeFileName(suggestion);
    QVERIFY2(name.endsWith(end), qPrintable(name));
    QVERIFY(name.toUtf8().size() <= 255);
    QVERIFY(end.isEmpty() || name.toUtf8().size() > 200);
    QVERIFY(name.isValidUtf16());
    QCOMPARE(safeFileName(name), name);
}

void TestSafeName::downloads_data()
{
    QTest::addColumn<QString>("suggestion"); // null: none
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *tag, const char16_t *suggestion, const char *url, const char16_t *name) {
        QTest::newRow(tag) << (suggestion ? QString::fromUtf16(suggestion) : QString()) << QByteArray(url)
                           << QString::fromUtf16(name);
    };
    row("header", u"a.txt", "http://h.example/b.txt", u"a.txt");
    row("header of nothing safe", u"../..", "http://h.example/b.txt", u"b.txt");
    row("address", nullptr, "http://h.example/x/b.txt?c=d.txt#e", u"b.txt");
    row("address, decoded", nullptr, "http://h.example/a%20b%e6%96%87.txt", u"a b\u6587.txt");
    row("address, Latin-1", nullptr, "http://h.example/caf%E9.txt", u"caf\u00e9.txt");
    row("address, plus stays", nullptr, "http://h.example/a+b.txt", u"a+b.txt");
    row("address, coded slash", nullptr, "http://h.example/a%2Fb.txt", u"b.txt");
    row("address, coded dots", nullptr, "http://h.example/%2e%2e%2f", u"h.example");
    row("address, dangerous", nullptr, "http://h.example/a.desktop", u"a.desktop.download");
    row("address, NUL", nullptr, "http://h.example/a%00b.txt", u"ab.txt");
    row("folder", nullptr, "http://h.example/x/", u"h.example");
    row("host", nullptr, "http://h.example", u"h.example");
    row("host that acts", nullptr, "http://printer.local/", u"printer.local.download");
    row("IPv6", nullptr, "http://[::1]/", u"__1");
    row("header of dots", u"...", "http://h.example/b.txt", u"b.txt");
    row("header empty", u"", "http://h.example/b.txt", u"b.txt");
    row("header of controls", u"\u202e\u0001", "http://h.example/b.txt", u"b.txt");
    row("address, folder of dots", nullptr, "http://h.example/a/..", u"h.example");
    row("address, dot file", nullptr, "http://h.example/.bashrc", u"bashrc");
    row("address, dashes", nullptr, "http://h.example/-rf", u"rf");
    row("address, coded dot file", nullptr, "http://h.example/%2ebashrc", u"bashrc");
    row("address, coded backslash", nullptr, "http://h.example/a%5Cb.txt", u"b.txt");
    row("address, coded twice", nullptr, "http://h.example/a%252fb.txt", u"a%2fb.txt");
    row("address, semicolon", nullptr, "http://h.example/a.txt;v=1", u"a.txt;v=1");
    row("address, device", nullptr, "http://h.example/con", u"_con");
    row("address, only query", nullptr, "http://h.example/?f=a.txt", u"h.example");
    row("host in Unicode", nullptr, "http://xn--bcher-kva.example/", u"xn--bcher-kva.example");
    row("host with a port", nullptr, "http://h.example:8080/", u"h.example");
    row("host with user info", nullptr, "http://u:p@h.example/", u"h.example");
    row("nothing", nullptr, "", u"download");
}

void TestSafeName::downloads()
{
    QFETCH(QString, suggestion);
    QFETCH(QByteArray, url);
    const auto header = suggestion.isNull() ? std::nullopt : std::optional(suggestion);
    QTEST(nameForDownload(header, QUrl::fromEncoded(url)), "name");
}

void TestSafeName::numbers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("n");
    QTest::addColumn<QString>("numbered");
    const auto row = [](const char *name, int n, const char *numbered) {
        QTest::newRow(name) << QString::fromUtf8(name) << n << QString::fromUtf8(numbered);
    };
    row("a.txt", 1, "a (1).txt");
    row("a", 12, "a (12)");
    row("a.tar.gz", 1, "a (1).tar.gz");
    row("a.TAR.XZ", 1, "a (1).TAR.XZ");
    row("a.sql.gz", 1, "a (1).sql.gz");
    row("a.b.gz", 1, "a.b (1).gz");
    row("v1.2.zip", 1, "v1.2 (1).zip");
    row("a.desktop.download", 3, "a (3).desktop.download");
    row("tar.gz", 1, "tar (1).gz");
    row("Mr. Smith wrote this", 1, "Mr. Smith wrote this (1)");
    const QString longName = QString(251, u'a') + QStringLiteral(".txt");
    QTest::newRow("long") << longName << 7 << QString(247, u'a') + QStringLiteral(" (7).txt");
}

void TestSafeName::numbers()
{
    QFETCH(QString, name);
    QFETCH(int, n);
    QTEST(numberedName(name, n), "numbered");
    QVERIFY(numberedName(name, 99'999).toUtf8().size() <= 255);
}

QTEST_GUILESS_MAIN(TestSafeName)
#include "tst_safename.moc"
