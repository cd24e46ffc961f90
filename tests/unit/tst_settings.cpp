#include "core/store/Settings.h"

#include <QDir>
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
    void developerServerIsNotStored();
    void everythingLiesBelowTheProfile();
};

void TestSettings::defaults()
{
    QTemporaryDir dir;
    const Settings s(dir.path());
    QCOMPARE(s.parallel(), 10);
    QCOMPARE(s.timeoutSeconds(), 60);
    QCOMPARE(s.answerTimeoutSeconds(), 60);
    QVERIFY(!s.saveDirectory().isEmpty());
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
}

void TestSettings::destinationsSurvive()
{
    QTemporaryDir dir;
    Destination d;
    d.name = QStringLiteral("图床, the \"image\" host");
    d.url = QUrl(QStringLiteral("https://img.example.net/api?a=b%20c"));
    d.method = QByteArrayLiteral("PUT");
    d.fieldName = QStringLiteral("media");
    d.fields = {{QStringLiteral("album"), QByteArrayLiteral("a, b"), {}}, {QStringLiteral("album"), QByteArrayLiteral("c"), {}}};
    d.headers = {{QByteArrayLiteral("X-Tag"), QByteArrayLiteral("1")}};
    d.together = true;
    d.identity = Identity{QStringLiteral("wx1"), QStringLiteral("7")};
    {
        Settings s(dir.path());
        QSignalSpy changed(&s, &Settings::destinationsChanged);
        s.setDestinations({d});
        QCOMPARE(changed.count(), 1);
    }
    QCOMPARE(Settings(dir.path()).destinations(), QList<Destination>{d});
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

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
