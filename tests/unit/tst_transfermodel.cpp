#include "core/models/TransferFilterModel.h"
#include "core/models/TransferModel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace ferry;

namespace {

TransferSnapshot item(TransferId id, TransferState state, const QString &name = {}, qint64 done = 0,
                      qint64 total = 1000, bool upload = true)
{
    TransferSnapshot s;
    s.id = id;
    s.state = state;
    s.name = name.isEmpty() ? QStringLiteral("file-%1.bin").arg(id) : name;
    s.bytesDone = done;
    s.bytesTotal = total;
    if (upload) {
        UploadRequest request;
        request.url = QUrl(QStringLiteral("https://me:secret@img.example.net/upload"));
        request.destinationName = QStringLiteral("Image host");
        s.request = std::make_shared<const TransferRequest>(request);
    } else {
        DownloadRequest request;
        request.url = QUrl(QStringLiteral("https://files.example.com/%1").arg(s.name));
        s.request = std::make_shared<const TransferRequest>(request);
    }
    return s;
}

QStringList namesOf(const QAbstractItemModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, 0).data(TransferModel::NameRole).toString());
    return names;
}

} // namespace

class TestTransferModel : public QObject
{
    Q_OBJECT

private slots:
    void addsChangesRemoves();
    void changesComeInSpans();
    void sameItemTwiceInOneBatch();
    void countsFollow();
    void sumsFollow();
    void everyStateHasItsFilters_data();
    void everyStateHasItsFilters();
    void addressHidesThePassword();
    void filterAndSearch();
    void orders();
    void hiddenItems();
    void manyItems();
};

void TestTransferModel::addsChangesRemoves()
{
    TransferModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy summary(&model, &TransferModel::summaryChanged);
    model.apply({item(1, TransferState::Queued), item(2, TransferState::Queued), item(5, TransferState::Queued)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(summary.count(), 1);
    model.apply({item(2, TransferState::Sending)});
    QCOMPARE(model.snapshotAt(1).state, TransferState::Sending);
    model.remove({1, 77, 1});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(1), -1);
    QCOMPARE(model.rowOf(2), 0);
    QCOMPARE(model.rowOf(5), 1);
    QVERIFY(!model.find(1));
    QCOMPARE(model.find(5)->id, TransferId(5));
    const int before = int(summary.count());
    model.remove({77});
    model.apply({});
    QCOMPARE(summary.count(), before);
    model.remove({5, 2});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.count(TransferFilter::All), 0);
}

void TestTransferModel::changesComeInSpans()
{
    TransferModel model;
    QList<TransferSnapshot> items;
    for (TransferId id = 1; id <= 10; ++id)
        items.append(item(id, TransferState::Queued));
    model.apply(items);
    QSignalSpy changed(&model, &TransferModel::dataChanged);
    model.apply({item(7, TransferState::Sending), item(2, TransferState::Sending), item(3, TransferState::Sending),
                 item(1, TransferState::Sending)});
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 2);
    QCOMPARE(changed.at(1).at(0).toModelIndex().row(), 6);
    QCOMPARE(changed.at(1).at(1).toModelIndex().row(), 6);
}

void TestTransferModel::sameItemTwiceInOneBatch()
{
    TransferModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({item(1, TransferState::Queued), item(1, TransferState::Connecting)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.snapshotAt(0).state, TransferState::Connecting);
    model.apply({item(1, TransferState::Sending), item(1, TransferState::Done)});
    QCOMPARE(model.count(TransferFilter::Active), 0);
    QCOMPARE(model.count(TransferFilter::Done), 1);
}

void TestTransferModel::countsFollow()
{
    TransferModel model;
    model.apply({item(1, TransferState::Queued), item(2, TransferState::Sending), item(3, TransferState::Ready)});
    QCOMPARE(model.count(TransferFilter::All), 3);
    QCOMPARE(model.count(TransferFilter::Waiting), 1);
    QCOMPARE(model.count(TransferFilter::Active), 1);
    QCOMPARE(model.count(TransferFilter::Ready), 1);
    model.apply({item(2, TransferState::Refused), item(1, TransferState::Cancelled)});
    QCOMPARE(model.count(TransferFilter::Waiting), 0);
    QCOMPARE(model.count(TransferFilter::Active), 0);
    QCOMPARE(model.count(TransferFilter::Problems), 1);
    model.remove({2});
    QCOMPARE(model.count(TransferFilter::Problems), 0);
    QCOMPARE(model.count(TransferFilter::All), 2);
}

void TestTransferModel::sumsFollow()
{
    TransferModel model;
    TransferSnapshot up = item(1, TransferState::Sending, {}, 400, 1000);
    up.bytesPerSecond = 50;
    TransferSnapshot down = item(2, TransferState::Receiving, {}, 100, 300, false);
    down.bytesPerSecond = 7;
    TransferSnapshot copied = item(6, TransferState::Saving, {}, 1000, 1000, false);
    copied.bytesPerSecond = 800; // no network is so fast
    model.apply({up, down, copied, item(3, TransferState::Queued, {}, 0, 5),
                 item(4, TransferState::Receiving, {}, 9, -1, false), item(5, TransferState::Done, {}, 1000, 1000)});
    QCOMPARE(model.bytesToGo(), qint64(600 + 200 + 5));
    QCOMPARE(model.unsized(), 1); // the fourth
    QCOMPARE(model.speed(TransferKind::Upload), 50.0);
    QCOMPARE(model.speed(TransferKind::Download), 7.0);
    QCOMPARE(model.running(), 3);
    model.apply({item(1, TransferState::Done, {}, 1000, 1000)});
    QCOMPARE(model.bytesToGo(), qint64(205));
    QCOMPARE(model.speed(TransferKind::Upload), 0.0);
    QCOMPARE(model.running(), 2);
    model.remove({2, 3, 4, 5, 6});
    QCOMPARE(model.bytesToGo(), qint64(0));
    QCOMPARE(model.unsized(), 0);
    QCOMPARE(model.running(), 0);
}

void TestTransferModel::everyStateHasItsFilters_data()
{
    using enum TransferState;
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<int>("filter"); // beside All; -1: none
    const auto row = [](TransferState state, int filter) { QTest::newRow(stateName(state)) << state << filter; };
    row(Queued, int(TransferFilter::Waiting));
    row(Paused, int(TransferFilter::Waiting));
    for (const TransferState s : {Connecting, Sending, Awaiting, Receiving, Verifying, Saving})
        row(s, int(TransferFilter::Active));
    row(Ready, int(TransferFilter::Ready));
    row(Done, int(TransferFilter::Done));
    for (const TransferState s : {Refused, Failed, Unknown})
        row(s, int(TransferFilter::Problems));
    row(Cancelled, -1);
}

void TestTransferModel::everyStateHasItsFilters()
{
    QFETCH(TransferState, state);
    QFETCH(int, filter);
    TransferSnapshot s = item(1, state);
    for (int i = 0; i < transferFilterCount; ++i)
        QCOMPARE(matches(TransferFilter(i), s), i == 0 || i == filter);
    if (state == TransferState::Ready) {
        s.heldHtml = true;
        QVERIFY(!matches(TransferFilter::Ready, s));
        QVERIFY(matches(TransferFilter::Problems, s));
    }
}

void TestTransferModel::addressHidesThePassword()
{
    TransferModel model;
    model.apply({item(1, TransferState::Queued)});
    QCOMPARE(model.index(0).data(TransferModel::UrlRole).toString(), QStringLiteral("https://img.example.net/upload"));
}

void TestTransferModel::filterAndSearch()
{
    TransferModel model;
    TransferFilterModel filtered(model);
    QAbstractItemModelTester tester(&filtered, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({item(1, TransferState::Queued, QStringLiteral("Harbour.tif")),
                 item(2, TransferState::Sending, QStringLiteral("log.gz")),
                 item(3, TransferState::Receiving, QStringLiteral("debian.iso"), 0, 10, false)});
    filtered.setFilter(TransferFilter::Active);
    QCOMPARE(namesOf(filtered), (QStringList{QStringLiteral("debian.iso"), QStringLiteral("log.gz")}));
    model.apply({item(2, TransferState::Done, QStringLiteral("log.gz"))});
    QCOMPARE(namesOf(filtered), QStringList{QStringLiteral("debian.iso")});
    filtered.setFilter(TransferFilter::All);
    filtered.setSearch(QStringLiteral("  HARB "));
    QCOMPARE(namesOf(filtered), QStringList{QStringLiteral("Harbour.tif")});
    filtered.setSearch(QStringLiteral("image log"));
    QCOMPARE(namesOf(filtered), QStringList{QStringLiteral("log.gz")});
    filtered.setSearch(QStringLiteral("files.example"));
    QCOMPARE(namesOf(filtered), QStringList{QStringLiteral("debian.iso")});
    filtered.setSearch(QStringLiteral("secret"));
    QCOMPARE(filtered.rowCount(), 0);
    filtered.setSearch({});
    QCOMPARE(filtered.rowCount(), 3);
    QCOMPARE(filtered.snapshotAt(0).id, TransferId(3));
    QCOMPARE(filtered.indexOf(1).row(), 2);
}

void TestTransferModel::orders()
{
    TransferModel model;
    TransferFilterModel sorted(model);
    model.apply({item(1, TransferState::Done, QStringLiteral("b"), 0, 10),
                 item(2, TransferState::Failed, QStringLiteral("c"), 0, 30),
                 item(3, TransferState::Sending, QStringLiteral("a"), 0, 20)});
    const auto names = [](const char *letters) { return QString::fromLatin1(letters).split(u' '); };
    QCOMPARE(namesOf(sorted), names("a c b"));
    sorted.setOrder(TransferSort::OldestFirst);
    QCOMPARE(namesOf(sorted), names("b c a"));
    sorted.setOrder(TransferSort::Name);
    QCOMPARE(namesOf(sorted), names("a b c"));
    sorted.setOrder(TransferSort::Size);
    QCOMPARE(namesOf(sorted), names("c a b"));
    sorted.setOrder(TransferSort::State);
    QCOMPARE(namesOf(sorted), names("c a b"));
    model.apply({item(3, TransferState::Cancelled, QStringLiteral("a"), 0, 20)});
    QCOMPARE(namesOf(sorted), names("c b a"));
}

void TestTransferModel::hiddenItems()
{
    TransferModel model;
    TransferFilterModel filtered(model);
    model.apply({item(1, TransferState::Done), item(2, TransferState::Done), item(3, TransferState::Queued)});
    filtered.hide({1, 99});
    QCOMPARE(filtered.rowCount(), 2);
    QCOMPARE(filtered.count(TransferFilter::Done), 1);
    QCOMPARE(filtered.count(TransferFilter::All), 2);
    QVERIFY(filtered.isHidden(1));
    filtered.show({1});
    QCOMPARE(filtered.rowCount(), 3);
    filtered.hide({2});
    model.remove({2});
    QVERIFY(!filtered.isHidden(2));
    QCOMPARE(filtered.count(TransferFilter::Done), 1);
}

void TestTransferModel::manyItems()
{
    // 100,000 items come, one changes 1,000 times, half go. Quadratic work anywhere would take minutes.
    TransferModel model;
    TransferFilterModel filtered(model);
    QList<TransferSnapshot> items;
    for (TransferId id = 1; id <= 100000; ++id)
        items.append(item(id, id % 2 ? TransferState::Queued : TransferState::Done));
    QElapsedTimer clock;
    clock.start();
    model.apply(items);
    QCOMPARE(filtered.rowCount(), 100000);
    for (int i = 0; i < 1000; ++i)
        model.apply({item(50001, TransferState::Sending, {}, i)});
    QList<TransferId> gone;
    for (TransferId id = 1; id <= 50000; ++id)
        gone.append(id);
    model.remove(gone);
    QCOMPARE(filtered.rowCount(), 50000);
    QCOMPARE(model.count(TransferFilter::Done), 25000);
    gone.clear();
    for (TransferId id = 50002; id <= 100000; id += 2) // every other one: 25,000 spans
        gone.append(id);
    filtered.hide({50002});
    model.remove(gone);
    QCOMPARE(filtered.rowCount(), 25000);
    QCOMPARE(model.count(TransferFilter::Done), 0);
    QCOMPARE(model.count(TransferFilter::All), 25000);
    QCOMPARE(model.rowOf(99999), 24999);
    QVERIFY(!filtered.isHidden(50002));
    QVERIFY(clock.elapsed() < 30000);
}

QTEST_GUILESS_MAIN(TestTransferModel)
#include "tst_transfermodel.moc"
