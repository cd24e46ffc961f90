#include "app/Language.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QProcess>
#include <QTest>

#include <cstdio>

using namespace ferry;

/// The language at the first start is the system's. Which that is a program reads once, so each row is a program of its
/// own.
class TestApplicationLanguage : public QObject
{
    Q_OBJECT

private slots:
    void followsTheSystem_data();
    void followsTheSystem();
};

namespace {

constexpr char tell[] = "--tell";

/// Words of Ferry, words of Qt, a date and a time.
int tellWords(QGuiApplication &)
{
    Language language;
    language.use({});
    const QString words = QCoreApplication::translate("ferry::ui::WindowActions", "Upload files") + u'|' +
                          QCoreApplication::translate("QPlatformTheme", "Discard") + u'|' +
                          QLocale().toString(QDate(2026, 10, 4), QStringLiteral("d MMMM")) + u'|' +
                          QLocale().timeFormat(QLocale::ShortFormat).replace(QChar(0x202f), u' ');
    return std::fputs(words.toUtf8().constData(), stdout) < 0 ? 1 : 0;
}

} // namespace

void TestApplicationLanguage::followsTheSystem_data()
{
    QTest::addColumn<QString>("system");
    QTest::addColumn<QString>("words");
    const QString english = QStringLiteral("Upload files|Discard|4 October|HH:mm");
    const QString chinese = QStringLiteral("上传文件|丢弃|4 十月|HH:mm");
    QTest::newRow("none") << QStringLiteral("C.UTF-8") << english;
    QTest::newRow("English") << QStringLiteral("en_GB.UTF-8") << english;
    QTest::newRow("one that Ferry does not speak") << QStringLiteral("de_DE.UTF-8") << english;
    QTest::newRow("in a place for which English has no forms") << QStringLiteral("cs_CZ.UTF-8") << english;
    QTest::newRow("Chinese") << QStringLiteral("zh_CN.UTF-8") << chinese;
    QTest::newRow("Chinese as the second choice") << QStringLiteral("cs_CZ:zh_CN") << chinese;
}

void TestApplicationLanguage::followsTheSystem()
{
    QFETCH(QString, system);
    QFETCH(QString, words);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"LC_ALL", "LANG"})
        environment.insert(QString::fromLatin1(name), system.section(u':', 0, 0));
    environment.insert(QStringLiteral("LANGUAGE"), system);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(tell)});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), words);
}

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    if (argc > 1 && qstrcmp(argv[1], tell) == 0)
        return tellWords(application);
    TestApplicationLanguage test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_application_language.moc"
