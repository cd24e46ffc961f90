#include "ui/queue/RowLayout.h"

#include <QTest>

using namespace ferry::ui;

namespace {

const RowMetrics metrics13;

RowWidths busy()
{
    return {32, 110, 56, 140, 50, {28, 28}};
}

} // namespace

class TestQueueLayout : public QObject
{
    Q_OBJECT

private slots:
    void heightFollowsTheFonts();
    void placesOfTheDesign();
    void nothingOverlaps_data();
    void nothingOverlaps();
    void nameKeepsItsHalf();
    void percentGoesFirst();
    void bytesBecomeTheTotal();
    void twoIconsOrOneWord();
    void stateBeforeNumbers();
};

void TestQueueLayout::heightFollowsTheFonts()
{
    QCOMPARE(rowHeight(metrics13), 56);
    QCOMPARE(rowHeight({40, 36}), 94);
}

void TestQueueLayout::placesOfTheDesign()
{
    const RowLayout l = layoutRow(QRect(0, 0, 640, 56), metrics13, busy());
    QCOMPARE(l.tile, QRect(16, 10, 36, 36));
    QCOMPARE(l.disc.right() + 1, l.tile.right() + 1 + 5);
    QCOMPARE(l.disc.bottom() + 1, l.tile.bottom() + 1 + 4);
    QCOMPARE(l.name.topLeft(), QPoint(64, 7));
    QCOMPARE(l.word.y(), 27);
    QCOMPARE(l.bar, QRect(64, 47, 640 - 12 - 96 - 12 - 64, 4));
    QCOMPARE(l.bytes.right(), l.bar.right());
    QCOMPARE(l.actions.size(), 2);
    QCOMPARE(l.actions.last().right() + 1, 640 - 12);
    QCOMPARE(l.actions.first().size(), QSize(28, 28));
}

void TestQueueLayout::nothingOverlaps_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QPoint>("at");
    for (int width = 240; width <= 1400; width += 29)
        QTest::addRow("%d", width) << width << QPoint(width % 7, width % 300);
}

void TestQueueLayout::nothingOverlaps()
{
    QFETCH(int, width);
    QFETCH(QPoint, at);
    const QRect row(at, QSize(width, 56));
    const RowLayout l = layoutRow(row, metrics13, busy());
    QList<QRect> line1 = {l.name, l.percent, l.bytes}, line2 = {l.icon, l.word, l.explanation, l.right};
    for (const QList<QRect> &line : {line1 + l.actions, line2 + l.actions}) {
        for (qsizetype i = 0; i < line.size(); ++i) {
            if (line.at(i).isEmpty())
                continue;
            QVERIFY(row.contains(line.at(i)));
            for (qsizetype j = i + 1; j < line.size(); ++j)
                QVERIFY(!line.at(i).intersects(line.at(j)));
        }
    }
    QVERIFY(row.contains(l.bar));
}

void TestQueueLayout::nameKeepsItsHalf()
{
    for (int width = 300; width < 1200; width += 13) {
        RowWidths wide = busy();
        wide.bytes = 400;
        const RowLayout l = layoutRow(QRect(0, 0, width, 56), metrics13, wide);
        QVERIFY(l.name.width() * 2 >= l.bar.width());
    }
}

void TestQueueLayout::percentGoesFirst()
{
    // The text block is the row without 64 at the left and 120, or 96 when narrow, at the right.
    QVERIFY(!layoutRow(QRect(0, 0, 64 + 360 + 120, 56), metrics13, busy()).percent.isEmpty());
    const RowLayout narrow = layoutRow(QRect(0, 0, 64 + 359 + 120, 56), metrics13, busy());
    QVERIFY(narrow.percent.isEmpty());
    QVERIFY(!narrow.bytes.isEmpty());
}

void TestQueueLayout::bytesBecomeTheTotal()
{
    const RowLayout tiny = layoutRow(QRect(0, 0, 64 + 250 + 96, 56), metrics13, busy());
    QVERIFY(tiny.shortBytes);
    QCOMPARE(tiny.bytes.width(), 56);
    QVERIFY(!layoutRow(QRect(0, 0, 64 + 300 + 96, 56), metrics13, busy()).shortBytes);
}

void TestQueueLayout::twoIconsOrOneWord()
{
    RowWidths word = busy();
    word.actions = {62, 28};
    QCOMPARE(layoutRow(QRect(0, 0, 640, 56), metrics13, word).actions.size(), 2);
    const RowLayout narrow = layoutRow(QRect(0, 0, 420, 56), metrics13, word);
    QCOMPARE(narrow.actions.size(), 1);
    QCOMPARE(narrow.actions.first().width(), 62);
    QCOMPARE(layoutRow(QRect(0, 0, 420, 56), metrics13, busy()).actions.size(), 2);
}

void TestQueueLayout::stateBeforeNumbers()
{
    RowWidths w = busy();
    w.word = 180;
    const RowLayout l = layoutRow(QRect(0, 0, 64 + 280 + 96, 56), metrics13, w);
    QCOMPARE(l.word.width(), 180);
    QVERIFY(l.right.isEmpty());
}

QTEST_GUILESS_MAIN(TestQueueLayout)
#include "tst_queuelayout.moc"
