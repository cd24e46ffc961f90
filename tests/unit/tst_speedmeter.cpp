#include "core/engine/SpeedMeter.h"

#include <QTest>

using namespace ferry;

class TestSpeedMeter : public QObject
{
    Q_OBJECT

private slots:
    void saysNothingBeforeOneSecond();
    void isTheMeanOfTheLastThreeSeconds();
    void timeLeftComesAfterThreeSeconds();
    void timeLeftIsUnknownWithoutATotalOrASpeed();
    void bytesThereBeforeDoNotCount();
    void denseSamplesDoNotShortenTheWindow();
};

void TestSpeedMeter::saysNothingBeforeOneSecond()
{
    SpeedMeter m;
    m.start(0, 0);
    m.sample(900, 9000);
    QCOMPARE(m.bytesPerSecond(), -1.0);
    m.sample(1000, 10000);
    QCOMPARE(m.bytesPerSecond(), 10000.0);
}

void TestSpeedMeter::isTheMeanOfTheLastThreeSeconds()
{
    SpeedMeter m;
    m.start(0, 0);
    qint64 bytes = 0;
    for (qint64 ms = 100; ms <= 10000; ms += 100) {
        bytes += ms <= 7000 ? 1000 : 100; // 10 kB/s, then 1 kB/s for the last 3 s
        m.sample(ms, bytes);
    }
    QCOMPARE(m.bytesPerSecond(), 1000.0);
}

void TestSpeedMeter::timeLeftComesAfterThreeSeconds()
{
    SpeedMeter m;
    m.start(0, 0);
    for (qint64 ms = 100; ms < 3000; ms += 100)
        m.sample(ms, ms);
    QCOMPARE(m.secondsLeft(5000), -1);
    m.sample(3000, 3000);
    QCOMPARE(m.secondsLeft(5000), 5);
    QCOMPARE(m.secondsLeft(5001), 6);
    QCOMPARE(m.secondsLeft(0), 0);
}

void TestSpeedMeter::timeLeftIsUnknownWithoutATotalOrASpeed()
{
    SpeedMeter m;
    m.start(0, 0);
    for (qint64 ms = 100; ms <= 5000; ms += 100)
        m.sample(ms, 0);
    QCOMPARE(m.bytesPerSecond(), 0.0);
    QCOMPARE(m.secondsLeft(100), -1);
    QCOMPARE(m.secondsLeft(-1), -1);
}

void TestSpeedMeter::bytesThereBeforeDoNotCount()
{
    SpeedMeter m;
    m.start(0, 1'000'000);
    m.sample(2000, 1'002'000);
    QCOMPARE(m.bytesPerSecond(), 1000.0);
}

void TestSpeedMeter::denseSamplesDoNotShortenTheWindow()
{
    SpeedMeter m;
    m.start(0, 0);
    for (qint64 ms = 1; ms <= 6000; ++ms)
        m.sample(ms, ms);
    QVERIFY2(qAbs(m.bytesPerSecond() - 1000.0) < 1.0, qPrintable(QString::number(m.bytesPerSecond())));
}

QTEST_GUILESS_MAIN(TestSpeedMeter)
#include "tst_speedmeter.moc"
