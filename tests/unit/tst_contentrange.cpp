#include "core/http/ContentRange.h"

#include <QTest>

using namespace ferry;

class TestContentRange : public QObject
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
};

void TestContentRange::fields_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("size");
    const auto good = [](const char *field, qint64 first, qint64 last, qint64 total, qint64 size) {
        QTest::newRow(field) << QByteArray(field) << true << first << last << total << size;
    };
    good("bytes 0-499/1234", 0, 499, 1234, 500);
    good("bytes 500-999/1234", 500, 999, 1234, 500);
    good("bytes 734-1233/1234", 734, 1233, 1234, 500);
    good("bytes 42-1233/*", 42, 1233, -1, 1192);
    good("bytes */1234", -1, -1, 1234, 0);
    good("bytes */0", -1, -1, 0, 0);
    good("bytes 0-0/1", 0, 0, 1, 1);
    good("BYTES 0-0/1", 0, 0, 1, 1);
    good(" bytes 0-0/1\t", 0, 0, 1, 1);
    good("bytes 000-009/010", 0, 9, 10, 10);
    good("bytes 0-9223372036854775805/9223372036854775806", 0, 9223372036854775805, 9223372036854775806,
         9223372036854775806);
    good("bytes 0-9223372036854775806/*", 0, 9223372036854775806, -1, 9223372036854775807);
    good("bytes 4294967296-4294967297/4294967298", 4294967296, 4294967297, 4294967298, 2);

    for (const char *field : {"",
                              "bytes",
                              "bytes ",
                              "bytes 0-9",
                              "bytes 0-9/",
                              "bytes /10",
                              "bytes -/10",
                              "bytes 0-/10",
                              "bytes -9/10",
                              "bytes */*",
                              "bytes *",
                              "bytes 9-0/10",  // the last before the first
                              "bytes 0-10/10", // one byte more than there are
                              "bytes 10-10/10",
                              "bytes 0-9/0",
                              "bytes=0-9/10",
                              "bytes: 0-9/10",
                              "bytes  0-9/10",
                              "bytes 0 -9/10",
                              "bytes 0-9 /10",
                              "bytes 0-9/ 10",
                              "bytes 0-9/10 11",
                              "bytes +0-9/10",
                              "bytes 0-+9/10",
                              "bytes 0-9/-10",
                              "bytes --9/10",
                              "bytes 0-9/10/11",
                              "bytes 0-9-10/11",
                              "bytes 0-9/10, bytes 0-9/10",
                              "bytes 0-4,5-9/10",
                              "bytes 0x0-0x9/10",
                              "bytes 0.0-9/10",
                              "bytes 1e1-20/30",
                              "bytes 0-9/10;a=b",
                              "bytes\t0-9/10",
                              "0-9/10",
                              "octets 0-9/10",
                              "items 0-9/10",
                              "none",
                              "bytes 0-9223372036854775807/*",
                              "bytes 0-9/9223372036854775807",
                              "bytes 0-9223372036854775808/*",
                              "bytes 18446744073709551616-18446744073709551617/*",
                              "bytes 0-99999999999999999999999999999999/*",
                              "bytes \xd9\xa0-9/10"})
        QTest::newRow(*field ? field : "empty") << QByteArray(field) << false << -1LL << -1LL << -1LL << 0LL;
}

void TestContentRange::fields()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, valid);
    const std::optional<ContentRange> range = parseContentRange(field);
    QCOMPARE(range.has_value(), valid);
    const ContentRange found = range.value_or(ContentRange());
    QTEST(found.first, "first");
    QTEST(found.last, "last");
    QTEST(found.total, "total");
    QTEST(found.size(), "size");
    QCOMPARE(valid && found.isSatisfied(), found.first >= 0);
}

QTEST_GUILESS_MAIN(TestContentRange)
#include "tst_contentrange.moc"
