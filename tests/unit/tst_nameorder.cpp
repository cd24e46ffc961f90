#include "core/models/TransferFilterModel.h"

#include <QAbstractItemModelTester>
#include <QCollator>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace ferry;

namespace {

constexpr int many = 3000; ///< so that the order is made ahead

TransferSnapshot item(TransferId id, const QString &name)
{
    static const auto request = std::make_shared<const TransferRequest>(DownloadRequest{});
    TransferSnapshot s;
    s.id = id;
    s.request = request;
    s.name = name;
    s.state = TransferState::Done;
    return s;
}

QList<TransferSnapshot> items(TransferId first, int count)
{
    // Letters of both cases, marks and accents: an order that no comparison of bytes has.
    const QStringList words = {QStringLiteral("apfel"), QStringLiteral("Äpfel"), QStringLiteral("Apfel"),
                               QStringLiteral("_x"),    QStringLiteral("a-b"),   QStringLiteral("zebra"),
                               QStringLiteral("Zebra"), QStringLiteral("10"),    QStringLiteral("9")};
    QList<TransferSnapshot> list;
    for (int i = 0; i < count; ++i)
        list.append(item(first + TransferId(i), words.at(i % words.size()) + QString::number((i * 7919) % 500)));
    return list;
}

/// As a person's language has it, and the newest first where names are the same.
bool standsInOrder(const TransferFilterModel &model)
{
    QCollator collator;
    collator.setNumericMode(true);
    for (int row = 1; row < model.rowCount(); ++row) {
        const TransferSnapshot &a = model.snapshotAt(row - 1);
        const TransferSnapshot &b = model.snapshotAt(row);
        const int order = collator.compare(a.name, b.name);
        if (order > 0 || (order == 0 && a.id < b.id))
            return false;
    }
    return true;
}

} // namespace

class TestNameOrder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); } // the C locale has no collation
    void init();
    void isMadeAhead();
    void fewAreSortedWhenAsked();
    void numbersCountByTheirValue();
    void takesInWhatChanged_data();
    void takesInWhatChanged();
    void isMadeAnewAfterMany();
    void jobIsForgotten();

private:
    std::unique_ptr<TransferModel> m_model;
    std::unique_ptr<TransferFilterModel> m_filtered;
};

void TestNameOrder::init()
{
    m_filtered.reset();
    m_model = std::make_unique<TransferModel>();
    m_filtered = std::make_unique<TransferFilterModel>(*m_model);
    new QAbstractItemModelTester(m_filtered.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_filtered.get());
}

void TestNameOrder::isMadeAhead()
{
    m_model->apply(items(1, many));
    QVERIFY(!m_filtered->isNameOrderReady());
    QTRY_VERIFY(m_filtered->isNameOrderReady());
    m_filtered->setOrder(TransferSort::Name);
    QCOMPARE(m_filtered->rowCount(), many);
    QVERIFY(standsInOrder(*m_filtered));
}

void TestNameOrder::fewAreSortedWhenAsked()
{
    m_model->apply(items(1, 50));
    m_filtered->setOrder(TransferSort::Name);
    QVERIFY(standsInOrder(*m_filtered));
    QVERIFY(!m_filtered->isNameOrderReady());
}

void TestNameOrder::numbersCountByTheirValue()
{
    m_model->apply({item(1, QStringLiteral("shot 1000.png")), item(2, QStringLiteral("shot 999.png")),
                    item(3, QStringLiteral("shot 9.png"))});
    m_filtered->setOrder(TransferSort::Name);
    QStringList names;
    for (int row = 0; row < m_filtered->rowCount(); ++row)
        names << m_filtered->snapshotAt(row).name;
    QCOMPARE(names, (QStringList{QStringLiteral("shot 9.png"), QStringLiteral("shot 999.png"),
                                 QStringLiteral("shot 1000.png")}));
}

void TestNameOrder::takesInWhatChanged_data()
{
    QTest::addColumn<bool>("ready"); // else it is still being made
    QTest::newRow("ready") << true;
    QTest::newRow("in the making") << false;
}

void TestNameOrder::takesInWhatChanged()
{
    QFETCH(bool, ready);
    m_model->apply(items(1, many));
    if (ready)
        QTRY_VERIFY(m_filtered->isNameOrderReady());
    else
        QTest::qWait(0);
    for (int round = 0; round < 4; ++round) {
        const auto first = TransferId(many + round * 20 + 1);
        m_model->apply(items(first, 20));
        m_model->apply({item(first, QStringLiteral("mmm")), item(5 + TransferId(round), QStringLiteral("0")),
                        item(1000, QStringLiteral("Zz%1").arg(round))});
        m_filtered->setOrder(TransferSort::Name);
        QVERIFY(standsInOrder(*m_filtered));
        m_filtered->setOrder(TransferSort::Size);
        m_model->remove({first + 1, TransferId(100 + round), TransferId(101 + round)});
        m_filtered->setOrder(TransferSort::Name);
        QVERIFY(standsInOrder(*m_filtered));
        m_model->apply({item(2000, QStringLiteral("bbb%1").arg(round))});
        QVERIFY(standsInOrder(*m_filtered));
        m_filtered->setOrder(TransferSort::NewestFirst);
    }
}

void TestNameOrder::isMadeAnewAfterMany()
{
    m_model->apply(items(1, many));
    QTRY_VERIFY(m_filtered->isNameOrderReady());
    m_model->apply(items(many + 1, many));
    QVERIFY(!m_filtered->isNameOrderReady());
    QTRY_VERIFY(m_filtered->isNameOrderReady());
    m_filtered->setOrder(TransferSort::Name);
    QCOMPARE(m_filtered->rowCount(), 2 * many);
    QVERIFY(standsInOrder(*m_filtered));
}

// The thread may be at it, or not have begun, while the one that asked goes.
void TestNameOrder::jobIsForgotten()
{
    QThreadPool pool;
    for (int round = 0; round < 20; ++round) {
        m_model->apply(items(1, many));
        std::optional<NameSortJob> job(std::in_place, pool, m_model->items());
        QSignalSpy ended(&*job, &NameSortJob::ended);
        if (round % 2) {
            m_model->remove({5, 6, 7}); // the job has what was there when it began
            QVERIFY(ended.wait());
            QCOMPARE(job->take().order.size(), many);
        }
        job.reset();
        init();
    }
    pool.waitForDone();
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestNameOrder)
#include "tst_nameorder.moc"
