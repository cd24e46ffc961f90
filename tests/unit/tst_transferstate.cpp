#include "core/types/TransferSnapshot.h"

#include <QTest>

using namespace ferry;
using enum TransferState;

class TestTransferState : public QObject
{
    Q_OBJECT

private slots:
    void everyPair_data();
    void everyPair();
    void groupsAreTold();
    void percentIsHonest_data();
    void percentIsHonest();
};

// One row a state; the columns are the states in the order of the enumeration, x where the way is open.
void TestTransferState::everyPair_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<QByteArray>("open");
    struct Row { TransferState from; const char *open; };
    //                      QuCoSeAwReVeRdSvDoRfFaCaUnPaWa
    const Row rows[] = {
        {Queued,            " x        xx xx"},
        {Connecting,        "x xxxx   xxxxxx"},
        {Sending,           "xx xx    xxxxxx"},
        {Awaiting,          "xx  xx  xxxxxxx"},
        {Receiving,         "xx   x  xxxxxxx"},
        {Verifying,         "xx    xx  xx xx"},
        {Ready,             "x      x   x   "},
        {Saving,            "      x x xx   "},
        {Done,              "x              "},
        {Refused,           "x              "},
        {Failed,            "x              "},
        {Cancelled,         "x              "},
        {Unknown,           "x       x      "},
        {Paused,            "x          x   "},
        {Waiting,           "xx         x x "},
    };
    for (const Row &row : rows)
        QTest::newRow(stateName(row.from)) << int(row.from) << QByteArray(row.open);
    QCOMPARE(int(std::size(rows)), transferStateCount);
}

void TestTransferState::everyPair()
{
    QFETCH(int, from);
    QFETCH(QByteArray, open);
    QCOMPARE(open.size(), transferStateCount);
    for (int to = 0; to < transferStateCount; ++to) {
        QVERIFY2(canTransition(TransferState(from), TransferState(to)) == (open.at(to) == 'x'),
                 stateName(TransferState(to)));
    }
}

void TestTransferState::groupsAreTold()
{
    for (int i = 0; i < transferStateCount; ++i) {
        const auto s = TransferState(i);
        const int groups = int(isActive(s)) + int(isFinal(s)) + int(s == Queued || s == Paused || s == Waiting || s == Ready);
        QVERIFY2(groups == 1, stateName(s));
        QVERIFY(!isOnWire(s) || isActive(s));
    }
}

void TestTransferState::percentIsHonest_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<qint64>("done");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<int>("percent");
    QTest::newRow("rounded down") << int(Sending) << qint64(999) << qint64(1000) << 99;
    QTest::newRow("all sent is not the end") << int(Awaiting) << qint64(1000) << qint64(1000) << 99;
    QTest::newRow("more than all") << int(Receiving) << qint64(2000) << qint64(1000) << 99;
    QTest::newRow("unknown total") << int(Receiving) << qint64(2000) << qint64(-1) << -1;
    QTest::newRow("empty file, running") << int(Sending) << qint64(0) << qint64(0) << 0;
    QTest::newRow("empty file, done") << int(Done) << qint64(0) << qint64(0) << 100;
    QTest::newRow("ready") << int(Ready) << qint64(5) << qint64(-1) << 100;
    QTest::newRow("8 EiB") << int(Receiving) << qint64(1) << Q_INT64_C(0x7fffffffffffffff) << 0;
    QTest::newRow("half of 8 EiB") << int(Receiving) << Q_INT64_C(0x4fffffffffffffff) << Q_INT64_C(0x7fffffffffffffff) << 62;
}

void TestTransferState::percentIsHonest()
{
    QFETCH(int, state);
    QFETCH(qint64, done);
    QFETCH(qint64, total);
    TransferSnapshot s;
    s.state = TransferState(state);
    s.bytesDone = done;
    s.bytesTotal = total;
    QTEST(s.percent(), "percent");
}

QTEST_GUILESS_MAIN(TestTransferState)
#include "tst_transferstate.moc"
