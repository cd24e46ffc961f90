#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/RowText.h"

#include <QSignalSpy>

using namespace ferry;
using namespace ferry::ui;

/// What the commands say of what they did, and which of them fit.
class TestQueueCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void copiedLinksAreCalledSo_data();
    void copiedLinksAreCalledSo();
    void retryIsTheOneWord_data();
    void retryIsTheOneWord();
};

void TestQueueCommands::copiedLinksAreCalledSo_data()
{
    QTest::addColumn<QList<TransferId>>("ids"); ///< 1 and 2 have links
    QTest::addColumn<QString>("said");          ///< how it begins
    QTest::newRow("a link") << QList<TransferId>{1} << QStringLiteral("1 link");
    QTest::newRow("links") << QList<TransferId>{1, 2} << QStringLiteral("2 link");
    QTest::newRow("an address") << QList<TransferId>{3} << QStringLiteral("1 address");
    QTest::newRow("both") << QList<TransferId>{1, 3} << QStringLiteral("2 address");
}

void TestQueueCommands::copiedLinksAreCalledSo()
{
    QFETCH(QList<TransferId>, ids);
    QFETCH(QString, said);
    TestWindow test;
    QList<TransferSnapshot> items;
    for (TransferId id = 1; id <= 3; ++id)
        items << sample::upload(id, TransferState::Done, QStringLiteral("a"), 5, 5, {}, QStringLiteral("h"));
    items[0].link = items[1].link = QUrl(QStringLiteral("https://img.example.net/f/9.png"));
    test.model.apply(items);
    QSignalSpy message(&test.window.commands(), &QueueCommands::message);
    test.window.commands().copy(ids);
    QCOMPARE(message.size(), 1);
    const QString text = message.first().first().toString();
    QVERIFY2(text.startsWith(said), qPrintable(text));
}

void TestQueueCommands::retryIsTheOneWord_data()
{
    QTest::addColumn<TransferSnapshot>("item");
    QTest::addColumn<bool>("retry");
    QTest::addColumn<bool>("startNow");
    const auto later = QDateTime::currentDateTimeUtc().addSecs(60);
    QTest::newRow("for a time") << sample::waiting(1, WaitReason::Retry, later) << true << false;
    QTest::newRow("for its host") << sample::waiting(1, WaitReason::Host, later) << true << false;
    QTest::newRow("for the network") << sample::waiting(1, WaitReason::Network, {}) << true << false;
    const QString name = QStringLiteral("a"), host = QStringLiteral("h");
    QTest::newRow("in line") << sample::download(1, TransferState::Queued, name, 0, 5, host) << false << true;
    QTest::newRow("paused") << sample::download(1, TransferState::Paused, name, 0, 5, host) << false << true;
    QTest::newRow("failed") << sample::download(1, TransferState::Failed, name, 0, 5, host) << true << false;
    QTest::newRow("may have arrived") << sample::upload(1, TransferState::Unknown, name, 5, 5, {}, host) << false
                                      << false;
}

void TestQueueCommands::retryIsTheOneWord()
{
    QFETCH(TransferSnapshot, item);
    TestWindow test;
    test.model.apply({item});
    const Fitting fitting = test.window.commands().fitting({item.id});
    QTEST(fitting.retry, "retry");
    QTEST(fitting.startNow, "startNow");
}

QTEST_MAIN(TestQueueCommands)
#include "tst_queuecommands.moc"
