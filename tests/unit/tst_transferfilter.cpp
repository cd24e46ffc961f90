#include "core/models/SnapshotInlet.h"
#include "core/models/TransferFilterModel.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace ferry;

namespace {

TransferSnapshot item(TransferId id, TransferState state, const QString &name = {}, qint64 total = 1000)
{
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("https://files%1.example.com/").arg(id % 3));
    TransferSnapshot s;
    s.id = id;
    s.request = std::make_shared<const TransferRequest>(request);
    s.state = state;
    s.name = name.isEmpty() ? QStringLiteral("file-%1").arg(id) : name;
    s.bytesTotal = total;
    return s;
}

QList<TransferSnapshot> doneAndFailed(int count)
{
    QList<TransferSnapshot> items;
    for (int id = 1; id <= count; ++id)
        items.append(item(TransferId(id), id % 2 ? TransferState::Done : TransferState::Failed));
    return items;
}

QList<TransferId> idsOf(const TransferFilterModel &model)
{
    QList<TransferId> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.snapshotAt(row).id);
    return ids;
}

QList<TransferId> selectedIn(const TransferFilterModel &model, const QItemSelectionModel &selection)
{
    QList<TransferId> ids;
    for (const QModelIndex &index : selection.selectedIndexes())
        ids.append(model.snapshotAt(index.row()).id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace

class TestTransferFilter : public QObject
{
    Q_OBJECT

private slots:
    void manySpansAreTwoAtMost();
    void selectionSurvivesTheFilter();
    void allSelectedAndFiltered();
    void whateverHappensTheOrderHolds_data();
    void whateverHappensTheOrderHolds();
    void searchFollowsNames();
    void searchNarrowsAndWidens();
    void lettersOfAnyCase();
    void inletTakesTurns();
    void inletKeepsTheOrder();
    void inletPassesTheShortAtOnce();
};

void TestTransferFilter::manySpansAreTwoAtMost()
{
    TransferModel model;
    TransferFilterModel filtered(model);
    QAbstractItemModelTester tester(&filtered, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply(doneAndFailed(400));
    QSignalSpy removed(&filtered, &TransferFilterModel::rowsRemoved);
    QSignalSpy inserted(&filtered, &TransferFilterModel::rowsInserted);
    filtered.setFilter(TransferFilter::Done);
    QCOMPARE(filtered.rowCount(), 200);
    filtered.setFilter(TransferFilter::Problems);
    QCOMPARE(filtered.rowCount(), 200);
    filtered.setFilter(TransferFilter::All);
    QCOMPARE(filtered.rowCount(), 400);
    const QList<TransferId> ids = idsOf(filtered);
    QCOMPARE(ids.first(), TransferId(400));
    QVERIFY(std::is_sorted(ids.crbegin(), ids.crend()));
    QCOMPARE(removed.count(), 2);
    QCOMPARE(inserted.count(), 2);
}

void TestTransferFilter::selectionSurvivesTheFilter()
{
    TransferModel model;
    TransferFilterModel filtered(model);
    QItemSelectionModel selection(&filtered);
    model.apply(doneAndFailed(1000));
    for (const TransferId id : QList<TransferId>{11, 12, 501, 502, 503})
        selection.select(filtered.indexOf(id), QItemSelectionModel::Select);
    selection.setCurrentIndex(filtered.indexOf(501), QItemSelectionModel::NoUpdate);
    filtered.setFilter(TransferFilter::Done);
    QCOMPARE(selectedIn(filtered, selection), (QList<TransferId>{11, 501, 503}));
    QCOMPARE(filtered.snapshotAt(selection.currentIndex().row()).id, TransferId(501));
    filtered.setFilter(TransferFilter::All);
    filtered.setOrder(TransferSort::OldestFirst);
    QCOMPARE(selectedIn(filtered, selection), (QList<TransferId>{11, 501, 503}));
    QCOMPARE(selection.currentIndex().row(), 500);
}

void TestTransferFilter::allSelectedAndFiltered()
{
    TransferModel model;
    TransferFilterModel filtered(model);
    QItemSelectionModel selection(&filtered);
    model.apply(doneAndFailed(3000));
    selection.select({filtered.index(0), filtered.index(2999)}, QItemSelectionModel::Select);
    filtered.setFilter(TransferFilter::Problems);
    QCOMPARE(selection.selectedIndexes().size(), 1500);
    filtered.setFilter(TransferFilter::All);
    QCOMPARE(selectedIn(filtered, selection).size(), 1500);
    QCOMPARE(selectedIn(filtered, selection).first(), TransferId(2));
}

void TestTransferFilter::whateverHappensTheOrderHolds_data()
{
    QTest::addColumn<TransferSort>("order");
    QTest::addColumn<TransferFilter>("filter");
    using enum TransferSort;
    int n = 0;
    for (const TransferSort order : {NewestFirst, OldestFirst, Name, Size, State, Line}) {
        for (const TransferFilter filter : {TransferFilter::All, TransferFilter::Active, TransferFilter::Waiting})
            QTest::addRow("%d", n++) << order << filter;
    }
}

/// A model that is made anew shows what one should that has seen all that happened.
void TestTransferFilter::whateverHappensTheOrderHolds()
{
    QFETCH(TransferSort, order);
    QFETCH(TransferFilter, filter);
    QRandomGenerator random(7);
    TransferModel model;
    TransferFilterModel filtered(model);
    QAbstractItemModelTester tester(&filtered, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filtered.setOrder(order);
    filtered.setFilter(filter);
    const auto any = [&random](TransferId id) {
        TransferSnapshot s = item(id, TransferState(random.bounded(transferStateCount)),
                                  QStringLiteral("n%1").arg(random.bounded(50)), random.bounded(20));
        s.priority = Priority(random.bounded(3) - 1);
        s.queuePosition = s.state == TransferState::Queued ? int(id % 5) * int(id) : 0;
        return s;
    };
    TransferId last = 0;
    for (int round = 0; round < 30; ++round) {
        QList<TransferSnapshot> news;
        for (int n = random.bounded(40); n > 0; --n)
            news.append(any(++last));
        for (int n = random.bounded(30); n > 0 && last > 0; --n) {
            if (const TransferId id = 1 + random.bounded(quint32(last)); model.find(id))
                news.append(any(id));
        }
        model.apply(news);
        QList<TransferId> gone;
        for (int n = random.bounded(20); n > 0 && last > 0; --n)
            gone.append(1 + random.bounded(quint32(last)));
        (round % 3 == 0 ? model.remove(gone) : round % 3 == 1 ? filtered.hide(gone) : filtered.show(gone));
        TransferFilterModel anew(model);
        anew.setOrder(order);
        anew.setFilter(filter);
        QList<TransferId> expected = idsOf(anew);
        expected.removeIf([&filtered](TransferId id) { return filtered.isHidden(id); });
        QCOMPARE(idsOf(filtered), expected);
        for (int row = 0; row < filtered.rowCount(); ++row)
            QCOMPARE(filtered.indexOf(expected.at(row)).row(), row);
    }
}

void TestTransferFilter::searchFollowsNames()
{
    TransferModel model;
    TransferFilterModel filtered(model);
    model.apply({item(1, TransferState::Done, QStringLiteral("before"))});
    filtered.setSearch(QStringLiteral("before"));
    QCOMPARE(filtered.rowCount(), 1);
    model.apply({item(1, TransferState::Done, QStringLiteral("after"))});
    QCOMPARE(filtered.rowCount(), 0);
    filtered.setSearch(QStringLiteral("after"));
    QCOMPARE(filtered.rowCount(), 1);
    filtered.setSearch(QStringLiteral("files1"));
    QCOMPARE(filtered.rowCount(), 1);
    TransferSnapshot moved = *model.find(1);
    moved.request = item(2, TransferState::Done).request;
    model.apply({moved});
    QCOMPARE(filtered.rowCount(), 0);
}

void TestTransferFilter::searchNarrowsAndWidens()
{
    TransferModel model;
    TransferFilterModel filtered(model);
    model.apply(doneAndFailed(300));
    const auto shown = [&](const char *text) {
        filtered.setSearch(QString::fromLatin1(text));
        return filtered.rowCount();
    };
    QCOMPARE(shown("f"), 300);
    QCOMPARE(shown("file-29"), 11);       // 29 and 290 to 299
    QCOMPARE(shown("file-29 files0"), 3); // 291, 294 and 297
    QCOMPARE(shown("file-29 "), 11);
    QCOMPARE(shown("file-2"), 111);
    QCOMPARE(shown("2 file-"), 191); // or from files2
    QCOMPARE(shown(""), 300);
    QCOMPARE(shown("   "), 300);
    filtered.setFilter(TransferFilter::Done);
    QCOMPARE(shown("file-29"), 6);
}

void TestTransferFilter::lettersOfAnyCase()
{
    TransferModel model;
    TransferFilterModel filtered(model);
    model.apply({item(1, TransferState::Done, QStringLiteral("ÜBERSICHT.pdf")),
                 item(2, TransferState::Done, QStringLiteral("Ελλάδα 报告.txt"))});
    filtered.setSearch(QStringLiteral("übersicht"));
    QCOMPARE(idsOf(filtered), QList<TransferId>{1});
    filtered.setSearch(QStringLiteral("ελλάΔΑ 报"));
    QCOMPARE(idsOf(filtered), QList<TransferId>{2});
}

void TestTransferFilter::inletTakesTurns()
{
    TransferModel model;
    SnapshotInlet inlet(model);
    int between = 0; // turns of the loop in which some were there and some were not
    QTimer turn;
    connect(&turn, &QTimer::timeout, this,
            [&] { between += model.rowCount() > 0 && model.rowCount() < 100000 ? 1 : 0; });
    turn.start(0);
    inlet.apply(doneAndFailed(100000));
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 100000);
    QVERIFY(inlet.isEmpty());
    QVERIFY(between > 0);
}

void TestTransferFilter::inletKeepsTheOrder()
{
    TransferModel model;
    SnapshotInlet inlet(model);
    QList<TransferSnapshot> items = doneAndFailed(5000);
    inlet.apply(items);
    inlet.apply({item(5000, TransferState::Cancelled)});
    inlet.remove({1, 2, 3});
    inlet.apply({item(5001, TransferState::Queued)});
    QTRY_VERIFY(inlet.isEmpty());
    QCOMPARE(model.rowCount(), 4998);
    QCOMPARE(model.find(5000)->state, TransferState::Cancelled);
    QVERIFY(!model.find(2));
    QCOMPARE(model.rowOf(5001), 4997);
}

void TestTransferFilter::inletPassesTheShortAtOnce()
{
    TransferModel model;
    SnapshotInlet inlet(model);
    inlet.apply(doneAndFailed(3));
    QCOMPARE(model.rowCount(), 3);
    inlet.remove({2});
    QCOMPARE(model.rowCount(), 2);
}

QTEST_GUILESS_MAIN(TestTransferFilter)
#include "tst_transferfilter.moc"
