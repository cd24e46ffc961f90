#include "core/models/IdRows.h"

#include <QTest>

using namespace ferry;

class TestIdRows : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatItIsGiven();
    void forgetsWhatIsRemoved();
};

// Ids of the store and of a launch lie far apart, and pages are full to their ends.
void TestIdRows::keepsWhatItIsGiven()
{
    constexpr TransferId far = TransferId(1) << 48;
    IdRows rows;
    for (int i = 0; i < 5000; ++i) {
        rows.insert(TransferId(i + 1), i);
        rows.insert(far + TransferId(i), 5000 + i);
    }
    for (int i = 0; i < 5000; ++i) {
        QCOMPARE(rows.value(TransferId(i + 1)), i);
        QCOMPARE(rows.value(far + TransferId(i)), 5000 + i);
    }
    rows.insert(7, 70);
    QCOMPARE(rows.value(7), 70);
    QVERIFY(!rows.contains(0));
    QCOMPARE(rows.value(5001), -1);
    QCOMPARE(rows.value(far - 1), -1);
}

void TestIdRows::forgetsWhatIsRemoved()
{
    IdRows rows;
    for (TransferId id = 1; id <= 3000; ++id)
        rows.insert(id, int(id));
    for (TransferId id = 1; id <= 3000; id += 2) {
        rows.remove(id);
        rows.remove(id); // a second time changes nothing
    }
    rows.remove(100000);
    for (TransferId id = 1; id <= 3000; ++id)
        QCOMPARE(rows.contains(id), id % 2 == 0);
    for (TransferId id = 2; id <= 3000; id += 2)
        rows.remove(id);
    rows.insert(2, 5);
    QCOMPARE(rows.value(2), 5);
    QCOMPARE(rows.value(4), -1);
}

QTEST_GUILESS_MAIN(TestIdRows)
#include "tst_idrows.moc"
