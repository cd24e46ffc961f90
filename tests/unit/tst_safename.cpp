#include "core/io/SafeName.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace ferry;

class TestSafeName : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void everyDeviceName();
    void everySeparatorAndControl();
    void cuts_data();
    void cuts();
    void downloads_data();
    void downloads();
    void numbers_data();
    void numbers();
    void anyNameIsSafe();
};

void TestSafeName::names_data()
{
    QTest::addColumn<QString>("suggestion");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *tag, const char16_t *suggestion, const char16_t *name) {
        QTest::newRow(tag) << QString::fromUtf16(suggestion) << QString::fromUtf16(name);
    };
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

namespace {

/// Names out of everything that was ever trouble, mixed.
QString randomName(QRandomGenerator &random)
{
    static const QStringList pieces = {
        QStringLiteral(".."),
        QStringLiteral("/"),
        QStringLiteral("\\"),
        QStringLiteral("."),
        QStringLiteral("-"),
        QStringLiteral(" "),
        QStringLiteral("CON"),
        QStringLiteral("nul"),
        QStringLiteral("com1"),
        QStringLiteral(".desktop"),
        QStringLiteral(".url"),
        QStringLiteral(".lnk"),
        QStringLiteral(".tar.gz"),
        QStringLiteral(".txt"),
        QStringLiteral("C:"),
        QStringLiteral("\u202e"),
        QStringLiteral("\u200d"),
        QStringLiteral("\u00b9"),
        QStringLiteral("\u0301"),
        QStringLiteral("\U0001f600"),
        QString(QChar(0xd800)),
        QString(QChar(0xdc00)),
        QString(QChar(0)),
        QStringLiteral("\n"),
        QStringLiteral(":"),
        QStringLiteral("*"),
        QStringLiteral("\u6587\u4ef6"),
        QStringLiteral("\u3000"),
        QStringLiteral("{a}"),
        QStringLiteral(".download"),
        QStringLiteral("desktop.ini"),
        QString(90, QChar(0x6587)),
        QString(120, u'x'),
        QStringLiteral("\ufeff"),
        QString(QChar(0xffff)),
        QStringLiteral("$"),
        QStringLiteral("\u1e9b\u0323"),
        QStringLiteral("\u0130"),
    };
    QString name;
    const int count = random.bounded(1, 9);
    for (int i = 0; i < count; ++i) {
        if (random.bounded(4) == 0)
            name += QChar(ushort(random.bounded(1, 0xffff)));
        else
            name += pieces.at(random.bounded(int(pieces.size())));
    }
    return name;
}

} // namespace

void TestSafeName::anyNameIsSafe()
{
    QTemporaryDir directory;
    const int descriptor = ::open(QFile::encodeName(directory.path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    QVERIFY(descriptor >= 0);
    QRandomGenerator random(20240229);
    for (int i = 0; i < 10'000; ++i) {
        const QString suggestion = randomName(random);
        const QString name = nameForDownload(suggestion, QUrl());
        const QByteArray bytes = name.toUtf8();
        const auto why = [&] { return QByteArray(suggestion.toUtf8().toHex(' ') + " -> " + bytes); };
        QVERIFY2(!bytes.isEmpty() && bytes.size() <= 255, why().constData());
        QVERIFY2(!bytes.contains('/') && !bytes.contains('\\') && !bytes.contains('\0') && !bytes.contains(':'),
                 why().constData());
        QVERIFY2(!bytes.startsWith('.') && !bytes.startsWith('-') && !bytes.endsWith('.') && !bytes.endsWith(' '),
                 why().constData());
        QVERIFY2(!bytes.endsWith(".desktop") && !bytes.endsWith(".url") && !bytes.endsWith(".lnk"), why().constData());
        QCOMPARE(safeFileName(name), name);
        for (const QString &created : {name, numberedName(name, 1)}) {
            const QByteArray encoded = created.toUtf8();
            const int file = ::openat(descriptor, encoded.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
            QVERIFY2(file >= 0, why().constData());
            ::close(file);
            QCOMPARE(::unlinkat(descriptor, encoded.constData(), 0), 0);
        }
    }
    ::close(descriptor);
    QVERIFY(QDir(directory.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestSafeName)
#include "tst_safename.moc"
