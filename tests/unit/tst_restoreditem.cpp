#include "core/engine/RestoredItem.h"
#include "core/io/FileIdentity.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

/// How items go on after a launch that ended in the middle of everything.
class TestRestoredItem : public QObject
{
    Q_OBJECT

private slots:
    void everyState_data();
    void everyState();
    void finishedFiles();
    void tornFileIsNotReady();
    void savedFileIsFoundAtItsPlace();
    void savedCopyIsFoundAtItsPlace();
    void missingSecretsHold();
    void readOnlyStoreHolds();
    void waitThatIsOverIsQueued();
    void atQuit();

private:
    QTemporaryDir m_tree;
};

namespace {

using S = TransferState;

StoredItem stored(const TransferRequest &request, S state, Intent intent = Intent::Run)
{
    StoredItem item;
    item.snapshot.request = std::make_shared<const TransferRequest>(request);
    item.snapshot.state = state;
    item.snapshot.intent = intent;
    item.snapshot.bytesDone = 5;
    return item;
}

UploadRequest post()
{
    UploadRequest request;
    request.url = QUrl(QStringLiteral("http://host/"));
    return request;
}

UploadRequest put()
{
    UploadRequest request = post();
    request.method = QByteArrayLiteral("PUT");
    return request;
}

void makeFile(const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("bytes") == 5);
}

} // namespace

void TestRestoredItem::everyState_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<TransferState>("download");
    QTest::addColumn<TransferState>("held");
    QTest::addColumn<TransferState>("once"); ///< an upload that must not be sent twice
    QTest::newRow("queued") << S::Queued << S::Queued << S::Paused << S::Queued;
    for (const S state : {S::Connecting, S::Sending, S::Awaiting, S::Receiving, S::Verifying})
        QTest::newRow(stateName(state)) << state << S::Queued << S::Paused << S::Unknown;
    for (const S state : {S::Ready, S::Saving})
        QTest::newRow(stateName(state)) << state << S::Failed << S::Failed << S::Failed; // without its file
    for (const S state : {S::Done, S::Refused, S::Failed, S::Cancelled, S::Unknown})
        QTest::newRow(stateName(state)) << state << state << state << state;
    QTest::newRow("paused") << S::Paused << S::Paused << S::Paused << S::Paused;
    QTest::newRow("waiting") << S::Waiting << S::Queued << S::Paused << S::Queued;
}

void TestRestoredItem::everyState()
{
    QFETCH(TransferState, state);
    QFETCH(TransferState, download);
    QFETCH(TransferState, held);
    QFETCH(TransferState, once);
    QCOMPARE(restoredItem(stored(DownloadRequest(), state), true).state, download);
    QCOMPARE(restoredItem(stored(DownloadRequest(), state, Intent::Hold), true).state, held);
    QCOMPARE(restoredItem(stored(post(), state), true).state, once);
    QCOMPARE(restoredItem(stored(put(), state), true).state, download);
    UploadRequest repeatable = post();
    repeatable.safeToRepeat = true;
    QCOMPARE(restoredItem(stored(repeatable, state), true).state, download);
    const S dropped = restoredItem(stored(DownloadRequest(), state, Intent::Drop), true).state;
    QVERIFY(isFinal(dropped));
}

void TestRestoredItem::finishedFiles()
{
    StoredItem item = stored(DownloadRequest(), S::Ready);
    item.snapshot.tempPath = m_tree.filePath(QStringLiteral("ready"));
    makeFile(item.snapshot.tempPath);
    QCOMPARE(restoredItem(item, false).state, S::Ready);
    QCOMPARE(restoredItem(item, true).bytesDone, 5);
    item.snapshot.state = S::Saving;
    QCOMPARE(restoredItem(item, true).state, S::Ready);
    QFile::remove(item.snapshot.tempPath);
    const TransferSnapshot gone = restoredItem(item, true);
    QCOMPARE(gone.error->kind, ErrorKind::Target);
    QVERIFY(gone.tempPath.isEmpty());
}

// Nobody is told that it is done for a file that only has the name.
// The power went before the system had written all of it.
void TestRestoredItem::tornFileIsNotReady()
{
    StoredItem item = stored(DownloadRequest(), S::Saving);
    item.snapshot.tempPath = m_tree.filePath(QStringLiteral("torn"));
    makeFile(item.snapshot.tempPath);
    item.fileIdentity = fileIdentity(item.snapshot.tempPath);
    QCOMPARE(sizeIn(item.fileIdentity), 5);
    QCOMPARE(restoredItem(item, true).state, S::Ready);
    QVERIFY(QFile::resize(item.snapshot.tempPath, 4));
    const TransferSnapshot torn = restoredItem(item, true);
    QCOMPARE(torn.state, S::Failed);
    QCOMPARE(torn.error->kind, ErrorKind::Target);
    QVERIFY(torn.tempPath.isEmpty());
}

void TestRestoredItem::savedFileIsFoundAtItsPlace()
{
    DownloadRequest request;
    request.saveTo = SaveTarget{m_tree.path(), {}, NameTaken::KeepBoth};
    StoredItem item = stored(request, S::Saving);
    item.snapshot.name = QStringLiteral("saved");
    item.snapshot.tempPath = m_tree.filePath(QStringLiteral("part"));
    makeFile(item.snapshot.tempPath);
    item.fileIdentity = fileIdentity(item.snapshot.tempPath);
    item.savingTo = m_tree.path();
    const QString place = m_tree.filePath(item.snapshot.name);
    QVERIFY(QFile::rename(item.snapshot.tempPath, place));
    const TransferSnapshot done = restoredItem(item, true);
    QCOMPARE(done.state, S::Done);
    QCOMPARE(done.savedPath, place);
    makeFile(m_tree.filePath(QStringLiteral("other"))); // made while the first is there, so that it is another one
    QVERIFY(QFile::remove(place) && QFile::rename(m_tree.filePath(QStringLiteral("other")), place));
    QCOMPARE(restoredItem(item, true).state, S::Failed);
    // Under another name in the temporary place: still the same file, and not yet saved.
    item.snapshot.state = S::Ready;
    item.savingTo.clear();
    item.fileIdentity = fileIdentity(place);
    const TransferSnapshot renamed = restoredItem(item, true);
    QCOMPARE(renamed.state, S::Ready);
    QCOMPARE(renamed.tempPath, place);
    QCOMPARE(fileIdentity(m_tree.path()), QString());
    QCOMPARE(fileIdentity(QStringLiteral("/nowhere")), QString());
}

// A copy is another file, and what it was made of may still be there.
void TestRestoredItem::savedCopyIsFoundAtItsPlace()
{
    QVERIFY(QDir(m_tree.path()).mkdir(QStringLiteral("to")));
    StoredItem item = stored(DownloadRequest(), S::Saving);
    item.snapshot.tempPath = m_tree.filePath(QStringLiteral("whole"));
    makeFile(item.snapshot.tempPath);
    item.savingTo = m_tree.filePath(QStringLiteral("to"));
    const QString hidden = item.savingTo + QStringLiteral("/.ferry-mark-1.part");
    makeFile(hidden);
    item.fileIdentity = fileIdentity(hidden);
    QCOMPARE(restoredItem(item, true).state, S::Ready); // it has no name yet
    const QString place = item.savingTo + QStringLiteral("/whole");
    QVERIFY(QFile::rename(hidden, place));
    for (const bool temporaryIsThere : {true, false}) {
        const TransferSnapshot done = restoredItem(item, true);
        QCOMPARE(done.state, S::Done);
        QCOMPARE(done.savedPath, place);
        QVERIFY(done.tempPath.isEmpty()); // it goes, as what no item claims
        QCOMPARE(QFile::remove(item.snapshot.tempPath), temporaryIsThere);
    }
}

void TestRestoredItem::missingSecretsHold()
{
    StoredItem item = stored(DownloadRequest(), S::Receiving);
    item.missing = {QStringLiteral("Authorization")};
    const TransferSnapshot s = restoredItem(item, true);
    QCOMPARE(s.state, S::Paused);
    QCOMPARE(s.intent, Intent::Hold);
    QCOMPARE(s.error->kind, ErrorKind::Header);
    QVERIFY(s.error->detail.contains(QStringLiteral("Authorization")));
    item.snapshot.state = S::Done;
    QVERIFY(!restoredItem(item, true).error);
}

void TestRestoredItem::readOnlyStoreHolds()
{
    for (const S state : {S::Queued, S::Receiving, S::Waiting})
        QCOMPARE(restoredItem(stored(DownloadRequest(), state), false).state, S::Paused);
}

void TestRestoredItem::waitThatIsOverIsQueued()
{
    StoredItem item = stored(DownloadRequest(), S::Waiting);
    item.snapshot.waitReason = WaitReason::Retry;
    item.snapshot.waitUntil = QDateTime::currentDateTimeUtc().addSecs(60);
    QCOMPARE(restoredItem(item, true).state, S::Waiting);
    QCOMPARE(restoredItem(item, true).waitUntil, item.snapshot.waitUntil);
    item.snapshot.waitUntil = QDateTime::currentDateTimeUtc().addSecs(-1);
    QCOMPARE(restoredItem(item, true).state, S::Queued);
    QCOMPARE(restoredItem(item, true).waitReason, WaitReason::None);
}

void TestRestoredItem::atQuit()
{
    const TransferSnapshot sending = stored(post(), S::Sending).snapshot;
    QCOMPARE(itemAtQuit(sending, false).state, S::Queued);
    QCOMPARE(itemAtQuit(sending, true).state, S::Unknown);
    QCOMPARE(itemAtQuit(stored(put(), S::Sending).snapshot, true).state, S::Sending);
    QCOMPARE(itemAtQuit(stored(DownloadRequest(), S::Receiving).snapshot, false).state, S::Receiving);
}

QTEST_GUILESS_MAIN(TestRestoredItem)
#include "tst_restoreditem.moc"
