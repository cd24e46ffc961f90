#include "core/http/HttpDate.h"
#include "core/http/RetryAfter.h"

#include <QTest>

using namespace ferry;
using namespace std::chrono;

class TestRetryAfter : public QObject
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void dates_data();
    void dates();
    void everyDayOfTwoYears();
};

namespace {

constexpr qint64 none = -1;
/// 1994-11-06 08:49:37, the example of RFC 9110.
constexpr sys_seconds now = sys_days(year(1994) / 11 / 6) + hours(8) + minutes(49) + seconds(37);

} // namespace

void TestRetryAfter::fields_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<qint64>("wait"); // s; -1: garbage
    const auto row = [](const char *field, qint64 wait) {
        QTest::newRow(*field ? field : "empty") << QByteArray(field) << wait;
    };
    row("0", 0);
    row("1", 1);
    row("120", 120);
    row("3600", 3600);
    row("3601", 3601);
    row("007", 7);
    row("  30\t", 30);
    row("2147483648", 2147483648);
    row("2147483649", 2147483648); // absurd, but no garbage
    row("9223372036854775808", 2147483648);
    row("99999999999999999999999999999999999999", 2147483648);
    row("Sun, 06 Nov 1994 08:49:37 GMT", 0);
    row("Sun, 06 Nov 1994 08:49:38 GMT", 1);
    row("Sun, 06 Nov 1994 09:49:37 GMT", 3600);
    row("Mon, 07 Nov 1994 08:49:37 GMT", 86400);
    row("Sun, 06 Nov 1994 08:49:36 GMT", 0); // past
    row("Thu, 01 Jan 1970 00:00:00 GMT", 0);
    row("Sat, 01 Jan 0001 00:00:00 GMT", 0);
    row("Fri, 31 Dec 9999 23:59:59 GMT", 2147483648);
    row("Sunday, 06-Nov-94 08:50:37 GMT", 60);
    row("Sun Nov  6 08:50:37 1994", 60);
    for (const char *garbage : {"",
                                " ",
                                "-1",
                                "+1",
                                "1.5",
                                "1,5",
                                "1s",
                                "1 s",
                                "1 2",
                                "1, 2",
                                "0x10",
                                "1e3",
                                "soon",
                                "never",
                                "P1D",
                                "PT1H",
                                "\xd9\xa1",
                                "1\n2",
                                "Sun, 06 Nov 1994",
                                "1994-11-06T08:49:38Z",
                                "06 Nov 1994 08:49:38 GMT"})
        row(garbage, none);
}

void TestRetryAfter::fields()
{
    QFETCH(QByteArray, field);
    const std::optional<seconds> wait = parseRetryAfter(field, now);
    QTEST(wait ? qint64(wait->count()) : none, "wait");
}

void TestRetryAfter::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("epoch"); // -1: none
    const auto row = [](const char *text, qint64 epoch) { QTest::newRow(text) << QByteArray(text) << epoch; };
    row("Sun, 06 Nov 1994 08:49:37 GMT", 784111777);
    row("Sunday, 06-Nov-94 08:49:37 GMT", 784111777);
    row("Sun Nov  6 08:49:37 1994", 784111777);
    row("sun, 06 nov 1994 08:49:37 gmt", 784111777);
    row("Sun, 6 Nov 1994 08:49:37 GMT", 784111777);
    row("Mon, 06 Nov 1994 08:49:37 GMT", 784111777); // the wrong day
    row("Sun, 06 Nov 1994 08:49:37 UTC", 784111777);
    row("Sunday, 06-Nov-1994 08:49:37 GMT", 784111777);
    row("Sun, 06-Nov-1994 08:49:37 GMT", 784111777);
    row("Tue, 29 Feb 2000 00:00:00 GMT", 951782400);
    row("Sat, 31 Dec 2016 23:59:60 GMT", 1483228800);     // a leap second
    row("Wednesday, 01-Jan-44 00:00:00 GMT", 2335219200); // 50 years ahead
    row("Sunday, 01-Jan-45 00:00:00 GMT", -788918400);    // 51 would be too far
    row("Friday, 01-Jan-99 00:00:00 GMT", 915148800);
    for (const char *garbage : {"Sun, 31 Feb 1994 08:49:37 GMT",   "Tue, 29 Feb 1900 00:00:00 GMT",
                                "Sun, 00 Nov 1994 08:49:37 GMT",   "Sun, 06 Non 1994 08:49:37 GMT",
                                "Sun, 06 Nov 1994 24:00:00 GMT",   "Sun, 06 Nov 1994 08:60:37 GMT",
                                "Sun, 06 Nov 1994 08:49:61 GMT",   "Sun, 06 Nov 1994 8:49:37 GMT",
                                "Sun, 06 Nov 1994 08:49 GMT",      "Sun, 06 Nov 1994 08:49:37 CET",
                                "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 06 Nov 1994 08:49:37",
                                "Son, 06 Nov 1994 08:49:37 GMT",   "Sun, 06 Nov 94 08:49:37 GMT",
                                "Sun, 06 Nov 11994 08:49:37 GMT",  "Sun, +6 Nov 1994 08:49:37 GMT",
                                "Sun, 06 Nov 1994 08:49:-7 GMT",   "Sun, 06 ovD 1994 08:49:37 GMT",
                                "Sunday, 06-Nov-9 08:49:37 GMT",   "Sunday, 06-Nov 08:49:37 GMT",
                                "Sun Nov 6 08:49:37 94",           ",,,,,,"})
        row(garbage, none);
    QTest::newRow("endless") << QByteArray("Sun,") + QByteArray(100'000, ' ') + "06 Nov 1994 08:49:37 GMT" << none;
}

void TestRetryAfter::dates()
{
    QFETCH(QByteArray, text);
    const std::optional<sys_seconds> date = parseHttpDate(text, now);
    QTEST(date ? qint64(date->time_since_epoch().count()) : none, "epoch");
}

void TestRetryAfter::everyDayOfTwoYears()
{
    const QLocale english(QLocale::C);
    for (QDateTime day(QDate(2023, 1, 1), QTime(12, 34, 56), Qt::UTC); day.date().year() < 2025; day = day.addDays(1)) {
        const QString imf = english.toString(day, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
        const QString old = english.toString(day, QStringLiteral("dddd, dd-MMM-yy hh:mm:ss 'GMT'"));
        const QString c = english.toString(day, QStringLiteral("ddd MMM d hh:mm:ss yyyy"));
        for (const QString &text : {imf, old, c}) {
            const auto date = parseHttpDate(text.toLatin1(), sys_seconds(seconds(day.toSecsSinceEpoch())));
            QVERIFY2(date && date->time_since_epoch().count() == day.toSecsSinceEpoch(), qPrintable(text));
        }
    }
}

QTEST_GUILESS_MAIN(TestRetryAfter)
#include "tst_retryafter.moc"
