#include "core/store/Settings.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void defaults();
    void keepsWhatWasChosen();
    void outOfRangeIsBounded();
    void damagedValuesFallBack();
    void historyIsNewestFirstWithoutUserInfo();
    void destinationsSurvive();
    void groupingSurvives_data();
    void groupingSurvives();
    void groupingOfAnOlderFile();
    void secretsOfADestinationAreKeptByNameAlone();
    void developerServerIsNotStored();
    void everythingLiesBelowTheProfile();
    void exceptionsSurviveAndTheOthersEnd();
    void oneExceptionForAHostAndPort();
    void halfAnExceptionIsNone();
    void proxyIsKeptWithoutItsPassword();
    void damagedProxyIsNeverADirectConnection();

private:
    static CertificateException exception(const QString &host, int port, char byte);
    static QByteArray fileOf(const QTemporaryDir &dir);
};

CertificateException TestSettings::exception(const QString &host, int port, char byte)
{
    return {host, port, QByteArray(32, byte), QDateTime(QDate(2026, 11, 22), QTime(10, 42, int(byte)), Qt::UTC)};
}

QByteArray TestSettings::fileOf(const QTemporaryDir &dir)
{
    QFile file(dir.filePath(QStringLiteral("ferry.ini")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestSettings::defaults()
{
    QTemporaryDir dir;
    const Settings s(dir.path());
    QCOMPARE(s.parallel(), 10);
    QCOMPARE(s.timeoutSeconds(), 60);
    QCOMPARE(s.answerTimeoutSeconds(), 60);
    QVERIFY(!s.saveDirectory().isEmpty());
    QVERIFY(s.noteOrigin());
    QVERIFY(!s.http2());
    QCOMPARE(s.language(), QString());
    QCOMPARE(s.colourScheme(), ColourScheme::System);
    QVERIFY(s.destinations().isEmpty());
}

void TestSettings::keepsWhatWasChosen()
{
    QTemporaryDir dir;
    {
        Settings s(dir.path());
        QSignalSpy changed(&s, &Settings::changed);
        s.setParallel(3);
        s.setTimeoutSeconds(5);
        s.setAnswerTimeoutSeconds(3600);
        s.setSaveDirectory(QStringLiteral("/srv/inbox"));
        s.setLanguage(QStringLiteral("zh_CN"));
        s.setColourScheme(ColourScheme::Dark);
        QCOMPARE(changed.count(), 6);
        s.setParallel(3);
        QCOMPARE(changed.count(), 6);
    }
    const Settings again(dir.path());
    QCOMPARE(again.parallel(), 3);
    QCOMPARE(again.timeoutSeconds(), 5);
    QCOMPARE(again.answerTimeoutSeconds(), 3600);
    QCOMPARE(again.saveDirectory(), QStringLiteral("/srv/inbox"));
    QCOMPARE(again.language(), QStringLiteral("zh_CN"));
    QCOMPARE(again.colourScheme(), ColourScheme::Dark);
}

void TestSettings::outOfRangeIsBounded()
{
    QTemporaryDir dir;
    Settings s(dir.path());
    s.setParallel(99);
    QCOMPARE(s.parallel(), 10);
    s.setParallel(0);
    QCOMPARE(s.parallel(), 1);
    s.setTimeoutSeconds(61);
    QCOMPARE(s.timeoutSeconds(), 60);
    s.setAnswerTimeoutSeconds(100000);
    QCOMPARE(s.answerTimeoutSeconds(), 3600);
}

void TestSettings::damagedValuesFallBack()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("ferry.ini")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[transfers]\nparallel=many\ntimeout=-5\nsaveTo=\n[destinations]\nsize=2\n1\\name=\n");
    file.close();
    const Settings s(dir.path());
    QCOMPARE(s.parallel(), 10);
    QCOMPARE(s.timeoutSeconds(), 1);
    QVERIFY(!s.saveDirectory().isEmpty());
    QVERIFY(s.destinations().isEmpty());
}

void TestSettings::historyIsNewestFirstWithoutUserInfo()
{
    QTemporaryDir dir;
    Settings s(dir.path());
    for (int i = 0; i < 25; ++i)
        s.addAddress(QUrl(QStringLiteral("https://me:secret@h%1.example/up").arg(i)));
    s.addAddress(QUrl(QStringLiteral("https://h10.example/up")));
    QCOMPARE(s.addressHistory().size(), 20);
    QCOMPARE(s.addressHistory().first(), QStringLiteral("https://h10.example/up"));
    QCOMPARE(s.addressHistory().count(QStringLiteral("https://h10.example/up")), 1);
    QVERIFY(!s.addressHistory().join(u' ').contains(QStringLiteral("secret")));

    // The name of a secret stays, so that its value can be asked for; one that had no value was meant so.
    s.addAddress(QUrl(QStringLiteral("https://h.example/up?token=secret&x=1")));
    QCOMPARE(s.addressHistory().first(), QStringLiteral("https://h.example/up?token=&x=1"));
    s.addAddress(QUrl(QStringLiteral("https://h.example/up?token=&x=2")));
    QCOMPARE(s.addressHistory().first(), QStringLiteral("https://h.example/up?x=2"));
}

void TestSettings::destinationsSurvive()
{
    QTemporaryDir dir;
    Destination d;
    d.name = QStringLiteral("图床, the \"image\" host");
    d.url = QUrl(QStringLiteral("https://img.example.net/api?a=b%20c"));
    d.method = QByteArrayLiteral("PUT");
    d.fieldName = QStringLiteral("media");
    d.fields = {{QStringLiteral("album"), QByteArrayLiteral("a, b"), {}},
                {QStringLiteral("album"), QByteArrayLiteral("c"), {}}};
    d.headers = {{QByteArrayLiteral("X-Tag"), QByteArrayLiteral("1")}};
    d.grouping = Grouping::Together;
    d.identity = Identity{QStringLiteral("wx1"), QStringLiteral("7")};
    {
        Settings s(dir.path());
        QSignalSpy changed(&s, &Settings::destinationsChanged);
        s.setDestinations({d});
        QCOMPARE(changed.count(), 1);
    }
    QCOMPARE(Settings(dir.path()).destinations(), QList<Destination>{d});
}

void TestSettings::groupingSurvives_data()
{
    QTest::addColumn<int>("grouping");
    QTest::addColumn<bool>("older");
    QTest::newRow("one request per file") << int(Grouping::OneEach) << false;
    QTest::newRow("all together") << int(Grouping::Together) << true;
    QTest::newRow("file as body") << int(Grouping::WholeBody) << false;
}

void TestSettings::groupingSurvives()
{
    QFETCH(int, grouping);
    QTemporaryDir dir;
    Destination d;
    d.name = QStringLiteral("Lab");
    d.url = QUrl(QStringLiteral("https://lab.example/in"));
    d.method = QByteArrayLiteral("PUT");
    d.grouping = Grouping(grouping);
    Settings(dir.path()).setDestinations({d});
    QCOMPARE(Settings(dir.path()).destinations(), QList<Destination>{d});
    // What a Ferry without files as bodies makes of it: never all files in one form.
    const QSettings file(dir.filePath(QStringLiteral("ferry.ini")), QSettings::IniFormat);
    QTEST(file.value(QStringLiteral("destinations/1/together")).toBool(), "older");
}

void TestSettings::groupingOfAnOlderFile()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("ferry.ini")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[destinations]\nsize=3\n1\\name=A\n1\\url=https://a.example/\n1\\together=true\n"
               "2\\name=B\n2\\url=https://b.example/\n2\\method=PUT\n2\\together=false\n"
               "3\\name=C\n3\\url=https://c.example/\n");
    file.close();
    const QList<Destination> all = Settings(dir.path()).destinations();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).grouping, Grouping::Together);
    QCOMPARE(all.at(1).grouping, Grouping::WholeBody); // it lost the word, and a form is not put
    QCOMPARE(all.at(2).grouping, Grouping::OneEach);
}

void TestSettings::secretsOfADestinationAreKeptByNameAlone()
{
    QTemporaryDir dir;
    Destination d;
    d.name = QStringLiteral("Lab");
    d.url = QUrl(QStringLiteral("https://me:canary-1@lab.example/in?a=1&token=canary-2&sig=&b=%26#x"));
    Settings(dir.path()).setDestinations({d});
    QVERIFY(!fileOf(dir).contains("canary"));
    QCOMPARE(Settings(dir.path()).destinations().value(0).url.toString(QUrl::FullyEncoded),
             QStringLiteral("https://lab.example/in?a=1&token=&sig=&b=%26#x"));
}

void TestSettings::developerServerIsNotStored()
{
    QTemporaryDir dir;
    Settings s(dir.path());
    Destination d;
    d.name = QStringLiteral("Developer server");
    d.url = QUrl(QStringLiteral("http://127.0.0.1:1/upload"));
    d.builtIn = true;
    s.setDestinations({d});
    QVERIFY(s.destinations().isEmpty());
}

void TestSettings::everythingLiesBelowTheProfile()
{
    QTemporaryDir dir;
    const QString profile = dir.filePath(QStringLiteral("new/profile"));
    {
        Settings s(profile);
        s.setParallel(2);
        QVERIFY(s.writable());
    }
    QVERIFY(QFile::exists(profile + QStringLiteral("/ferry.ini")));
}

void TestSettings::exceptionsSurviveAndTheOthersEnd()
{
    QTemporaryDir dir;
    const CertificateException kept = exception(QStringLiteral("files.lab.example"), 8443, 1);
    const CertificateException session = exception(QStringLiteral("::1"), 443, 2);
    {
        Settings s(dir.path());
        QSignalSpy trusted(&s, &Settings::certificateTrusted);
        s.addCertificateException(kept, true);
        s.addCertificateException(session, false);
        QCOMPARE(trusted.count(), 2);
        QCOMPARE(s.certificateExceptions(), (QList<CertificateException>{kept, session}));
        QVERIFY(s.isKept(kept));
        QVERIFY(!s.isKept(session));
    }
    QCOMPARE(Settings(dir.path()).certificateExceptions(), QList<CertificateException>{kept});
}

void TestSettings::oneExceptionForAHostAndPort()
{
    QTemporaryDir dir;
    Settings s(dir.path());
    const CertificateException first = exception(QStringLiteral("a.example"), 443, 1);
    const CertificateException second = exception(QStringLiteral("a.example"), 443, 2);
    const CertificateException elsewhere = exception(QStringLiteral("a.example"), 8443, 3);
    s.addCertificateException(first, true);
    s.addCertificateException(elsewhere, true);
    CertificateException shouted = second;
    shouted.host = QStringLiteral("A.Example");
    s.addCertificateException(shouted, false); // also in place of one that is kept
    QCOMPARE(s.certificateExceptions(), (QList<CertificateException>{second, elsewhere}));
    QVERIFY(!s.isKept(second));
    QSignalSpy distrusted(&s, &Settings::certificateDistrusted);
    s.removeCertificateException(QStringLiteral("a.example"), 443);
    s.removeCertificateException(QStringLiteral("a.example"), 443);
    QCOMPARE(distrusted.count(), 1);
    QCOMPARE(s.certificateExceptions(), QList<CertificateException>{elsewhere});
    s.removeCertificateException(QStringLiteral("a.example"), 8443);
    QVERIFY(s.certificateExceptions().isEmpty());
}

void TestSettings::halfAnExceptionIsNone()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("ferry.ini")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[trust]\nsize=4\n1\\host=a.example\n1\\port=443\n1\\sha256=4f2a\n"
               "2\\host=b.example\n2\\port=0\n2\\sha256=" +
               QByteArray(32, 1).toHex() +
               "\n"
               "3\\host=\n3\\port=443\n3\\sha256=" +
               QByteArray(32, 1).toHex() +
               "\n"
               "4\\host=Good.Example\n4\\port=443\n4\\sha256=" +
               QByteArray(32, 1).toHex() + "\n");
    file.close();
    const Settings s(dir.path());
    QCOMPARE(s.certificateExceptions().size(), 1);
    QCOMPARE(s.certificateExceptions().first().host, QStringLiteral("good.example"));
}

void TestSettings::proxyIsKeptWithoutItsPassword()
{
    QTemporaryDir dir;
    QCOMPARE(Settings(dir.path()).proxy(), ProxyChoice());
    {
        Settings s(dir.path());
        QSignalSpy changed(&s, &Settings::changed);
        s.setProxy({ProxyChoice::Explicit, QUrl(QStringLiteral("socks5h://me:canary-7f3@proxy.example:1080/x?y"))});
        QVERIFY(!changed.isEmpty());
        ProxyChoice expected{ProxyChoice::Explicit, QUrl(QStringLiteral("socks5h://me@proxy.example:1080"))};
        QCOMPARE(s.proxy(), expected);
        expected.noProxyFor = QStringLiteral("lab.example, 192.168.0.0/16");
        s.setProxy(expected);
        QCOMPARE(s.proxy(), expected);
    }
    QVERIFY(fileOf(dir).contains("proxy.example"));
    QVERIFY2(!fileOf(dir).contains("canary-7f3"), "a password is in the file");
    Settings again(dir.path());
    QCOMPARE(again.proxy().url.userName(), QStringLiteral("me"));
    QCOMPARE(again.proxy().noProxyFor, QStringLiteral("lab.example, 192.168.0.0/16"));
    again.setProxy({ProxyChoice::None, {}});
    QCOMPARE(again.proxy().kind, ProxyChoice::None);
    again.setProxy({});
    QCOMPARE(again.proxy().kind, ProxyChoice::System);
}

void TestSettings::damagedProxyIsNeverADirectConnection()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("ferry.ini")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[network]\nproxy=address\nproxyAddress=http://[bad\n");
    file.close();
    QCOMPARE(Settings(dir.path()).proxy().kind, ProxyChoice::Explicit);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
