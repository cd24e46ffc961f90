#include "core/http/FormEncoding.h"

#include <QSet>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace ferry;

class TestFormEncoding : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void fileNames_data();
    void fileNames();
    void boundaryIsAllowedAndShort();
    void boundariesNeverRepeat();
    void boundariesAreNotReckonedFromOneAnother();
};

void TestFormEncoding::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char *tag, const char16_t *name, const char *written) {
        QTest::newRow(tag) << QString::fromUtf16(name) << QByteArray(written);
    };
    row("plain", u"file", "file");
    row("empty", u"", "");
    row("quote", u"a\"b", "a%22b");
    row("backslash stays", u"a\\b", "a\\b");
    row("percent stays", u"50%22", "50%22");
    row("LF becomes CR LF", u"a\nb", "a%0D%0Ab");
    row("CR becomes CR LF", u"a\rb", "a%0D%0Ab");
    row("CR LF stays one", u"a\r\nb", "a%0D%0Ab");
    row("LF CR are two", u"a\n\rb", "a%0D%0A%0D%0Ab");
    row("CR at the end", u"a\r", "a%0D%0A");
    row("semicolon", u"a; filename=x", "a; filename=x");
    row("Chinese is raw UTF-8", u"文件", "\xe6\x96\x87\xe4\xbb\xb6");
    row("beyond the first plane", u"\U0001f600", "\xf0\x9f\x98\x80");
    row("brackets", u"a[0]", "a[0]");
    row("tab stays", u"a\tb", "a\tb");
}

void TestFormEncoding::names()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, written);
    QCOMPARE(formDataDisposition(name), "form-data; name=\"" + written + '"');
}

void TestFormEncoding::fileNames_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QStringLiteral("a.txt") << QByteArray("a.txt");
    QTest::newRow("quote") << QStringLiteral("a\".txt") << QByteArray("a%22.txt");
    // Unlike a name, a file's name keeps the line ends that it has.
    QTest::newRow("LF alone") << QStringLiteral("a\n.txt") << QByteArray("a%0A.txt");
    QTest::newRow("CR alone") << QStringLiteral("a\r.txt") << QByteArray("a%0D.txt");
    QTest::newRow("accents") << QStringLiteral("r\u00e9sum\u00e9.pdf") << QByteArray("r\xc3\xa9sum\xc3\xa9.pdf");
    QTest::newRow("backslash") << QStringLiteral("a\\b") << QByteArray("a\\b");
    QTest::newRow("empty") << QString() << QByteArray();
}

void TestFormEncoding::fileNames()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, written);
    QCOMPARE(formDataDisposition(QStringLiteral("f\n"), fileName),
             "form-data; name=\"f%0D%0A\"; filename=\"" + written + '"');
}

void TestFormEncoding::boundaryIsAllowedAndShort()
{
    const QByteArray boundary = makeBoundary();
    QVERIFY(boundary.size() >= 40 && boundary.size() <= 70);
    for (const char c : boundary)
        QVERIFY(QChar::fromLatin1(c).isLetterOrNumber());
}

void TestFormEncoding::boundariesNeverRepeat()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < 10'000; ++i)
        seen.insert(makeBoundary());
    QCOMPARE(seen.size(), 10'000);
}

/// A generator of the process, once seeded, goes on with the same numbers in a copy of the process; the system's does
/// not.
void TestFormEncoding::boundariesAreNotReckonedFromOneAnother()
{
    makeBoundary();
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const QByteArray boundary = makeBoundary();
        const bool told = ::write(ends[1], boundary.constData(), size_t(boundary.size())) == boundary.size();
        ::_exit(told ? 0 : 1);
    }
    ::close(ends[1]);
    const QByteArray here = makeBoundary();
    QByteArray there(200, '\0');
    there.resize(qMax(ssize_t(0), ::read(ends[0], there.data(), size_t(there.size()))));
    ::close(ends[0]);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QCOMPARE(there.size(), here.size());
    QVERIFY(there != here);
}

QTEST_GUILESS_MAIN(TestFormEncoding)
#include "tst_formencoding.moc"
