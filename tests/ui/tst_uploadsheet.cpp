#include "core/store/Settings.h"
#include "Shot.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/parts/SegmentedControl.h"
#include "ui/sheets/DestinationNameDialog.h"
#include "ui/sheets/DiscardDialog.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileListView.h"
#include "ui/sheets/FileRowDelegate.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/FolderQuestion.h"
#include "ui/sheets/IdentityField.h"
#include "ui/sheets/ImageCompressor.h"
#include "ui/sheets/UploadSheet.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QImageReader>
#include <QImageWriter>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// The upload sheet as a person uses it: by keys, clicks, drops and pastes, on real files.
class TestUploadSheet : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void makesRequests_data();
    void makesRequests();
    void fieldsStandInOrderAndEmptyRowsAreLeftOut();
    void takesIdentityAndPatience();
    void offersAddressesUsedBefore();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void saysAProblemOnLeavingTheField();
    void namesEveryProblemAtOnceAndGoesToTheFirst();
    void goesToTheRowThatIsAtFaultFromAnother_data();
    void goesToTheRowThatIsAtFaultFromAnother();
    void scrollBarMovesNoField();
    void aMissingFileIsFoundBeforeSending();
    void hidesSecretsUntilAsked();
    void tabGoesThroughTheTableAndOut();
    void editorThatIsLeftLeavesNothingSelected();
    void deleteRemovesARow();
    void pastesHeaderLines();
    void removesFilesByKeyAndClick();
    void takesDroppedFiles();
    void asksBeforeTakingAFolder();
    void takesThousandsOfFilesWithoutStopping();
    void takesAPastedPicture();
    void chooseImage_leavesOutWhatIsOverTheCount();
    void chooseImage_compresses();
    void compressedPictureTurnsAndForgets();
    void aBrokenPictureIsNotSentAsItIs();
    void escapeClosesAndEnterDoesNotSend();
    void takesADestinationAndItsName();
    void keepsADestinationWithoutSecrets();
    void asksForTheSecretsOfAUsedAddress();
    void asksForTheSecretsOfADestination();
    void looksRight_data();
    void looksRight();

private:
    bool openSheet();
    QString file(const QString &name, const QByteArray &bytes = "hello");
    QString photo(const QString &name, const char *format = "jpg");
    void add(const QStringList &paths);
    void typeAddress(const QString &text = QStringLiteral("https://img.example.net/api"));
    void writeRow(KeyValueTable *table, const QString &name, const QString &value);
    QList<TransferRequest> send();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<UploadSheet> m_sheet;
};

void TestUploadSheet::initTestCase()
{
    useLook(ColourScheme::Light);
}

void TestUploadSheet::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("profile")));
    QVERIFY(openSheet());
}

bool TestUploadSheet::openSheet()
{
    m_sheet = std::make_unique<UploadSheet>(*m_settings, QList<Destination>());
    m_sheet->setTemporaryDirectory(m_dir->path());
    m_sheet->open();
    return QTest::qWaitForWindowActive(m_sheet.get());
}

void TestUploadSheet::cleanup()
{
    m_sheet.reset();
}

QString TestUploadSheet::file(const QString &name, const QByteArray &bytes)
{
    const QString path = m_dir->filePath(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        qFatal("cannot write a file for the test");
    out.write(bytes);
    return path;
}

QString TestUploadSheet::photo(const QString &name, const char *format)
{
    QImage image(400, 200, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb((x * 7 + y * 3) % 256, (x + y * 5) % 256, x < 200 ? 200 : 20));
    }
    image.setText(QStringLiteral("Comment"), QStringLiteral("taken at home"));
    const QString path = m_dir->filePath(name);
    QImageWriter writer(path, format);
    writer.setQuality(100);
    if (!writer.write(image))
        qFatal("cannot write a picture for the test");
    return path;
}

void TestUploadSheet::add(const QStringList &paths)
{
    const int before = m_sheet->files()->model().rowCount();
    m_sheet->addFiles(paths);
    QTRY_COMPARE(m_sheet->files()->model().rowCount(), before + int(paths.size()));
    QTRY_VERIFY(!m_sheet->files()->isBusy());
}

void TestUploadSheet::typeAddress(const QString &text)
{
    QLineEdit *edit = m_sheet->address()->lineEdit();
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void TestUploadSheet::writeRow(KeyValueTable *table, const QString &name, const QString &value)
{
    table->editCell(table->values().rowCount() - 1, 0);
    QTest::keyClicks(QApplication::focusWidget(), name);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), value);
    const int row = table->currentIndex().row();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(table->values().index(row, 1).data(Qt::EditRole).toString(), value);
    QTRY_VERIFY(table->hasFocus());
}

QList<TransferRequest> TestUploadSheet::send()
{
    QSignalSpy made(m_sheet.get(), &UploadSheet::requestsMade);
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_sheet.get(), Qt::Key_Return,
                    Qt::ControlModifier);
    if (made.isEmpty() && !made.wait(5000))
        return {};
    return made.first().first().value<QList<TransferRequest>>();
}

void TestUploadSheet::makesRequests_data()
{
    QTest::addColumn<int>("grouping");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("filesInFirst");
    QTest::newRow("one request per file") << int(Grouping::OneEach) << QByteArray("POST") << 3 << 1;
    QTest::newRow("all together") << int(Grouping::Together) << QByteArray("POST") << 1 << 3;
    QTest::newRow("each the whole body") << int(Grouping::WholeBody) << QByteArray("PUT") << 3 << 0;
}

void TestUploadSheet::makesRequests()
{
    QFETCH(int, grouping);
    QFETCH(QByteArray, method);
    QFETCH(int, count);
    QFETCH(int, filesInFirst);
    typeAddress();
    add({file(QStringLiteral("a.txt")), file(QStringLiteral("b.txt")), file(QStringLiteral("c.txt"))});
    QCOMPARE(m_sheet->primaryButton()->text(), QStringLiteral("Upload 3 files"));
    m_sheet->setGrouping(Grouping(grouping));
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), count);
    const auto &first = std::get<UploadRequest>(requests.first());
    QCOMPARE(first.url, QUrl(QStringLiteral("https://img.example.net/api")));
    QCOMPARE(first.method, method);
    QCOMPARE(first.files.size(), filesInFirst);
    QCOMPARE(first.rawBodyPath.isEmpty(), grouping != int(Grouping::WholeBody));
    if (filesInFirst > 0)
        QCOMPARE(first.files.first().name, QStringLiteral("file"));
    QVERIFY(!m_sheet->isVisible());
    QCOMPARE(m_settings->addressHistory(), QStringList{QStringLiteral("https://img.example.net/api")});
}

void TestUploadSheet::fieldsStandInOrderAndEmptyRowsAreLeftOut()
{
    typeAddress();
    add({file(QStringLiteral("a.txt"))});
    m_sheet->fieldsTable()->values().setRows({{QStringLiteral("tag"), QStringLiteral("one")},
                                              {},
                                              {QStringLiteral("tag"), QStringLiteral("two")},
                                              {QStringLiteral("empty"), {}}});
    writeRow(m_sheet->headersTable(), QStringLiteral("X-Trace"), QStringLiteral("7"));
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    const auto &request = std::get<UploadRequest>(requests.first());
    const QList<FormField> expected = {
        {QStringLiteral("tag"), "one", {}}, {QStringLiteral("tag"), "two", {}}, {QStringLiteral("empty"), "", {}}};
    QCOMPARE(request.fields.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(request.fields.at(i).name, expected.at(i).name);
        QCOMPARE(QByteArray(request.fields.at(i).value), expected.at(i).value);
    }
    QCOMPARE(request.headers, (HeaderList{{"X-Trace", "7"}}));
}

void TestUploadSheet::takesIdentityAndPatience()
{
    m_settings->setTimeoutSeconds(20);
    m_sheet = std::make_unique<UploadSheet>(*m_settings, QList<Destination>());
    m_sheet->open();
    typeAddress();
    add({file(QStringLiteral("a.txt"))});
    m_sheet->identity()->setIdentity(Identity{QStringLiteral("wx123"), QStringLiteral("4")});
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    const TransferOptions options = optionsOf(requests.first());
    QCOMPARE(options.identity, std::optional<Identity>(Identity{QStringLiteral("wx123"), QStringLiteral("4")}));
    QCOMPARE(options.timeout, std::chrono::milliseconds(20000));
    QCOMPARE(options.answerTimeout, std::optional<std::chrono::milliseconds>(60000));
}

void TestUploadSheet::offersAddressesUsedBefore()
{
    const QString photos = QStringLiteral("https://img.example.net/api?album=1&b=2");
    const QString builds = QStringLiteral("https://builds.example.net/in");
    const QString path = file(QStringLiteral("a.txt"));
    QCOMPARE(m_sheet->address()->count(), 0);
    for (const QString &address : {builds, photos, QStringLiteral("https://lab.example/in?x=1&token=t0ken"), builds}) {
        QVERIFY(openSheet());
        typeAddress(address);
        add({path});
        QCOMPARE(send().size(), 1);
    }
    QVERIFY(openSheet());
    QComboBox *address = m_sheet->address();
    QStringList offered;
    for (int row = 0; row < address->count(); ++row)
        offered.append(address->itemText(row));
    // Newest first, each once; of a secret its name, and no value.
    QCOMPARE(offered, (QStringList{builds, QStringLiteral("https://lab.example/in?x=1&token="), photos}));
    QCOMPARE(address->currentText(), QString()); // none is taken unasked

    address->setFocus(Qt::TabFocusReason);
    QTest::keyClick(address, Qt::Key_Down, Qt::AltModifier);
    QTRY_VERIFY(address->view()->isVisible());
    QTest::keyClick(address->view(), Qt::Key_End);
    QTest::keyClick(address->view(), Qt::Key_Return);
    QTRY_VERIFY(!address->view()->isVisible());
    m_sheet->activateWindow(); // which a desktop does by itself
    QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
    QCOMPARE(address->currentText(), photos);
    QVERIFY(!m_sheet->summary()->isSet());
    QTest::keyClick(address, Qt::Key_Up); // and without the list
    QCOMPARE(address->currentText(), offered.at(1));
    QTest::keyClick(address, Qt::Key_Down);
    add({path});
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    QCOMPARE(urlOf(requests.first()), QUrl(photos));
}

void TestUploadSheet::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("summary");
    const QString good = QStringLiteral("https://img.example.net/");
    QTest::newRow("no address") << QString() << QString() << QString() << QStringLiteral("1 problem: address");
    QTest::newRow("ftp") << QStringLiteral("ftp://a.example/") << QString() << QString()
                         << QStringLiteral("1 problem: address");
    QTest::newRow("no host") << QStringLiteral("https:///x") << QString() << QString()
                             << QStringLiteral("1 problem: address");
    QTest::newRow("Referer") << good << QStringLiteral("Referer") << QStringLiteral("https://example.com/")
                             << QStringLiteral("1 problem: header Referer");
    QTest::newRow("Content-Length") << good << QStringLiteral("Content-Length") << QStringLiteral("5")
                                    << QStringLiteral("1 problem: header Content-Length");
    QTest::newRow("a bad name") << good << QStringLiteral("a b") << QStringLiteral("1")
                                << QStringLiteral("1 problem: header a b");
}

void TestUploadSheet::refusesWhatCannotBeSent()
{
    QFETCH(QString, address);
    QFETCH(QString, header);
    QFETCH(QString, value);
    QFETCH(QString, summary);
    if (!address.isEmpty())
        typeAddress(address);
    add({file(QStringLiteral("a.txt"))});
    if (!header.isEmpty())
        m_sheet->headersTable()->values().setRows({{header, value}});
    QSignalSpy made(m_sheet.get(), &UploadSheet::requestsMade);
    QTest::mouseClick(m_sheet->primaryButton(), Qt::LeftButton);
    QTRY_COMPARE(m_sheet->summary()->sentence(), summary);
    QCOMPARE(made.size(), 0);
    QVERIFY(m_sheet->isVisible());
    QVERIFY(m_sheet->primaryButton()->isEnabled());
}

void TestUploadSheet::saysAProblemOnLeavingTheField()
{
    typeAddress(QStringLiteral("ftp://old.example/"));
    QVERIFY(!m_sheet->summary()->isSet());
    QTest::keyClick(m_sheet->address()->lineEdit(), Qt::Key_Tab);
    QCOMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: address"));
    QVERIFY(m_sheet->address()->accessibleDescription().contains(QStringLiteral("ftp")));
    typeAddress(QStringLiteral("h")); // writing on takes it back
    QVERIFY(!m_sheet->summary()->isSet());
    QVERIFY(m_sheet->address()->accessibleDescription().isEmpty());

    writeRow(m_sheet->headersTable(), QStringLiteral("Referer"), QStringLiteral("x"));
    QCOMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: header Referer"));
    QVERIFY(!m_sheet->headersTable()->accessibleDescription().isEmpty());
}

void TestUploadSheet::namesEveryProblemAtOnceAndGoesToTheFirst()
{
    m_sheet->headersTable()->values().setRows({{QStringLiteral("Host"), QStringLiteral("x")}});
    m_sheet->headersTable()->setFocus();
    QTest::mouseClick(m_sheet->primaryButton(), Qt::LeftButton);
    QTRY_COMPARE(m_sheet->summary()->sentence(), QStringLiteral("3 problems")); // address, files, header
    QVERIFY(m_sheet->address()->hasFocus() || m_sheet->address()->lineEdit()->hasFocus());
}

void TestUploadSheet::goesToTheRowThatIsAtFaultFromAnother_data()
{
    QTest::addColumn<bool>("writing");
    QTest::newRow("on the empty row") << false;
    QTest::newRow("writing in the empty row") << true;
}

/// Also where the table has the focus already.
void TestUploadSheet::goesToTheRowThatIsAtFaultFromAnother()
{
    QFETCH(bool, writing);
    typeAddress();
    add({file(QStringLiteral("a.txt"))});
    KeyValueTable *table = m_sheet->headersTable();
    table->values().setRows({{QStringLiteral("X-One"), QStringLiteral("1")},
                             {QStringLiteral("Referer"), QStringLiteral("https://example.com/")}});
    table->setFocus(Qt::OtherFocusReason);
    table->setCurrentIndex(table->values().index(2, KeyValueModel::Name));
    if (writing)
        table->editCell(2, KeyValueModel::Name);
    QTRY_VERIFY(table->isAncestorOf(QApplication::focusWidget()) || table->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: header Referer"));
    QTRY_VERIFY(table->hasFocus());
    QCOMPARE(table->currentIndex(), table->values().index(1, KeyValueModel::Name));
}

/// It stands in the margin.
void TestUploadSheet::scrollBarMovesNoField()
{
    const auto *area = m_sheet->findChild<QScrollArea *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(area);
    m_sheet->resize(760, 760);
    QTRY_VERIFY(!area->verticalScrollBar()->isVisible());
    m_sheet->grab(); // with all of it laid out
    const auto place = [this](const QWidget *field) {
        return QRect(field->mapTo(m_sheet.get(), QPoint(0, 0)), field->size());
    };
    const QRect address = place(m_sheet->address());
    for (const bool low : {true, false, true}) {
        m_sheet->resize(760, low ? 400 : 760);
        QTRY_COMPARE(area->verticalScrollBar()->isVisible(), low);
        QTRY_COMPARE(place(m_sheet->address()), address);
    }
}

void TestUploadSheet::aMissingFileIsFoundBeforeSending()
{
    typeAddress();
    const QString gone = file(QStringLiteral("gone.txt"));
    add({file(QStringLiteral("a.txt")), gone});
    QVERIFY(QFile::remove(gone));
    QSignalSpy made(m_sheet.get(), &UploadSheet::requestsMade);
    m_sheet->submit();
    QTRY_COMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: files"));
    QCOMPARE(made.size(), 0);
    const QModelIndex row = m_sheet->files()->model().index(1);
    QVERIFY(row.data(FileListModel::ProblemRole).toString().contains(QStringLiteral("gone.txt")));
    QVERIFY(m_sheet->files()->model().index(0).data(FileListModel::ProblemRole).toString().isEmpty());
    QTRY_VERIFY(m_sheet->files()->view()->hasFocus());
    QTest::keyClick(m_sheet->files()->view(), Qt::Key_Delete);
    QCOMPARE(send().size(), 1);
}

void TestUploadSheet::hidesSecretsUntilAsked()
{
    KeyValueTable *table = m_sheet->headersTable();
    writeRow(table, QStringLiteral("Authorization"), QStringLiteral("Bearer s3cret"));
    const QModelIndex value = table->values().index(0, 1);
    QVERIFY(!value.data().toString().contains(QStringLiteral("s3cret")));
    QVERIFY(!value.data(Qt::ToolTipRole).toString().contains(QStringLiteral("s3cret")));
    QVERIFY(!value.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("s3cret")));
    table->edit(value);
    QCOMPARE(qobject_cast<QLineEdit *>(QApplication::focusWidget())->echoMode(), QLineEdit::Password);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(m_sheet->isVisible()); // Esc ended the editor alone

    table->setCurrentIndex(value);
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(value.data().toString(), QStringLiteral("Bearer s3cret"));
    const QRect cell = table->visualRect(value);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 16, cell.center().y()));
    QVERIFY(!value.data().toString().contains(QStringLiteral("s3cret")));
}

void TestUploadSheet::tabGoesThroughTheTableAndOut()
{
    KeyValueTable *table = m_sheet->fieldsTable();
    table->setFocus(Qt::TabFocusReason);
    QCOMPARE(table->currentIndex(), table->values().index(0, 0));
    QTest::keyClick(table, Qt::Key_Tab);
    QCOMPARE(table->currentIndex(), table->values().index(0, 1));
    QTest::keyClick(table, Qt::Key_Tab);
    QVERIFY(!table->hasFocus());
    QVERIFY(m_sheet->headersTable()->hasFocus());
    QTest::keyClick(m_sheet->headersTable(), Qt::Key_Backtab);
    QVERIFY(table->hasFocus());
}

void TestUploadSheet::editorThatIsLeftLeavesNothingSelected()
{
    KeyValueTable *table = m_sheet->fieldsTable();
    QSignalSpy left(table, &KeyValueTable::left);
    table->editCell(0, 0);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("album"));
    QVERIFY(table->selectionModel()->hasSelection());
    QVERIFY(left.isEmpty()); // it is in its own editor
    m_sheet->address()->setFocus();
    QCOMPARE(table->values().rows().value(0).name, QStringLiteral("album"));
    QVERIFY(!table->selectionModel()->hasSelection());
    QCOMPARE(left.size(), 1);
}

void TestUploadSheet::deleteRemovesARow()
{
    KeyValueTable *table = m_sheet->fieldsTable();
    table->values().setRows({{QStringLiteral("a"), QStringLiteral("1")}, {QStringLiteral("b"), QStringLiteral("2")}});
    table->setFocus();
    table->setCurrentIndex(table->values().index(0, 1));
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(table->values().rows().size(), 1);
    QCOMPARE(table->values().rows().first().name, QStringLiteral("b"));
    table->setCurrentIndex(table->values().index(1, 0));
    QTest::keyClick(table, Qt::Key_Delete); // the empty one stays
    QCOMPARE(table->values().rowCount(), 2);
}

void TestUploadSheet::pastesHeaderLines()
{
    KeyValueTable *table = m_sheet->headersTable();
    table->setFocus();
    QApplication::clipboard()->setText(QStringLiteral("X-One: 1\r\nX-Two:  a:b \n"));
    QTest::keySequence(table, QKeySequence::Paste);
    QCOMPARE(table->values().rows().size(), 2);
    QCOMPARE(table->values().rows().at(0).value, QStringLiteral("1"));
    QCOMPARE(table->values().rows().at(1).value, QStringLiteral("a:b"));
}

void TestUploadSheet::removesFilesByKeyAndClick()
{
    add({file(QStringLiteral("a.txt")), file(QStringLiteral("b.txt")), file(QStringLiteral("c.txt")),
         file(QStringLiteral("d.txt"))});
    FileListView *view = m_sheet->files()->view();
    FileListModel &model = m_sheet->files()->model();
    const QRect row = view->visualRect(model.index(1));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, FileRowDelegate::removeRect(row).center());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("c.txt"));
    view->setFocus();
    view->selectAll();
    QTest::keyClick(view, Qt::Key_Delete);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(m_sheet->primaryButton()->text(), QStringLiteral("Upload"));
}

void TestUploadSheet::takesDroppedFiles()
{
    QMimeData mime;
    mime.setUrls(
        {QUrl::fromLocalFile(file(QStringLiteral("a.txt"))), QUrl::fromLocalFile(file(QStringLiteral("ü 2.txt")))});
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_sheet.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_sheet.get(), &drop);
    QVERIFY(drop.isAccepted());
    QTRY_COMPARE(m_sheet->files()->model().rowCount(), 2);

    QMimeData text;
    text.setText(QStringLiteral("no file"));
    QDragEnterEvent other(QPoint(100, 100), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    other.ignore();
    QApplication::sendEvent(m_sheet.get(), &other);
    QVERIFY(!other.isAccepted());
}

void TestUploadSheet::asksBeforeTakingAFolder()
{
    file(QStringLiteral("photos/1.jpg"));
    file(QStringLiteral("photos/2.jpg"));
    file(QStringLiteral("photos/more/3.jpg"));
    m_sheet->addFiles({m_dir->filePath(QStringLiteral("photos")), file(QStringLiteral("alone.txt"))});
    FolderQuestion *question = m_sheet->files()->question();
    QTRY_VERIFY(question->isVisible());
    QCOMPARE(m_sheet->files()->model().rowCount(), 1); // the file came at once
    QCOMPARE(question->addButton()->text(), QStringLiteral("Add 3 files"));
    QTest::mouseClick(question->addButton(), Qt::LeftButton);
    QCOMPARE(m_sheet->files()->model().rowCount(), 4);
    QVERIFY(!question->isVisible());

    m_sheet->addFiles({m_dir->filePath(QStringLiteral("nothing-here"))});
    QTRY_VERIFY(m_sheet->files()->problem()->sentence().contains(QStringLiteral("nothing-here")));
}

void TestUploadSheet::takesThousandsOfFilesWithoutStopping()
{
    constexpr int count = 10000;
    QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("many")));
    for (int i = 0; i < count; ++i) {
        QFile out(m_dir->filePath(QStringLiteral("many/%1.bin").arg(i)));
        QVERIFY(out.open(QIODevice::WriteOnly));
    }
    typeAddress();
    m_sheet->addFiles({m_dir->filePath(QStringLiteral("many"))});
    QTRY_VERIFY_WITH_TIMEOUT(m_sheet->files()->question()->isVisible(), 20000);
    QTest::mouseClick(m_sheet->files()->question()->addButton(), Qt::LeftButton);
    QCOMPARE(m_sheet->files()->model().rowCount(), count);
    QCOMPARE(m_sheet->files()->model().index(10).data().toString(), QStringLiteral("10.bin")); // by number
    QSignalSpy made(m_sheet.get(), &UploadSheet::requestsMade);
    m_sheet->submit();
    QVERIFY(made.wait(20000));
    QCOMPARE(made.first().first().value<QList<TransferRequest>>().size(), count);
}

void TestUploadSheet::takesAPastedPicture()
{
    QImage picture(30, 20, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QApplication::clipboard()->setImage(picture);
    m_sheet->files()->view()->setFocus();
    QTest::keySequence(m_sheet->files()->view(), QKeySequence::Paste);
    FileListModel &model = m_sheet->files()->model();
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("pasted-image.png"));
    QCOMPARE(QImage(model.files().first().path).size(), picture.size());
}

void TestUploadSheet::chooseImage_leavesOutWhatIsOverTheCount()
{
    QStringList paths;
    for (int i = 0; i < 5; ++i)
        paths.append(photo(QStringLiteral("p%1.png").arg(i), "png"));
    QCOMPARE(m_sheet->files()->imageLimit(), 9);
    m_settings->setImageLimit(3);
    m_sheet = std::make_unique<UploadSheet>(*m_settings, QList<Destination>());
    m_sheet->open();
    m_sheet->files()->addImages(paths);
    QTRY_COMPARE(m_sheet->files()->model().rowCount(), 3);
    const QList<QLabel *> labels = m_sheet->files()->findChildren<QLabel *>();
    const auto said = [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("2 were left out"));
    };
    QVERIFY(std::any_of(labels.begin(), labels.end(), said));
}

void TestUploadSheet::chooseImage_compresses()
{
    typeAddress();
    const QString path = photo(QStringLiteral("holiday.jpeg"));
    add({path, file(QStringLiteral("notes.txt"))});
    m_sheet->files()->setCompressed(true);
    const QList<TransferRequest> requests = send(); // waits for the picture
    QCOMPARE(requests.size(), 2);
    const FormFile picture = std::get<UploadRequest>(requests.first()).files.first();
    QVERIFY(picture.path != path);
    QCOMPARE(picture.fileName, QStringLiteral("holiday.jpeg"));
    QVERIFY(QFileInfo(picture.path).size() < QFileInfo(path).size());
    QCOMPARE(QFileInfo(picture.path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(std::get<UploadRequest>(requests.at(1)).files.first().path, m_dir->filePath(QStringLiteral("notes.txt")));
    m_sheet.reset();
    QVERIFY(QFile::exists(picture.path)); // the upload still needs it
}

void TestUploadSheet::compressedPictureTurnsAndForgets()
{
    // A JPEG whose EXIF says "turn by 90 degrees" (orientation 6), put together by hand.
    QFile in(photo(QStringLiteral("plain.jpg")));
    QVERIFY(in.open(QIODevice::ReadOnly));
    QByteArray jpeg = in.readAll();
    const QByteArray exif =
        QByteArray::fromHex("ffe1002245786966000049492a00080000000100120103000100000006000000000000000000");
    QCOMPARE(exif.size(), 2 + 0x22 + 2);
    jpeg.insert(2, exif.left(2 + 0x22));
    const QString path = file(QStringLiteral("turned.jpg"), jpeg);
    QVERIFY(in.size() > 0 && jpeg.contains("taken at home") && jpeg.contains("Exif"));

    const CompressedImage made = ImageCompressor::make(path, m_dir->path());
    QVERIFY(!made.path.isEmpty());
    QCOMPARE(made.suffix, QStringLiteral("jpg"));
    QFile out(made.path);
    QVERIFY(out.open(QIODevice::ReadOnly));
    const QByteArray bytes = out.readAll();
    QVERIFY(!bytes.contains("Exif"));
    QVERIFY(!bytes.contains("taken at home"));
    QCOMPARE(QImageReader(made.path).size(), QSize(200, 400));

    // What one can see through stays a PNG.
    QImage glass(20, 20, QImage::Format_ARGB32);
    glass.fill(QColor(0, 0, 255, 90));
    glass.setText(QStringLiteral("Author"), QStringLiteral("somebody"));
    const QString png = m_dir->filePath(QStringLiteral("glass.png"));
    QVERIFY(glass.save(png));
    const CompressedImage clear = ImageCompressor::make(png, m_dir->path());
    QCOMPARE(clear.suffix, QStringLiteral("png"));
    QCOMPARE(QImage(clear.path).pixelColor(3, 3).alpha(), 90);
    QVERIFY(QImage(clear.path).textKeys().isEmpty());
}

void TestUploadSheet::aBrokenPictureIsNotSentAsItIs()
{
    typeAddress();
    add({file(QStringLiteral("broken.jpg"), "this is no picture")});
    m_sheet->files()->setCompressed(true);
    QSignalSpy made(m_sheet.get(), &UploadSheet::requestsMade);
    m_sheet->submit();
    QTRY_COMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: files"));
    QCOMPARE(made.size(), 0);
    m_sheet->files()->setCompressed(false);
    QCOMPARE(send().size(), 1);
}

void TestUploadSheet::escapeClosesAndEnterDoesNotSend()
{
    typeAddress();
    add({file(QStringLiteral("a.txt"))});
    QSignalSpy made(m_sheet.get(), &UploadSheet::requestsMade);
    QSignalSpy closed(m_sheet.get(), &QDialog::finished);
    QTest::keyClick(m_sheet->address()->lineEdit(), Qt::Key_Return);
    QVERIFY(m_sheet->isVisible());
    QTest::keyClick(m_sheet->address()->lineEdit(), Qt::Key_Escape);
    auto *question = m_sheet->findChild<DiscardDialog *>();
    QVERIFY(question); // something was written
    question->discardButton()->click();
    QCOMPARE(closed.size(), 1);
    QCOMPARE(made.size(), 0);
}

void TestUploadSheet::takesADestinationAndItsName()
{
    Destination destination;
    destination.name = QStringLiteral("Image host");
    destination.url = QUrl(QStringLiteral("https://img.example.net/api/v2/upload"));
    destination.fieldName = QStringLiteral("photo");
    destination.fields = {{QStringLiteral("album"), "harbour", {}}};
    destination.grouping = Grouping::Together;
    m_sheet->setDestination(destination);
    add({file(QStringLiteral("a.txt")), file(QStringLiteral("b.txt"))});
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    const auto &request = std::get<UploadRequest>(requests.first());
    QCOMPARE(request.destinationName, QStringLiteral("Image host"));
    QCOMPARE(request.files.size(), 2);
    QCOMPARE(request.files.first().name, QStringLiteral("photo"));
    QCOMPARE(request.fields.size(), 1);
}

void TestUploadSheet::keepsADestinationWithoutSecrets()
{
    typeAddress();
    m_sheet->headersTable()->values().setRows({{QStringLiteral("Authorization"), QStringLiteral("Bearer s3cret")},
                                               {QStringLiteral("X-Kind"), QStringLiteral("photo")}});
    QMetaObject::invokeMethod(m_sheet.get(), [this] {
        for (QAction *action : m_sheet->findChildren<QAction *>()) {
            if (action->text() == QStringLiteral("Save as destination…"))
                action->trigger();
        }
    });
    QMenu *menu = m_sheet->findChild<QMenu *>();
    QVERIFY(menu);
    emit menu->aboutToShow();
    menu->actions().last()->trigger();
    auto *dialog = m_sheet->findChild<QDialog *>();
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>();
    QVERIFY(name);
    name->setText(QStringLiteral("My host"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(m_settings->destinations().size(), 1);
    const Destination kept = m_settings->destinations().first();
    QCOMPARE(kept.name, QStringLiteral("My host"));
    QCOMPARE(kept.headers, (HeaderList{{"X-Kind", "photo"}}));
}

void TestUploadSheet::asksForTheSecretsOfAUsedAddress()
{
    m_settings->addAddress(QUrl(QStringLiteral("https://lab.example/in?token=t0ken&x=1")));
    m_settings->addAddress(QUrl(QStringLiteral("https://lab.example/meant?token=")));
    QVERIFY(openSheet());
    QComboBox *address = m_sheet->address();
    const auto choose = [address](const QString &text) {
        address->setCurrentIndex(address->findText(text));
        emit address->activated(address->currentIndex()); // as a click on it in the list does
    };
    choose(QStringLiteral("https://lab.example/in?token=&x=1"));
    QVERIFY2(address->accessibleDescription().startsWith(QStringLiteral("“token” is a secret and is not kept.")),
             qPrintable(address->accessibleDescription()));
    QVERIFY(address->lineEdit()->hasFocus());
    QTest::keyClicks(address->lineEdit(), QStringLiteral("t1")); // where it is to be written
    QCOMPARE(address->currentText(), QStringLiteral("https://lab.example/in?token=t1&x=1"));
    add({file(QStringLiteral("a.txt"), "x")});
    QCOMPARE(std::get<UploadRequest>(send().first()).url, QUrl(QStringLiteral("https://lab.example/in?token=t1&x=1")));
    QCOMPARE(m_settings->addressHistory().first(), QStringLiteral("https://lab.example/in?token=&x=1"));
    QCOMPARE(m_settings->addressHistory().size(), 2);

    // Without a value it was meant so.
    QVERIFY(openSheet());
    address = m_sheet->address();
    address->setCurrentText(QStringLiteral("https://lab.example/meant?token="));
    add({file(QStringLiteral("a.txt"), "x")});
    QCOMPARE(send().size(), 1);
}

void TestUploadSheet::asksForTheSecretsOfADestination()
{
    Destination kept;
    kept.name = QStringLiteral("Lab");
    kept.url = QUrl(QStringLiteral("https://lab.example/in?token=&x="));
    m_sheet->setDestination(kept);
    const auto sentence = [this] { return m_sheet->address()->accessibleDescription(); };
    QVERIFY2(sentence().startsWith(QStringLiteral("“token” is a secret and is not kept.")), qPrintable(sentence()));
    QVERIFY(m_sheet->summary()->isSet());
    add({file(QStringLiteral("a.txt"), "x")});
    QSignalSpy made(m_sheet.get(), &UploadSheet::requestsMade);
    m_sheet->submit();
    // The cursor stands where it is to be written.
    const int place = int(m_sheet->address()->currentText().indexOf(QStringLiteral("&x=")));
    QTRY_COMPARE(m_sheet->address()->lineEdit()->cursorPosition(), place);
    QVERIFY(m_sheet->address()->lineEdit()->hasFocus());
    QVERIFY(made.isEmpty());
    QVERIFY(!sentence().isEmpty());
    QTest::keyClicks(m_sheet->address()->lineEdit(), QStringLiteral("t0ken"));
    QCOMPARE(m_sheet->address()->currentText(), QStringLiteral("https://lab.example/in?token=t0ken&x="));
    QVERIFY(sentence().isEmpty());

    // Kept again, the value goes and the name stays; the form is still this destination's.
    QMenu *menu = m_sheet->findChild<QMenu *>();
    emit menu->aboutToShow();
    menu->actions().last()->trigger();
    auto *dialog = m_sheet->findChild<DestinationNameDialog *>();
    QVERIFY(dialog);
    const QString said = dialog->accessibleDescription();
    QVERIFY2(said.contains(QStringLiteral("“token” is a secret. Its value is not kept")), qPrintable(said));
    dialog->saveButton()->click();
    QTRY_COMPARE(m_settings->destinations().value(0).url, kept.url);
    m_sheet->submit();
    QTRY_COMPARE(made.size(), 1);
    const auto sent = std::get<UploadRequest>(made.first().first().value<QList<TransferRequest>>().first());
    QCOMPARE(sent.url, QUrl(QStringLiteral("https://lab.example/in?token=t0ken&x=")));
    QCOMPARE(sent.destinationName, QStringLiteral("Lab"));
}

void TestUploadSheet::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << int(ColourScheme::Light) << QSize(760, 632);
    QTest::newRow("dark") << int(ColourScheme::Dark) << QSize(760, 632);
    QTest::newRow("small") << int(ColourScheme::Light) << QSize(720, 440);
}

void TestUploadSheet::looksRight()
{
    QFETCH(int, scheme);
    QFETCH(QSize, size);
    useLook(ColourScheme(scheme));
    m_sheet->resize(size);
    add({photo(QStringLiteral("DSC_2041 harbour at dawn, edited version.jpg")), photo(QStringLiteral("team-photo.jpg")),
         photo(QStringLiteral("ferry-logo-dark@2x.png"), "png"), file(QStringLiteral("captions.json"), "{}")});
    m_sheet->fieldsTable()->values().setRows({{QStringLiteral("album"), QStringLiteral("harbour 2026")},
                                              {QStringLiteral("public"), QStringLiteral("true")}});
    m_sheet->headersTable()->values().setRows({{QStringLiteral("Authorization"), QStringLiteral("Bearer s3cret")},
                                               {QStringLiteral("Referer"), QStringLiteral("https://example.com/")}});
    typeAddress(QStringLiteral("https://img.example.net/api/v2/upload"));
    m_sheet->submit();
    QTRY_VERIFY(m_sheet->summary()->isSet());
    m_sheet->address()->setFocus(Qt::TabFocusReason);
    m_sheet->repaint();
    QTRY_VERIFY(!takeShot(*m_sheet, QStringLiteral("upload-%1").arg(QLatin1String(QTest::currentDataTag()))).isNull());
    QCOMPARE(m_sheet->size(), size);
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestUploadSheet)
#include "tst_uploadsheet.moc"
