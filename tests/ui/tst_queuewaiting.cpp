#include "SampleItems.h"
#include "Shot.h"
#include "ui/queue/QueueView.h"
#include "ui/queue/RowText.h"
#include "ui/queue/TransferDelegate.h"
#include "ui/queue/WaitText.h"

#include <QPaintEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

QString plain(QString text)
{
    return text.replace(QChar(u'\u00a0'), u' ');
}

/// What a row says: word|explanation|percent|bytes|right.
QString said(const TransferSnapshot &s, const QDateTime &now)
{
    const RowText row = rowText(s, now);
    return plain(QStringList{row.word, row.explanation, row.percent, row.bytes, row.right}.join(u'|'));
}

} // namespace

/// Rows that do not move: why, until when, and what a pause would do to them.
class TestQueueWaiting : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void words_data();
    void words();
    void countdowns();
    void pauseTellsItsPriceBefore_data();
    void pauseTellsItsPriceBefore();
    void spokenWithItsReason();
    void secondsRunOnlyInSight();
    void countdownIsPainted();
    void buttonsOfTheRows();

private:
    TransferSnapshot waiting(WaitReason reason, int seconds) const;

    const QDateTime m_now = QDateTime::currentDateTimeUtc();
};

void TestQueueWaiting::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    useLook(ColourScheme::Light);
}

TransferSnapshot TestQueueWaiting::waiting(WaitReason reason, int seconds) const
{
    return sample::waiting(8, reason, m_now.addSecs(seconds));
}

void TestQueueWaiting::words_data()
{
    QTest::addColumn<TransferSnapshot>("item");
    QTest::addColumn<QString>("words");
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<RowBar>("bar");
    QTest::addColumn<QList<RowAction>>("actions");
    using A = RowAction;
    const auto row = [](const char *name, const TransferSnapshot &s, const char *words, Tone tone, RowBar bar,
                        const QList<RowAction> &actions) {
        QTest::newRow(name) << s << q(words) << tone << bar << actions;
    };
    TransferSnapshot s = waiting(WaitReason::Retry, 18);
    row("retry", s, "Trying again in 0:18|the connection broke, try 2 of 5|12 %|3.46 MB of 28.8 MB|bytes kept",
        Tone::Warn, RowBar::Plain, {A::Retry, A::Cancel});
    s.attempts.last() = PastAttempt{2, m_now, 503, TransferError{}};
    s.bytesDone = 0;
    row("retry after a refusal", s, "Trying again in 0:18|the server answered 503, try 2 of 5||28.8 MB|", Tone::Warn,
        RowBar::None, {A::Retry, A::Cancel});
    s = waiting(WaitReason::Retry, 18);
    s.resumable = Resumable::NoValidator;
    row("retry from the start", s, "Trying again in 0:18|the connection broke, try 2 of 5||28.8 MB|", Tone::Warn,
        RowBar::None, {A::Retry, A::Cancel});
    row("retry is due", waiting(WaitReason::Retry, -1),
        "Trying again now|the connection broke, try 2 of 5|12 %|3.46 MB of 28.8 MB|bytes kept", Tone::Warn,
        RowBar::Plain, {A::Retry, A::Cancel});
    s = waiting(WaitReason::Network, 0);
    row("network", s, "Waiting|for the network|12 %|3.46 MB of 28.8 MB|", Tone::Secondary, RowBar::Plain, {A::Cancel});
    s = waiting(WaitReason::Host, 102);
    s.waitHost = q("logs.example.com");
    s.bytesDone = 0;
    row("host asked after a try", s,
        "Waiting|for logs.example.com, asked to wait; the connection broke, try 2 of 5||28.8 MB|goes on in 1:42",
        Tone::Secondary, RowBar::None, {A::Cancel});
    s.tries = 0;
    s.attempts.clear();
    row("host asked", s, "Waiting|for logs.example.com, asked to wait||28.8 MB|goes on in 1:42", Tone::Secondary,
        RowBar::None, {A::Cancel});
    s.state = TransferState::Queued;
    row("host is full", s, "Waiting|for a free place at logs.example.com||28.8 MB|", Tone::Secondary, RowBar::None,
        {A::Cancel});
    s.waitReason = WaitReason::Place;
    s.queuePosition = 2;
    row("place", s, "Waiting|for a free place, 2nd in line||28.8 MB|", Tone::Secondary, RowBar::None, {A::Cancel});
    s = sample::download(7, TransferState::Paused, q("keynote.mp4"), 1100000000, 4700000000, q("media.example.com"));
    row("paused", s, "Paused|from media.example.com|23 %|1.10 GB of 4.70 GB|", Tone::Secondary, RowBar::Plain,
        {A::Resume, A::Cancel});
    s.resumable = Resumable::NoRanges;
    row("paused, lost", s, "Paused|from media.example.com, starts over||4.70 GB|", Tone::Secondary, RowBar::None,
        {A::Resume, A::Cancel});
    s.error = TransferError{};
    s.error->kind = ErrorKind::DiskFull;
    row("paused, full", s, "Paused|disk full, starts over||4.70 GB|", Tone::Warn, RowBar::None,
        {A::Resume, A::Cancel});
    s.bytesDone = 0;
    s.error->kind = ErrorKind::Header;
    s.error->subject = q("X-Api-Key");
    row("paused for a secret", s, "Paused|secret not kept: X-Api-Key||4.70 GB|", Tone::Warn, RowBar::None,
        {A::Resume, A::Cancel});
    s = sample::upload(7, TransferState::Paused, q("a.bin"), 0, 1000, q("Image host"), q("img.example.net"));
    row("paused upload", s, "Paused|to Image host||1.00 kB|", Tone::Secondary, RowBar::None, {A::Resume, A::Cancel});
}

void TestQueueWaiting::words()
{
    QFETCH(TransferSnapshot, item);
    QTEST(said(item, m_now), "words");
    const RowText row = rowText(item, m_now);
    QTEST(row.tone, "tone");
    QTEST(row.bar, "bar");
    QTEST(row.actions, "actions");
}

void TestQueueWaiting::countdowns()
{
    QCOMPARE(countdownText(0), q("0:00"));
    QCOMPARE(countdownText(1), q("0:01"));
    QCOMPARE(countdownText(18000), q("0:18"));
    QCOMPARE(countdownText(17001), q("0:18"));
    QCOMPARE(countdownText(600000), q("10:00"));
    QCOMPARE(countdownText(3600000), q("1:00:00"));
    const TransferSnapshot s = waiting(WaitReason::Retry, 18);
    QCOMPARE(untilTextChanges(s, m_now), std::optional<qint64>(1000));
    QCOMPARE(untilTextChanges(s, m_now.addMSecs(300)), std::optional<qint64>(700));
    QCOMPARE(untilTextChanges(s, m_now.addSecs(20)), std::nullopt);
    QCOMPARE(untilTextChanges(waiting(WaitReason::Network, 18), m_now), std::nullopt);
}

void TestQueueWaiting::pauseTellsItsPriceBefore_data()
{
    QTest::addColumn<int>("resumable");
    QTest::addColumn<bool>("tells");
    QTest::newRow("can") << int(Resumable::Yes) << false;
    QTest::newRow("not known yet") << int(Resumable::Unknown) << false;
    QTest::newRow("no ranges") << int(Resumable::NoRanges) << true;
    QTest::newRow("no validator") << int(Resumable::NoValidator) << true;
    QTest::newRow("no length") << int(Resumable::NoLength) << true;
}

void TestQueueWaiting::pauseTellsItsPriceBefore()
{
    QFETCH(int, resumable);
    TransferSnapshot s = sample::download(1, TransferState::Receiving, q("a"), 5, 10, q("h"));
    s.resumable = Resumable(resumable);
    QCOMPARE(rowText(s, m_now).actions.first(), RowAction::Pause);
    QTEST(actionTip(RowAction::Pause, s).contains(q("cannot be resumed")), "tells");
    QTEST(spokenActions(s).contains(q("cannot be resumed")), "tells");
}

void TestQueueWaiting::spokenWithItsReason()
{
    const QString spoken = plain(spokenText(waiting(WaitReason::Retry, 18), m_now));
    QCOMPARE(spoken,
             q("gateway-2026-11-22.log.gz, download from logs.example.com, trying again in 0:18, the connection "
               "broke, try 2 of 5, 3.46 MB of 28.8 MB, bytes kept"));
    QCOMPARE(spokenActions(waiting(WaitReason::Retry, 18)), q("Retry, Cancel"));
}

void TestQueueWaiting::secondsRunOnlyInSight()
{
    TransferModel transfers;
    QueueModel model(transfers);
    QueueView view(model);
    view.resize(600, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QList<TransferSnapshot> items = {waiting(WaitReason::Retry, 3600)};
    for (TransferId id = 100; id < 160; ++id)
        items << sample::download(id, TransferState::Paused, q("held"), 0, 10, q("h"));
    transfers.apply(items);
    // Newest first: the one that counts is far below, and nothing runs for it.
    QTRY_VERIFY(view.verticalScrollBar()->maximum() > 0);
    QTRY_VERIFY(!view.isCounting());
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    QTRY_VERIFY(view.isCounting());
    view.hide();
    QVERIFY(!view.isCounting());
    view.show();
    QTRY_VERIFY(view.isCounting());
    transfers.remove({8});
    QTRY_VERIFY(!view.isCounting());
}

void TestQueueWaiting::countdownIsPainted()
{
    TransferModel transfers;
    QueueModel model(transfers);
    QueueView view(model);
    view.resize(600, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    transfers.apply({sample::waiting(8, WaitReason::Retry, QDateTime::currentDateTimeUtc().addSecs(30))});
    const auto picture = [&view] { return view.viewport()->grab().toImage(); };
    QTRY_VERIFY(view.isCounting());
    const QImage before = picture();
    QTRY_VERIFY(picture() != before);
}

void TestQueueWaiting::buttonsOfTheRows()
{
    TransferModel transfers;
    QueueModel model(transfers);
    QueueView view(model);
    view.resize(900, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    transfers.apply({sample::waiting(8, WaitReason::Retry, QDateTime::currentDateTimeUtc().addSecs(30)),
                     sample::download(9, TransferState::Paused, q("a"), 1, 10, q("h")),
                     sample::download(10, TransferState::Receiving, q("b"), 1, 10, q("h"))});
    QSignalSpy triggered(&view, &QueueView::actionTriggered);
    const std::pair<TransferId, RowAction> first[] = {
        {8, RowAction::Retry}, {9, RowAction::Resume}, {10, RowAction::Pause}};
    for (const auto &[id, action] : first) {
        QStyleOptionViewItem option;
        option.rect = view.visualRect(model.indexOf(id));
        const RowLayout layout = view.transferDelegate()->layoutOf(option, model.indexOf(id));
        QCOMPARE(layout.actions.size(), 2);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, layout.actions.first().center());
        QCOMPARE(triggered.last().at(0).value<RowAction>(), action);
        QCOMPARE(triggered.last().at(1).toULongLong(), id);
    }
}

QTEST_MAIN(TestQueueWaiting)
#include "tst_queuewaiting.moc"
