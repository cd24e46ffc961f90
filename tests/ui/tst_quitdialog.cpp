#include "SampleItems.h"
#include "Shot.h"
#include "ui/parts/NameList.h"
#include "ui/sheets/ItemNames.h"
#include "ui/sheets/QuitDialog.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;
using Choice = QuitDialog::Choice;

/// The question before something is lost.
class TestQuitDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void decides_data();
    void decides();
    void namesAtMostFive();
    void offersNoSavingOfNothing();
    void enterSavesAndEscapeStays();
    void keptQueueIsToldByWhatComes();
    void keptQueueTellsWhatIsHeldForItsSecrets();
    void keptQueueQuitsWithEnter();
    void keptQueueNamesWhatIsNotSaved();
    void whatWouldBeLostStays();
    void answerInDangerStays();
    void looksRight_data();
    void looksRight();

private:
    static QList<TransferSnapshot> ready(int count);
    static QList<TransferSnapshot> running();
};

QList<TransferSnapshot> TestQuitDialog::ready(int count)
{
    QList<TransferSnapshot> items;
    for (int i = 0; i < count; ++i)
        items << sample::download(TransferId(100 + i), TransferState::Ready,
                                  i == 0 ? QStringLiteral("quarterly-report-final.pdf") : QStringLiteral("file-%1.bin").arg(i), 61800000,
                                  61800000, QStringLiteral("docs.example.com"));
    return items;
}

QList<TransferSnapshot> TestQuitDialog::running()
{
    const QString host = QStringLiteral("img.example.net");
    return {sample::upload(1, TransferState::Sending, QStringLiteral("DSC_2041 harbour at dawn, edited version.tif"), 412000000,
                           1200000000, QStringLiteral("Image host"), host),
            sample::download(2, TransferState::Receiving, QStringLiteral("debian-12.8.0-amd64-netinst.iso"), 385000000, 631000000, host),
            sample::upload(3, TransferState::Awaiting, QStringLiteral("build-2026-11-22-arm64-release.zip"), 84000000, 84000000, {},
                           host)};
}

void TestQuitDialog::decides_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<int>("choice");
    QTest::newRow("quit") << QByteArray("quit") << int(Choice::QuitAndDelete);
    QTest::newRow("stay") << QByteArray("stay") << int(Choice::Stay);
    QTest::newRow("save") << QByteArray("save") << int(Choice::SaveAllAndQuit);
}

void TestQuitDialog::decides()
{
    QFETCH(QByteArray, button);
    QuitDialog dialog(ready(1), running());
    QSignalSpy decided(&dialog, &QuitDialog::decided);
    dialog.open();
    QTest::mouseClick(button == "quit" ? dialog.quitButton() : button == "stay" ? dialog.stayButton() : dialog.saveButton(),
                      Qt::LeftButton);
    QCOMPARE(decided.size(), 1);
    QTEST(int(dialog.choice()), "choice");
    QVERIFY(!dialog.isVisible());
}

void TestQuitDialog::namesAtMostFive()
{
    QuitDialog dialog(ready(17), running());
    const QList<NameList *> lists = dialog.findChildren<NameList *>();
    QCOMPARE(lists.size(), 2);
    QCOMPARE(lists.first()->items().size(), mostItemsNamed + 1);
    QCOMPARE(lists.first()->items().last().name, QStringLiteral("and 12 more"));
    QCOMPARE(lists.last()->items().size(), 3);
    QCOMPARE(lists.last()->items().last().detail, QStringLiteral("Waiting for the answer"));
    QVERIFY(dialog.accessibleDescription().startsWith(QStringLiteral("Quit with 17 unsaved files and 3 running transfers?")));
}

void TestQuitDialog::offersNoSavingOfNothing()
{
    QuitDialog dialog({}, running());
    QVERIFY(!dialog.saveButton());
    QVERIFY(dialog.stayButton()->isDefault());
    QCOMPARE(dialog.findChildren<NameList *>().size(), 1);
}

void TestQuitDialog::enterSavesAndEscapeStays()
{
    QuitDialog save(ready(1), running());
    save.open();
    QVERIFY(QTest::qWaitForWindowExposed(&save));
    QTest::keyClick(&save, Qt::Key_Return);
    QCOMPARE(save.choice(), Choice::SaveAllAndQuit);

    QuitDialog stay(ready(1), running());
    QSignalSpy decided(&stay, &QuitDialog::decided);
    stay.open();
    QVERIFY(QTest::qWaitForWindowExposed(&stay));
    QTest::keyClick(&stay, Qt::Key_Escape);
    QCOMPARE(decided.size(), 1);
    QCOMPARE(stay.choice(), Choice::Stay);
}

void TestQuitDialog::keptQueueIsToldByWhatComes()
{
    QList<TransferSnapshot> items = running();
    items[1].resumable = Resumable::Yes;
    items << sample::download(4, TransferState::Receiving, QStringLiteral("no-ranges.bin"), 5, 10, QStringLiteral("h"));
    items.last().resumable = Resumable::NoRanges;
    const QuitDialog dialog(QuitDialog::Kept{{}, items});
    const QList<NameList *> lists = dialog.findChildren<NameList *>();
    QCOMPARE(lists.size(), 3);
    const auto names = [](const NameList *list) {
        QStringList all;
        for (const NameList::Item &item : list->items())
            all << item.name;
        return all;
    };
    QCOMPARE(names(lists.at(0)), QStringList{items.at(2).name}); // sent, and waiting for the answer
    QCOMPARE(names(lists.at(1)), (QStringList{items.at(0).name, items.at(3).name}));
    QCOMPARE(names(lists.at(2)), QStringList{items.at(1).name});
    QCOMPARE(lists.at(0)->accessibleName(), QStringLiteral("Answer would stay unknown"));
    QCOMPARE(lists.at(1)->accessibleName(), QStringLiteral("Start over at the next start"));
    QCOMPARE(lists.at(2)->accessibleName(), QStringLiteral("Go on at the next start"));
    QVERIFY(!dialog.saveButton());
}

void TestQuitDialog::keptQueueTellsWhatIsHeldForItsSecrets()
{
    QList<TransferSnapshot> items = running();
    const auto withRequest = [](TransferSnapshot s, auto change) {
        auto request = std::get<DownloadRequest>(*s.request);
        change(request);
        s.request = std::make_shared<const TransferRequest>(request);
        s.resumable = Resumable::Yes;
        return s;
    };
    const TransferSnapshot plain = items.takeAt(1);
    items << withRequest(plain, [](DownloadRequest &) {});
    items << withRequest(plain, [](DownloadRequest &r) { r.url.setQuery(QStringLiteral("X-Amz-Signature=abc")); });
    items << withRequest(plain, [](DownloadRequest &r) { r.headers = {{"Authorization", "Bearer abc"}}; });
    items << withRequest(plain, [](DownloadRequest &r) { r.options.user = QStringLiteral("ann"); });
    for (qsizetype i = 2; i < items.size(); ++i)
        items[i].name = QStringLiteral("file-%1").arg(i);
    auto sending = std::get<UploadRequest>(*items.at(0).request);
    sending.headers = {{"X-Api-Key", "abc"}};
    items[0].request = std::make_shared<const TransferRequest>(sending);
    // Its answer is in danger first, and what is whole needs no secret any more.
    auto awaiting = std::get<UploadRequest>(*items.at(1).request);
    awaiting.headers = {{"X-Api-Key", "abc"}};
    items[1].request = std::make_shared<const TransferRequest>(awaiting);
    items << items.at(3);
    items.last().name = QStringLiteral("saving");
    items.last().state = TransferState::Saving;

    const QuitDialog dialog(QuitDialog::Kept{{}, items});
    QHash<QString, QStringList> said;
    for (const NameList *list : dialog.findChildren<NameList *>()) {
        for (const NameList::Item &item : list->items())
            said[list->accessibleName()] << item.name;
    }
    QCOMPARE(said.size(), 3);
    QCOMPARE(said.value(QStringLiteral("Answer would stay unknown")), QStringList{items.at(1).name});
    QCOMPARE(said.value(QStringLiteral("Go on at the next start")),
             (QStringList{QStringLiteral("file-2"), QStringLiteral("saving")}));
    QCOMPARE(
        said.value(QStringLiteral("Held at the next start: their secrets are not kept")),
        (QStringList{items.at(0).name, QStringLiteral("file-3"), QStringLiteral("file-4"), QStringLiteral("file-5")}));
}

void TestQuitDialog::keptQueueQuitsWithEnter()
{
    QuitDialog dialog(QuitDialog::Kept{{}, {running().at(1)}});
    QVERIFY(dialog.quitButton()->isDefault()); // nothing is lost
    QVERIFY(!dialog.accessibleDescription().contains(QStringLiteral("nobody would know")));
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(dialog.choice(), Choice::QuitAndKeep);
}

void TestQuitDialog::keptQueueNamesWhatIsNotSaved()
{
    const QList<TransferSnapshot> files = ready(2);
    QuitDialog dialog(QuitDialog::Kept{files, {}});
    QVERIFY(dialog.accessibleDescription().contains(QStringLiteral("2 unsaved files")));
    const QList<NameList *> lists = dialog.findChildren<NameList *>();
    QCOMPARE(lists.size(), 1);
    QCOMPARE(lists.first()->accessibleName(), QStringLiteral("Not saved, and kept"));
    QCOMPARE(lists.first()->items().value(0).name, files.at(0).name);
    QVERIFY(dialog.quitButton()->isDefault()); // nothing is lost
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTest::mouseClick(dialog.saveButton(), Qt::LeftButton);
    QCOMPARE(dialog.choice(), Choice::SaveAllAndQuit);
    QuitDialog both(QuitDialog::Kept{files, running()});
    QVERIFY(both.accessibleDescription().contains(QStringLiteral("2 unsaved files and 3 running transfers")));
    QVERIFY(both.stayButton()->isDefault()); // an answer would stay unknown
    QVERIFY(both.saveButton());
}

void TestQuitDialog::whatWouldBeLostStays()
{
    TransferSnapshot whole = running().at(1);
    whole.resumable = Resumable::NoRanges;
    QuitDialog dialog(QuitDialog::Kept{{}, {whole}});
    QVERIFY(dialog.stayButton()->isDefault());
    QVERIFY(dialog.accessibleDescription().contains(QStringLiteral("385\u00a0MB that were moved would be lost")));
    auto request = std::get<DownloadRequest>(*whole.request);
    request.headers = {{"Authorization", "Bearer abc"}};
    TransferSnapshot held = whole; // for its secret, but it cannot go on from there either
    held.request = std::make_shared<const TransferRequest>(request);
    QVERIFY(QuitDialog(QuitDialog::Kept{{}, {held}}).stayButton()->isDefault());
    held.resumable = Resumable::Yes;
    QVERIFY(QuitDialog(QuitDialog::Kept{{}, {held}}).quitButton()->isDefault());
    whole.bytesDone = 0;
    QVERIFY(QuitDialog(QuitDialog::Kept{{}, {whole}}).quitButton()->isDefault());
    TransferSnapshot read = running().at(0); // for its digest, before anything is sent
    read.state = TransferState::Verifying;
    QVERIFY(QuitDialog(QuitDialog::Kept{{}, {read}}).quitButton()->isDefault());
}

void TestQuitDialog::answerInDangerStays()
{
    QuitDialog dialog(QuitDialog::Kept{{}, {running().at(2)}});
    QVERIFY(dialog.stayButton()->isDefault());
    QVERIFY(dialog.accessibleDescription().contains(QStringLiteral("nobody would know")));
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(dialog.choice(), Choice::Stay);
}

void TestQuitDialog::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestQuitDialog::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    const QLatin1String tag(QTest::currentDataTag());
    QuitDialog quit(ready(1), running());
    quit.open();
    QVERIFY(QTest::qWaitForWindowExposed(&quit));
    QVERIFY(!takeShot(quit, QStringLiteral("quit-%1").arg(tag)).isNull());
    quit.reject();
    QuitDialog kept(QuitDialog::Kept{ready(2), running()});
    kept.open();
    QVERIFY(QTest::qWaitForWindowExposed(&kept));
    QVERIFY(!takeShot(kept, QStringLiteral("quit-kept-%1").arg(tag)).isNull());
    kept.reject();
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestQuitDialog)
#include "tst_quitdialog.moc"
