#include "core/engine/SegmentSilence.h"

#include <algorithm>
#include <limits>
#include <QTest>
#include <utility>

using namespace ferry;

namespace {

constexpr qint64 never = std::numeric_limits<qint64>::max();
constexpr qint64 tickMs = 100;

/// When a connection brings something, as ms: a byte at the first moment and after each step, up to the last; and when
/// it is gone.
struct Line
{
    qint64 begunMs = 0;
    qint64 firstMs = 0;
    qint64 stepMs = tickMs;
    qint64 lastMs = never;
    qint64 goneMs = never;
    qint64 pauseFromMs = never;
    qint64 pauseToMs = never;

    Line goneAt(qint64 ms) const
    {
        Line line = *this;
        line.goneMs = ms;
        return line;
    }
};

constexpr Line silent{0, never};

Line begun(qint64 ms)
{
    return {ms, never};
}

Line each(qint64 stepMs, qint64 firstMs = 0)
{
    return {0, firstMs, stepMs};
}

/// All of it, and is gone.
Line done(qint64 ms)
{
    return {0, 0, tickMs, ms, ms + 1};
}

/// Stays, and brings no more.
Line stalled(qint64 ms)
{
    return {0, 0, tickMs, ms};
}

Line pausing(qint64 fromMs, qint64 toMs)
{
    return {0, 0, tickMs, never, never, fromMs, toMs};
}

qint64 bytesOf(const Line &line, qint64 nowMs)
{
    const bool isPaused = nowMs >= line.pauseFromMs && nowMs < line.pauseToMs;
    const qint64 ms = std::min(isPaused ? line.pauseFromMs : nowMs, line.lastMs);
    return ms < line.firstMs ? 0 : (ms - line.firstMs) / line.stepMs + 1;
}

void look(SegmentSilence &silence, const QList<Line> &lines, qint64 nowMs)
{
    qint64 bytes = 0;
    QList<SegmentSilence::Connection> running;
    for (int i = 0; i < int(lines.size()); ++i) {
        const Line &line = lines.at(i);
        bytes += bytesOf(line, nowMs);
        if (nowMs >= line.begunMs && nowMs < line.goneMs)
            running.append({i, bytesOf(line, nowMs), false});
    }
    silence.look(nowMs, bytes, running);
}

/// The first time at which somebody was silent for too long, and who; nobody within a minute.
std::pair<qint64, QList<int>> firstTooLong(SegmentSilence silence, const QList<Line> &lines)
{
    for (qint64 nowMs = 0; nowMs <= 60'000; nowMs += tickMs) {
        look(silence, lines, nowMs);
        if (!silence.tooLong().isEmpty())
            return {nowMs, silence.tooLong()};
    }
    return {-1, {}};
}

} // namespace

class TestSegmentSilence : public QObject
{
    Q_OBJECT

private slots:
    void whoIsSilentForTooLong_data();
    void whoIsSilentForTooLong();
    void aLimitIsNoSilence();
    void whatNobodyLookedAtDoesNotCount();
    void eachTimeTwiceAsLongIsPlausible();
    void whoWasGivenUpTeachesNothing();
};

void TestSegmentSilence::whoIsSilentForTooLong_data()
{
    QTest::addColumn<QList<Line>>("lines");
    QTest::addColumn<qint64>("firstByteMs");
    QTest::addColumn<qint64>("atMs"); ///< -1: at no time
    QTest::addColumn<QList<int>>("who");
    const auto row = [](const char *name, const QList<Line> &lines, qint64 atMs, const QList<int> &who,
                        qint64 firstByteMs = 0) { QTest::newRow(name) << lines << firstByteMs << atMs << who; };
    const qint64 least = SegmentSilence::leastMs;
    row("never a byte", {each(tickMs), silent, silent}, least, {1, 2});
    row("no more bytes", {each(tickMs), stalled(5000)}, 5000 + least, {1});
    row("all bring some", {each(tickMs), each(tickMs)}, -1, {});
    row("a byte a second", {each(tickMs), each(1000)}, -1, {});
    row("seldom, and always so", {each(tickMs), each(1900)}, -1, {});
    row("bursts by turns", {each(1000), each(1000, 500)}, -1, {});

    row("slow from the start", {each(tickMs), silent}, 6000, {1}, 1500);
    row("slow to others too", {each(tickMs), each(tickMs, 1500), silent}, 6000, {2});

    row("silent all", {silent, silent}, -1, {});
    row("all stop", {stalled(5000), stalled(5000), stalled(5900)}, -1, {});
    row("all stop for a while", {pausing(3000, 13'000), pausing(3000, 13'100), pausing(3000, 14'000)}, -1, {});
    row("the first to go on is done with it", {pausing(3000, 13'000).goneAt(13'000), pausing(3000, 13'200)}, -1, {});
    row("and another is the last", {pausing(3000, 13'000).goneAt(13'000), stalled(3000)}, 43'000, {1});
    row("all stop, and one goes on", {stalled(3000), pausing(3000, 13'000)}, 43'000, {0});

    row("others are done", {done(1500), silent, silent}, least, {1, 2});
    row("others were done soon", {done(500), silent, silent}, -1, {});
    row("the last one", {done(500), silent}, least, {1});
    row("the last one has brought some", {done(1000), stalled(800)}, 800 + least, {1});
    row("the last one has begun since", {done(500), begun(1000)}, -1, {});
    row("that one, and another goes on", {done(500), begun(1000), each(tickMs)}, 1000 + least, {1});
}

void TestSegmentSilence::whoIsSilentForTooLong()
{
    QFETCH(QList<Line>, lines);
    QFETCH(qint64, firstByteMs);
    const auto [atMs, who] = firstTooLong(SegmentSilence(firstByteMs), lines);
    QTEST(atMs, "atMs");
    QTEST(who, "who");
}

void TestSegmentSilence::aLimitIsNoSilence()
{
    SegmentSilence silence(0);
    qint64 nowMs = 0;
    const auto play = [&](qint64 upToMs, bool isHeld) {
        for (; nowMs < upToMs; nowMs += tickMs) {
            silence.look(nowMs, nowMs, {{1, nowMs, false}, {2, 0, isHeld}});
            if (!silence.tooLong().isEmpty())
                return false;
        }
        return true;
    };
    QVERIFY(play(20'000, true));
    QVERIFY(play(20'000 + SegmentSilence::leastMs - tickMs, false)); // from the last look at which it was held
    QVERIFY(!play(20'000 + SegmentSilence::leastMs, false));
}

// A disk held up whoever looks: of a minute, half a second counts.
void TestSegmentSilence::whatNobodyLookedAtDoesNotCount()
{
    SegmentSilence silence(0);
    const QList<Line> lines{each(tickMs), silent};
    look(silence, lines, 0);
    look(silence, lines, 60'000);
    for (qint64 nowMs = 60'100; nowMs < 61'500; nowMs += tickMs) {
        look(silence, lines, nowMs);
        QCOMPARE(silence.tooLong(), QList<int>());
    }
    look(silence, lines, 61'500);
    QCOMPARE(silence.tooLong(), QList<int>{1});
}

void TestSegmentSilence::eachTimeTwiceAsLongIsPlausible()
{
    SegmentSilence silence(0);
    for (const int doublings : {0, 1, 2, 3, 4, 5, 5, 5}) {
        QCOMPARE(firstTooLong(silence, {each(tickMs), begun(10'000), done(100)}).first,
                 doublings < 5 ? 10'000 + (SegmentSilence::leastMs << doublings) : -1);
        silence.gaveUp();
    }
}

void TestSegmentSilence::whoWasGivenUpTeachesNothing()
{
    SegmentSilence silence(0);
    const qint64 least = SegmentSilence::leastMs;
    QCOMPARE(firstTooLong(silence, {each(tickMs), silent}).first, least);
    for (qint64 nowMs = 0; nowMs <= least; nowMs += tickMs)
        look(silence, {each(tickMs), silent}, nowMs);
    QCOMPARE(silence.tooLong(), QList<int>{1});
    silence.gaveUp();
    QCOMPARE(silence.tooLong(), QList<int>());
    const QList<Line> lines{each(tickMs), silent.goneAt(least), begun(least + tickMs)};
    for (qint64 nowMs = least + tickMs; nowMs < 3 * least + tickMs; nowMs += tickMs) {
        look(silence, lines, nowMs);
        QCOMPARE(silence.tooLong(), QList<int>());
    }
    look(silence, lines, 3 * least + tickMs);
    QCOMPARE(silence.tooLong(), QList<int>{2});
}

QTEST_GUILESS_MAIN(TestSegmentSilence)
#include "tst_segmentsilence.moc"
