#include "core/types/ByteRanges.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ferry;

class TestByteRanges : public QObject
{
    Q_OBJECT

private slots:
    void rangesAreJoinedAndSorted_data();
    void rangesAreJoinedAndSorted();
    void nothingIsAddedByAnEmptyRange();
    void gapsAreTheRest();
    void runsAndNeighboursAreFound();
    void textIsReadBackExactly();
    void otherTextIsRefused_data();
    void otherTextIsRefused();
    void anyOrderGivesWhatABitForEachByteGives();
};

void TestByteRanges::rangesAreJoinedAndSorted_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<QByteArray>("result");
    QTest::newRow("the first one") << QByteArray() << 5LL << 10LL << QByteArray("5-9");
    QTest::newRow("before") << QByteArray("20-29") << 5LL << 10LL << QByteArray("5-9,20-29");
    QTest::newRow("behind") << QByteArray("0-9") << 20LL << 30LL << QByteArray("0-9,20-29");
    QTest::newRow("between") << QByteArray("0-9,40-49") << 20LL << 30LL << QByteArray("0-9,20-29,40-49");
    QTest::newRow("touches the one before") << QByteArray("0-9,40-49") << 10LL << 30LL << QByteArray("0-29,40-49");
    QTest::newRow("touches the one behind") << QByteArray("0-9,40-49") << 20LL << 40LL << QByteArray("0-9,20-49");
    QTest::newRow("fills the gap") << QByteArray("0-9,40-49") << 10LL << 40LL << QByteArray("0-49");
    QTest::newRow("overlaps") << QByteArray("0-9,40-49") << 5LL << 45LL << QByteArray("0-49");
    QTest::newRow("inside") << QByteArray("0-99") << 10LL << 20LL << QByteArray("0-99");
    QTest::newRow("around all") << QByteArray("10-19,30-39,50-59") << 0LL << 100LL << QByteArray("0-99");
    QTest::newRow("around two") << QByteArray("10-19,30-39,50-59") << 5LL << 45LL << QByteArray("5-44,50-59");
}

void TestByteRanges::rangesAreJoinedAndSorted()
{
    QFETCH(QByteArray, start);
    QFETCH(qint64, first);
    QFETCH(qint64, end);
    ByteRanges ranges = *ByteRanges::fromText(start);
    ranges.add({first, end});
    QTEST(ranges.toText(), "result");
}

void TestByteRanges::nothingIsAddedByAnEmptyRange()
{
    ByteRanges ranges;
    ranges.add({5, 5});
    ranges.add({9, 3});
    ranges.add({-4, 3});
    QVERIFY(ranges.isEmpty());
    QCOMPARE(ranges.size(), 0);
    QCOMPARE(ranges.toText(), QByteArray());
}

void TestByteRanges::gapsAreTheRest()
{
    QCOMPARE(ByteRanges().gaps(10), (ByteRanges{{0, 10}}));
    QCOMPARE(ByteRanges().gaps(0), ByteRanges());
    QCOMPARE((ByteRanges{{0, 10}}).gaps(10), ByteRanges());
    QCOMPARE((ByteRanges{{2, 4}, {6, 8}}).gaps(10), (ByteRanges{{0, 2}, {4, 6}, {8, 10}}));
    QCOMPARE((ByteRanges{{2, 4}, {6, 8}}).gaps(3), (ByteRanges{{0, 2}}));
}

void TestByteRanges::runsAndNeighboursAreFound()
{
    const ByteRanges ranges{{2, 4}, {6, 8}};
    QCOMPARE(ranges.size(), 4);
    QVERIFY(!ranges.holds(1) && ranges.holds(2) && ranges.holds(3) && !ranges.holds(4));
    QCOMPARE(ranges.endOfRun(0), 0);
    QCOMPARE(ranges.endOfRun(2), 4);
    QCOMPARE(ranges.endOfRun(3), 4);
    QCOMPARE(ranges.endOfRun(4), 4);
    QCOMPARE(ranges.nextHeld(0, 10), 2);
    QCOMPARE(ranges.nextHeld(3, 10), 3);
    QCOMPARE(ranges.nextHeld(4, 10), 6);
    QCOMPARE(ranges.nextHeld(8, 10), 10);
    QCOMPARE(ranges.nextHeld(4, 5), 5);
}

void TestByteRanges::textIsReadBackExactly()
{
    const ByteRanges ranges{{0, 1}, {5, 10}, {20, Q_INT64_C(0x7fffffffffffffff)}};
    QCOMPARE(ranges.toText(), QByteArray("0-0,5-9,20-9223372036854775806"));
    QCOMPARE(ByteRanges::fromText(ranges.toText()), std::optional(ranges));
    QCOMPARE(ByteRanges::fromText({}), std::optional(ByteRanges()));
}

void TestByteRanges::otherTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"5",
                             "-",
                             "5-",
                             "-5",
                             "5-4",
                             "0-9,",
                             ",0-9",
                             "0-9,10-19",
                             "0-9,5-19",
                             "20-29,0-9",
                             "0-9;20-29",
                             " 0-9",
                             "0 -9",
                             "+0-9",
                             "00-09",
                             "0x0-0x9",
                             "0-9-10",
                             "0-9223372036854775807",
                             "0-9223372036854775808",
                             "a-b"})
        QTest::newRow(text) << QByteArray(text);
}

void TestByteRanges::otherTextIsRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!ByteRanges::fromText(text));
}

void TestByteRanges::anyOrderGivesWhatABitForEachByteGives()
{
    QRandomGenerator random(4711);
    for (int round = 0; round < 300; ++round) {
        const int total = 1 + int(random.bounded(80));
        QByteArray bits(total, '0');
        ByteRanges ranges;
        for (int step = 0; step < 20; ++step) {
            const int first = int(random.bounded(total));
            const int end = first + int(random.bounded(total - first + 1));
            ranges.add({first, end});
            bits.replace(first, end - first, QByteArray(end - first, '1'));
            QCOMPARE(ranges.size(), bits.count('1'));
            QCOMPARE(ranges.gaps(total).size(), bits.count('0'));
            for (int i = 0; i < total; ++i)
                QCOMPARE(ranges.holds(i), bits.at(i) == '1');
            for (qsizetype i = 1; i < ranges.list().size(); ++i)
                QVERIFY(ranges.list().at(i - 1).end < ranges.list().at(i).first);
            QCOMPARE(ByteRanges::fromText(ranges.toText()), std::optional(ranges));
        }
    }
}

QTEST_GUILESS_MAIN(TestByteRanges)
#include "tst_byteranges.moc"
