#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/sheets/DestinationNameDialog.h"
#include "ui/sheets/DiscardDialog.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/FolderQuestion.h"
#include "ui/sheets/UploadSheet.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <functional>

using namespace ferry;
using namespace ferry::ui;

namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Sheets that are filled from what was sent once: what was not kept is asked for, and what a person writes is not lost
/// by one key.
class TestSheetsAgain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init() { m_profile = std::make_unique<TestProfile>(); }
    void uploadAsksForItsSecrets();
    void removedSecretIsNotMissed();
    void rawBodyHasNoFieldsToMiss();
    void downloadAsksForItsSecrets();
    void givenNameStays();
    void destinationKeepsWhatTheSheetDoesNotShow();
    void developerServerStaysBuiltIn();
    void destinationKeepsFilesAsBodies();
    void sentAgainAsItWas_data();
    void sentAgainAsItWas();
    void nameOfAnotherDestinationIsSaid();
    void ownNameIsOfferedForItsAddressAlone();
    void destinationWithoutAName();
    void closingAsksOnceSomethingIsWritten_data();
    void closingAsksOnceSomethingIsWritten();
    void closingOfAnAddressAloneDoesNot();
    void closingAsksForFiles_data();
    void closingAsksForFiles();
    void closingOfWhatWasSentOnceAsksForChanges_data();
    void closingOfWhatWasSentOnceAsksForChanges();

private:
    UploadRequest upload();
    /// What is made of the sheet: nothing, if it asks for something.
    template <typename Request, typename Sheet>
    std::optional<Request> submitted(Sheet &sheet);
    static DestinationNameDialog *askName(UploadSheet &sheet);

    std::unique_ptr<TestProfile> m_profile;
};

/// As the store gives it back: names of secrets without their values.
UploadRequest TestSheetsAgain::upload()
{
    QFile file(m_profile->path(q("a.bin")));
    if (!file.open(QIODevice::WriteOnly) || file.write("x") != 1)
        qFatal("no test file");
    UploadRequest request;
    request.url = QUrl(q("https://img.example.net/in?album=7&token="));
    request.fields = {{q("album"), "dawn", {}}, {q("password"), {}, {}}};
    request.headers = {{"X-One", "1"}, {"Authorization", {}}};
    request.files = {{q("file"), file.fileName(), {}, {}}};
    return request;
}

template <typename Request, typename Sheet>
std::optional<Request> TestSheetsAgain::submitted(Sheet &sheet)
{
    QSignalSpy made(&sheet, &Sheet::requestsMade);
    sheet.primaryButton()->setFocus();
    sheet.submit();
    // Either it is made, or the sheet has looked at everything and goes to what is wrong.
    const auto isOver = [&] { return !made.isEmpty() || sheet.focusWidget() != sheet.primaryButton(); };
    if (!QTest::qWaitFor(isOver) || made.isEmpty())
        return std::nullopt;
    return std::get<Request>(made.first().first().value<QList<TransferRequest>>().value(0));
}

void TestSheetsAgain::uploadAsksForItsSecrets()
{
    UploadSheet sheet(m_profile->settings, {});
    sheet.setRequest(upload());
    sheet.open();
    const int place = int(sheet.address()->currentText().indexOf(q("token=")) + 6); // to be written on
    QTRY_VERIFY(!sheet.address()->lineEdit()->hasSelectedText());
    QCOMPARE(sheet.address()->lineEdit()->cursorPosition(), place);
    const KeyValueModel &fields = sheet.fieldsTable()->values();
    const KeyValueModel &headers = sheet.headersTable()->values();
    const auto problem = [](const KeyValueModel &model, int row) {
        return model.index(row, 0).data(KeyValueModel::ProblemRole).toString();
    };
    QVERIFY(sheet.address()->accessibleDescription().startsWith(q("“token” is a secret and is not kept.")));
    QCOMPARE(problem(fields, 0), QString());
    QCOMPARE(problem(fields, 1), q("“password” is a secret and was not kept. Write its value, or remove it."));
    QVERIFY(problem(headers, 1).startsWith(q("“Authorization” is a secret")));
    QCOMPARE(sheet.summary()->sentence(), q("3 problems"));
    QVERIFY(!takeShot(sheet, q("upload-again-secrets")).isNull());
    QVERIFY(!submitted<UploadRequest>(sheet));
    sheet.address()->setCurrentText(q("https://img.example.net/in?album=7&token=t0ken"));
    QVERIFY(!submitted<UploadRequest>(sheet));
    sheet.fieldsTable()->values().setData(fields.index(1, KeyValueModel::Value), q("pa55"), Qt::EditRole);
    QCOMPARE(problem(fields, 1), QString());
    QVERIFY(!submitted<UploadRequest>(sheet));
    sheet.headersTable()->values().setData(headers.index(1, KeyValueModel::Value), q("Bearer b"), Qt::EditRole);
    const auto made = submitted<UploadRequest>(sheet);
    QVERIFY(made);
    QCOMPARE(made->fields.value(1).value, QByteArray("pa55"));
    QCOMPARE(made->headers.value("Authorization"), QByteArray("Bearer b"));
    QCOMPARE(made->url.query(), q("album=7&token=t0ken"));
}

void TestSheetsAgain::removedSecretIsNotMissed()
{
    UploadSheet sheet(m_profile->settings, {});
    sheet.setRequest(upload());
    sheet.open();
    sheet.address()->setCurrentText(q("https://img.example.net/in?album=7"));
    sheet.fieldsTable()->values().removeRows(1, 1);
    sheet.headersTable()->values().removeRows(1, 1);
    const auto made = submitted<UploadRequest>(sheet);
    QVERIFY(made);
    QCOMPARE(made->fields.size(), 1);
    QCOMPARE(made->headers.size(), 1);
}

void TestSheetsAgain::rawBodyHasNoFieldsToMiss()
{
    UploadRequest request = upload();
    request.rawBodyPath = request.files.takeFirst().path;
    request.headers = {};
    request.url = QUrl(q("https://img.example.net/in"));
    UploadSheet sheet(m_profile->settings, {});
    sheet.setRequest(request);
    sheet.open();
    QVERIFY(!sheet.summary()->isSet());
    QVERIFY(submitted<UploadRequest>(sheet));
}

void TestSheetsAgain::downloadAsksForItsSecrets()
{
    DownloadRequest request;
    request.url = QUrl(q("https://files.example.net/a.iso?sig="));
    request.headers = {{"X-Api-Key", {}}};
    DownloadSheet sheet(m_profile->settings);
    sheet.setRequest(request);
    sheet.open();
    QVERIFY(sheet.summary()->isSet());
    QVERIFY(!submitted<DownloadRequest>(sheet));
    sheet.links()->setPlainText(q("https://files.example.net/a.iso?sig=5"));
    QCOMPARE(sheet.summary()->sentence(), q("1 problem: headers"));
    QVERIFY(!submitted<DownloadRequest>(sheet));
    KeyValueModel &headers = sheet.headersTable()->values();
    headers.setData(headers.index(0, KeyValueModel::Value), q("k3y"), Qt::EditRole);
    const auto made = submitted<DownloadRequest>(sheet);
    QVERIFY(made);
    QCOMPARE(made->headers.value("X-Api-Key"), QByteArray("k3y"));
}

/// A compressed picture is a file of another name in the temporary place.
void TestSheetsAgain::givenNameStays()
{
    UploadRequest request = upload();
    request.url = QUrl(q("https://img.example.net/in"));
    request.fields.clear();
    request.headers = {};
    request.files.first().fileName = q("DSC_2041 harbour.jpg");
    UploadSheet sheet(m_profile->settings, {});
    sheet.setRequest(request);
    sheet.open();
    QTRY_COMPARE(sheet.files()->model().rowCount(), 1);
    QCOMPARE(sheet.files()->model().index(0).data().toString(), q("DSC_2041 harbour.jpg"));
    const auto made = submitted<UploadRequest>(sheet);
    QVERIFY(made);
    QCOMPARE(made->files, request.files);
}

/// By "Save as destination…".
DestinationNameDialog *TestSheetsAgain::askName(UploadSheet &sheet)
{
    QMenu *menu = sheet.findChild<QMenu *>();
    emit menu->aboutToShow();
    menu->actions().last()->trigger();
    return sheet.findChild<DestinationNameDialog *>();
}

void TestSheetsAgain::destinationKeepsWhatTheSheetDoesNotShow()
{
    Destination lab;
    lab.name = q("Lab");
    lab.url = QUrl(q("https://img.example.net/in?album=7&token="));
    lab.grouping = Grouping::Together;
    Destination other;
    other.name = q("Other");
    other.url = QUrl(q("https://other.example/in"));
    m_profile->settings.setDestinations({lab, other});
    UploadRequest request = upload();
    request.destinationName = lab.name;
    request.url = QUrl(q("https://img.example.net/in?album=7")); // of its secret nothing was kept
    request.fields.clear();
    request.headers = {{"X-New", "1"}};
    UploadSheet sheet(m_profile->settings, {lab, other});
    sheet.setRequest(request);
    sheet.open();
    QVERIFY(sheet.address()->accessibleDescription().startsWith(q("“token” is a secret")));
    sheet.address()->setCurrentText(q("https://img.example.net/in?album=7")); // for this time
    DestinationNameDialog *dialog = askName(sheet);
    QVERIFY(dialog);
    dialog->saveButton()->click();
    Destination wanted = lab;
    wanted.headers = {{"X-New", "1"}};
    QTRY_COMPARE(m_profile->settings.destinations().value(0).headers, wanted.headers);
    QVERIFY(m_profile->settings.destinations() == (QList<Destination>{wanted, other}));
}

void TestSheetsAgain::developerServerStaysBuiltIn()
{
    Destination server;
    server.name = q("Developer server");
    server.url = QUrl(q("http://127.0.0.1:8421/upload"));
    server.builtIn = true;
    UploadRequest request = upload();
    request.destinationName = server.name;
    request.url = server.url;
    UploadSheet sheet(m_profile->settings, {server});
    sheet.setRequest(request);
    sheet.open();
    DestinationNameDialog *dialog = askName(sheet);
    QVERIFY(dialog);
    dialog->saveButton()->click();
    QTRY_COMPARE(m_profile->settings.destinations().size(), 1);
    QCOMPARE(m_profile->settings.destinations().first().name, q("127.0.0.1")); // it goes with this launch
}

/// A form by PUT would lie in the place of the file.
void TestSheetsAgain::destinationKeepsFilesAsBodies()
{
    TestWindow test;
    const QString path = upload().files.first().path;
    {
        UploadSheet sheet(test.settings, {});
        sheet.open();
        sheet.address()->setCurrentText(q("http://127.0.0.1:1/files/"));
        sheet.setGrouping(Grouping::WholeBody);
        DestinationNameDialog *dialog = askName(sheet);
        QVERIFY(dialog);
        dialog->saveButton()->click();
        QTRY_COMPARE(test.settings.destinations().size(), 1);
    }
    const Destination kept = Settings(test.directory.path()).destinations().value(0);
    QCOMPARE(kept.method, QByteArray("PUT"));
    // As by a drop on it: the window gives the sheet what is kept.
    UploadSheet *dropped = test.window.openUploadSheetFor(kept, {path});
    QCOMPARE(dropped->grouping(), Grouping::WholeBody);
    delete dropped;
    // As from the menu, over what was chosen before.
    UploadSheet sheet(test.settings, {kept});
    sheet.setDestination(sample::destinations().first());
    sheet.addFiles({path});
    sheet.setDestination(kept);
    sheet.open();
    QTRY_COMPARE(sheet.files()->model().rowCount(), 1);
    const auto made = submitted<UploadRequest>(sheet);
    QVERIFY(made);
    QCOMPARE(made->method, QByteArray("PUT"));
    QCOMPARE(made->rawBodyPath, path);
    QVERIFY(made->files.isEmpty());
}

void TestSheetsAgain::sentAgainAsItWas_data()
{
    QTest::addColumn<Grouping>("kept");
    QTest::addColumn<bool>("body");
    QTest::addColumn<Grouping>("wanted");
    QTest::newRow("a body, to forms") << Grouping::Together << true << Grouping::WholeBody;
    QTest::newRow("a form, to bodies") << Grouping::WholeBody << false << Grouping::OneEach;
    QTest::newRow("a form, to all together") << Grouping::Together << false << Grouping::Together;
}

/// Whatever its destination has become.
void TestSheetsAgain::sentAgainAsItWas()
{
    QFETCH(Grouping, kept);
    QFETCH(bool, body);
    Destination lab;
    lab.name = q("Lab");
    lab.url = QUrl(q("https://img.example.net/in"));
    lab.grouping = kept;
    UploadRequest request = upload();
    request.url = lab.url;
    request.destinationName = lab.name;
    if (body)
        request.rawBodyPath = request.files.takeFirst().path;
    UploadSheet sheet(m_profile->settings, {lab});
    sheet.setRequest(request);
    QTEST(sheet.grouping(), "wanted");
}

void TestSheetsAgain::nameOfAnotherDestinationIsSaid()
{
    const QList<Destination> before = sample::destinations();
    m_profile->settings.setDestinations(before);
    UploadSheet sheet(m_profile->settings, before);
    sheet.setDestination(before.first());
    sheet.open();
    sheet.address()->setCurrentText(q("https://elsewhere.example/in"));
    DestinationNameDialog *dialog = askName(sheet);
    QVERIFY(dialog);
    QVERIFY(!takeShot(*dialog, q("destination-name")).isNull());
    QCOMPARE(dialog->name()->text(), q("elsewhere.example")); // of the one before the address is another
    QVERIFY(!dialog->problem()->isSet());
    QCOMPARE(dialog->saveButton()->text(), q("Save the destination"));
    QVERIFY(dialog->saveButton()->isDefault());
    dialog->name()->setText(q(" Image host "));
    QCOMPARE(dialog->saveButton()->text(), q("Replace “Image host”"));
    QVERIFY(dialog->problem()->sentence().contains(q("at img.example.net.")));
    QVERIFY(dialog->name()->accessibleDescription().contains(q("Another destination has this name")));
    QVERIFY(!dialog->saveButton()->isDefault());
    QVERIFY(!takeShot(*dialog, q("destination-name-taken")).isNull());
    QTest::keyClick(dialog->name(), Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(m_profile->settings.destinations(), before);
    QCOMPARE(dialog->focusWidget(), dialog->saveButton());
    QTest::keyClick(dialog->saveButton(), Qt::Key_Return);
    QVERIFY(!dialog->isVisible());
    QCOMPARE(m_profile->settings.destinations().size(), 2);
    QCOMPARE(m_profile->settings.destinations().first().url, QUrl(q("https://elsewhere.example/in")));
}

void TestSheetsAgain::ownNameIsOfferedForItsAddressAlone()
{
    const QList<Destination> before = sample::destinations();
    m_profile->settings.setDestinations(before);
    UploadSheet sheet(m_profile->settings, before);
    sheet.setDestination(before.first());
    sheet.open();
    sheet.setGrouping(Grouping::Together);
    DestinationNameDialog *dialog = askName(sheet);
    QVERIFY(dialog);
    QCOMPARE(dialog->name()->text(), before.first().name);
    QVERIFY(!dialog->problem()->isSet());
    dialog->name()->setText(before.last().name); // which is another one's
    QVERIFY(dialog->problem()->isSet());
    dialog->name()->setText(before.first().name);
    QVERIFY(dialog->saveButton()->isDefault());
    QTest::keyClick(dialog->name(), Qt::Key_Return);
    Destination wanted = before.first();
    wanted.grouping = Grouping::Together;
    QCOMPARE(m_profile->settings.destinations(), (QList<Destination>{wanted, before.last()}));
}

void TestSheetsAgain::destinationWithoutAName()
{
    UploadSheet sheet(m_profile->settings, {});
    sheet.open();
    sheet.address()->setCurrentText(q("https://img.example.net/in"));
    DestinationNameDialog *dialog = askName(sheet);
    QVERIFY(dialog);
    dialog->name()->setText(q("  "));
    QVERIFY(!dialog->problem()->isSet());
    QTest::keyClick(dialog->name(), Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->problem()->sentence(), q("The destination has no name."));
    QVERIFY(m_profile->settings.destinations().isEmpty());
    dialog->name()->setText(q("Images"));
    QVERIFY(!dialog->problem()->isSet());
}

void TestSheetsAgain::closingAsksOnceSomethingIsWritten_data()
{
    QTest::addColumn<bool>("isUpload");
    QTest::addColumn<bool>("discards");
    for (const bool isUpload : {true, false}) {
        const char *kind = isUpload ? "upload" : "download";
        QTest::addRow("%s, discarded", kind) << isUpload << true;
        QTest::addRow("%s, kept", kind) << isUpload << false;
    }
}

void TestSheetsAgain::closingAsksOnceSomethingIsWritten()
{
    QFETCH(bool, isUpload);
    QFETCH(bool, discards);
    UploadSheet upload(m_profile->settings, {});
    DownloadSheet download(m_profile->settings);
    Sheet &sheet = isUpload ? static_cast<Sheet &>(upload) : download;
    QWidget *field = isUpload ? static_cast<QWidget *>(upload.address()->lineEdit()) : download.links();
    sheet.open();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    QTest::keyClicks(field, q("https://img.example.net/in"));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(sheet.isVisible());
    auto *question = sheet.findChild<DiscardDialog *>();
    QVERIFY(question && question->isVisible());
    QVERIFY(question->accessibleDescription().startsWith(q("Discard what you have entered?")));
    QVERIFY(!takeShot(*question, q("discard")).isNull());
    QVERIFY(question->stayButton()->isDefault());
    QCOMPARE(question->focusWidget(), question->stayButton());
    QVERIFY(question->discardButton()->geometry().right() < question->width() / 2); // far from the safe one
    if (discards)
        question->discardButton()->click();
    else
        QTest::keyClick(question, Qt::Key_Escape);
    QTRY_COMPARE(sheet.isVisible(), !discards);
    QVERIFY(QTest::qWaitFor([&sheet] { return !sheet.findChild<DiscardDialog *>(); }));
    if (discards)
        return;
    sheet.close(); // as by the button of its window
    QVERIFY(sheet.isVisible() && sheet.findChild<DiscardDialog *>());
}

void TestSheetsAgain::closingOfAnAddressAloneDoesNot()
{
    UploadSheet upload(m_profile->settings, sample::destinations());
    upload.setDestination(sample::destinations().first());
    upload.open();
    QTest::keyClick(&upload, Qt::Key_Escape);
    QVERIFY(!upload.isVisible());
    DownloadSheet download(m_profile->settings);
    download.setLinks({q("https://img.example.net/a")});
    download.open();
    QTest::keyClick(&download, Qt::Key_Escape);
    QVERIFY(!download.isVisible());
}

void TestSheetsAgain::closingAsksForFiles_data()
{
    QTest::addColumn<bool>("isFolder");
    QTest::newRow("handed over") << false;
    QTest::newRow("a folder, asked about") << true;
}

/// Whoever put them there: they may have come from a program that does not hand them over again.
void TestSheetsAgain::closingAsksForFiles()
{
    QFETCH(bool, isFolder);
    const UploadRequest request = upload();
    UploadSheet sheet(m_profile->settings, sample::destinations());
    sheet.setDestination(sample::destinations().first());
    sheet.addFiles({isFolder ? m_profile->directory.path() : request.files.first().path});
    sheet.open();
    QTRY_COMPARE(sheet.files()->model().rowCount(), isFolder ? 0 : 1);
    QTRY_COMPARE(sheet.files()->question()->isOpen(), isFolder);
    QTest::keyClick(&sheet, Qt::Key_Escape);
    QVERIFY(sheet.isVisible());
    auto *question = sheet.findChild<DiscardDialog *>();
    QVERIFY(question && question->isVisible());
    QTest::keyClick(question, Qt::Key_Escape);
    QVERIFY(QTest::qWaitFor([&sheet] { return !sheet.findChild<DiscardDialog *>(); }));
    QVERIFY(sheet.isVisible());
    if (isFolder)
        return;
    sheet.files()->model().removeRows(0, 1);
    QTest::keyClick(&sheet, Qt::Key_Escape);
    QVERIFY(!sheet.isVisible()); // there is nothing left to lose
}

void TestSheetsAgain::closingOfWhatWasSentOnceAsksForChanges_data()
{
    using Change = std::function<void(UploadSheet &, const TestProfile &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("asks");
    QTest::newRow("nothing is changed") << Change([](UploadSheet &, const TestProfile &) {}) << false;
    QTest::newRow("its file is dropped on it")
        << Change([](UploadSheet &sheet, const TestProfile &profile) { sheet.addFiles({profile.path(q("a.bin"))}); })
        << false;
    QTest::newRow("another file is") << Change([](UploadSheet &sheet, const TestProfile &profile) {
        QFile other(profile.path(q("b.bin")));
        QVERIFY(other.open(QIODevice::WriteOnly));
        sheet.addFiles({other.fileName()});
    }) << true;
    QTest::newRow("a field is written") << Change([](UploadSheet &sheet, const TestProfile &) {
        KeyValueModel &fields = sheet.fieldsTable()->values();
        fields.setData(fields.index(1, KeyValueModel::Value), q("pa55"), Qt::EditRole);
    }) << true;
}

/// Its item has it still, with its files.
void TestSheetsAgain::closingOfWhatWasSentOnceAsksForChanges()
{
    QFETCH(std::function<void(UploadSheet &, const TestProfile &)>, change);
    QFETCH(bool, asks);
    UploadSheet sheet(m_profile->settings, sample::destinations());
    sheet.setRequest(upload());
    sheet.open();
    change(sheet, *m_profile);
    QSignalSpy settled(sheet.files(), &FileSection::settled);
    QVERIFY(!sheet.files()->isBusy() || settled.wait());
    QVERIFY(sheet.files()->model().rowCount() > 0);
    QTest::keyClick(&sheet, Qt::Key_Escape);
    QCOMPARE(sheet.isVisible(), asks);
    QCOMPARE(sheet.findChild<DiscardDialog *>() != nullptr, asks);
}

QTEST_MAIN(TestSheetsAgain)
#include "tst_sheets_again.moc"
