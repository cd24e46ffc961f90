#include "core/store/Settings.h"
#include "Shot.h"
#include "tests/support/BusyPool.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/parts/NameList.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/IdentityField.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// The download sheet as a person uses it.
class TestDownloadSheet : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void readsLinks_data();
    void readsLinks();
    void sendsWhatCanBeFetched();
    void saysWhichLineIsWrongOnLeaving();
    void leavesOutNothingUnsaid();
    void saysThatThereIsNothing();
    void savesToAFolder();
    void refusesAFolderThatIsNotThere();
    void saysOfAFolderWhatIsWrongBeforeSending_data();
    void saysOfAFolderWhatIsWrongBeforeSending();
    void folderThatWasMadeMeanwhileIsTaken();
    void folderThatIsWrittenLastCounts();
    void addsHeaders();
    void takesAnIdentity();
    void looksRight_data();
    void looksRight();

private:
    QList<TransferRequest> send();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<DownloadSheet> m_sheet;
};

void TestDownloadSheet::init()
{
    m_sheet.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("profile")));
    m_settings->setSaveDirectory(m_dir->path());
    m_sheet = std::make_unique<DownloadSheet>(*m_settings);
    m_sheet->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_sheet.get()));
}

QList<TransferRequest> TestDownloadSheet::send()
{
    QSignalSpy made(m_sheet.get(), &DownloadSheet::requestsMade);
    QTest::keyClick(m_sheet->links(), Qt::Key_Return, Qt::ControlModifier);
    if (made.isEmpty() && !made.wait(5000))
        return {};
    return made.first().first().value<QList<TransferRequest>>();
}

void TestDownloadSheet::readsLinks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("good");
    QTest::addColumn<int>("bad");
    QTest::newRow("nothing") << QString() << 0 << 0;
    QTest::newRow("one") << QStringLiteral("https://a.example/f.iso") << 1 << 0;
    QTest::newRow("twice the same") << QStringLiteral("https://a.example/f\nhttps://a.example/f\n") << 1 << 0;
    QTest::newRow("blank lines and spaces") << QStringLiteral("\n  https://a.example/1 \r\n\nhttp://b.example/2\n") << 2 << 0;
    QTest::newRow("other schemes") << QStringLiteral("ftp://a.example/1\nfile:///etc/passwd\nhttps://b.example/2") << 1 << 2;
    QTest::newRow("no host") << QStringLiteral("https:///x") << 0 << 1;
}

void TestDownloadSheet::readsLinks()
{
    QFETCH(QString, text);
    const LinkText links(text);
    QTEST(int(links.urls().size()), "good");
    QTEST(int(links.problems().size()), "bad");
}

void TestDownloadSheet::sendsWhatCanBeFetched()
{
    QTest::keyClicks(m_sheet->links(), QStringLiteral("https://cdimage.example.org/debian.iso"));
    QTest::keyClick(m_sheet->links(), Qt::Key_Return);
    QTest::keyClicks(m_sheet->links(), QStringLiteral("ftp://old.example.com/readme.txt"));
    QTest::keyClick(m_sheet->links(), Qt::Key_Return);
    QTest::keyClicks(m_sheet->links(), QStringLiteral("https://media.example.com/d/keynote?id=8841"));
    QCOMPARE(m_sheet->primaryButton()->text(), QStringLiteral("Download 2 files"));
    QCOMPARE(m_sheet->found()->items().size(), 2);
    QCOMPARE(m_sheet->found()->items().at(0).name, QStringLiteral("debian.iso"));
    QVERIFY(m_sheet->found()->items().at(1).faint); // its name comes with the answer
    QSignalSpy made(m_sheet.get(), &DownloadSheet::requestsMade);
    m_sheet->submit(); // says first what will be left out
    QCOMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 of 3 links left out"));
    QVERIFY(m_sheet->links()->accessibleDescription().startsWith(QStringLiteral("Line 2: ")));
    QVERIFY(m_sheet->links()->hasFocus());
    QVERIFY(made.isEmpty());
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(urlOf(requests.at(1)), QUrl(QStringLiteral("https://media.example.com/d/keynote?id=8841")));
    QVERIFY(!std::get<DownloadRequest>(requests.first()).saveTo);
    QVERIFY(!m_sheet->isVisible());
}

void TestDownloadSheet::saysWhichLineIsWrongOnLeaving()
{
    m_sheet->links()->setPlainText(QStringLiteral("https://a.example/1\nftp://old.example.com/readme.txt"));
    QVERIFY(!m_sheet->summary()->isSet());
    QTest::keyClick(m_sheet->links(), Qt::Key_Tab);
    QCOMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 of 2 links left out"));
    QVERIFY(m_sheet->links()->accessibleDescription().startsWith(QStringLiteral("Line 2: ")));
}

void TestDownloadSheet::leavesOutNothingUnsaid()
{
    const auto type = [this](const char *last) {
        m_sheet->links()->setFocus();
        m_sheet->links()->setPlainText(QStringLiteral("https://a.example/1\nftp://old.example.com/") +
                                       QLatin1String(last));
    };
    QSignalSpy made(m_sheet.get(), &DownloadSheet::requestsMade);
    type("one");
    QTest::mouseMove(m_sheet->primaryButton());
    QTest::mouseClick(m_sheet->primaryButton(), Qt::LeftButton);
    QVERIFY(m_sheet->links()->hasFocus()); // it was said in the moment of the click
    type("other");
    QTest::keyClick(m_sheet->links(), Qt::Key_Return, Qt::ControlModifier); // another text, of which nothing was said
    QTRY_COMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 of 2 links left out"));
    QVERIFY(m_sheet->isVisible());
    QVERIFY(made.isEmpty());
    QTest::keyClick(m_sheet->links(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(made.size(), 1);
}

void TestDownloadSheet::saysThatThereIsNothing()
{
    QSignalSpy made(m_sheet.get(), &DownloadSheet::requestsMade);
    QTest::mouseClick(m_sheet->primaryButton(), Qt::LeftButton);
    QCOMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: links"));
    QVERIFY(m_sheet->links()->hasFocus());
    QCOMPARE(made.size(), 0);
}

void TestDownloadSheet::savesToAFolder()
{
    m_sheet->setLinks({QStringLiteral("https://a.example/1")});
    QVERIFY(!m_sheet->folder()->isEnabled());
    QTest::mouseClick(m_sheet->saveChoice(), Qt::LeftButton, {}, QPoint(8, m_sheet->saveChoice()->height() / 2));
    QVERIFY(m_sheet->folder()->isEnabled());
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    const auto target = std::get<DownloadRequest>(requests.first()).saveTo;
    QVERIFY(target);
    QCOMPARE(target->directory, m_dir->path());
    QCOMPARE(target->ifTaken, NameTaken::KeepBoth);
}

void TestDownloadSheet::refusesAFolderThatIsNotThere()
{
    m_sheet->setLinks({QStringLiteral("https://a.example/1")});
    m_sheet->saveChoice()->setChecked(true);
    m_sheet->folder()->setText(m_dir->filePath(QStringLiteral("no/such/folder")));
    QSignalSpy made(m_sheet.get(), &DownloadSheet::requestsMade);
    m_sheet->submit();
    QTRY_COMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: folder"));
    QVERIFY(m_sheet->folder()->hasFocus());
    QCOMPARE(made.size(), 0);
}

void TestDownloadSheet::saysOfAFolderWhatIsWrongBeforeSending_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    QTest::addColumn<bool>("leaves"); // else the person stops to write
    for (const bool leaves : {true, false}) {
        const char *when = leaves ? "left" : "written";
        QTest::addRow("not there, %s", when) << QStringLiteral("none") << QStringLiteral("does not exist") << leaves;
        QTest::addRow("a file, %s", when) << QStringLiteral("file") << QStringLiteral("not a folder") << leaves;
    }
}

void TestDownloadSheet::saysOfAFolderWhatIsWrongBeforeSending()
{
    QFETCH(QString, name);
    QFETCH(QString, why);
    QFETCH(bool, leaves);
    QFile file(m_dir->filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QSignalSpy made(m_sheet.get(), &DownloadSheet::requestsMade);
    m_sheet->setLinks({QStringLiteral("https://a.example/1")});
    m_sheet->saveChoice()->setChecked(true);
    m_sheet->folder()->setFocus();
    m_sheet->folder()->clear();
    QTest::keyClicks(m_sheet->folder(), m_dir->filePath(name));
    QVERIFY(!m_sheet->folderProblem()->isSet()); // not in the middle of a word
    if (leaves)
        QTest::keyClick(m_sheet->folder(), Qt::Key_Tab);
    QTRY_VERIFY2(m_sheet->folderProblem()->sentence().contains(why), qPrintable(m_sheet->folderProblem()->sentence()));
    QCOMPARE(m_sheet->folder()->accessibleDescription(), m_sheet->folderProblem()->sentence());
    QCOMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: folder"));
    QCOMPARE(m_sheet->folder()->hasFocus(), !leaves); // nobody is taken back to it
    m_sheet->folder()->setText(m_dir->path());
    QVERIFY(!m_sheet->summary()->isSet());
    QVERIFY(made.isEmpty());
    QCOMPARE(send().size(), 1);
}

/// What was said of it is looked at once more when it counts.
void TestDownloadSheet::folderThatWasMadeMeanwhileIsTaken()
{
    m_sheet->setLinks({QStringLiteral("https://a.example/1")});
    m_sheet->saveChoice()->setChecked(true);
    m_sheet->folder()->setText(m_dir->filePath(QStringLiteral("new")));
    QTRY_VERIFY(m_sheet->folderProblem()->isSet());
    QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("new")));
    QCOMPARE(send().size(), 1);
}

/// A disk that is slow to answer is not waited for, and its answer is about nothing that has been written since.
void TestDownloadSheet::folderThatIsWrittenLastCounts()
{
    m_sheet->setLinks({QStringLiteral("https://a.example/1")});
    m_sheet->saveChoice()->setChecked(true);
    QSignalSpy said(m_sheet->folderProblem(), &FieldProblem::changed);
    {
        const BusyPool slow(*QThreadPool::globalInstance());
        m_sheet->folder()->setText(m_dir->filePath(QStringLiteral("none")));
        emit m_sheet->folder()->editingFinished();
        m_sheet->folder()->setText(m_dir->filePath(QStringLiteral("nor this one")));
        emit m_sheet->folder()->editingFinished();
        QVERIFY(said.isEmpty());
    }
    QTRY_COMPARE(said.size(), 1);
    QVERIFY2(m_sheet->folderProblem()->sentence().contains(QStringLiteral("nor this one")),
             qPrintable(m_sheet->folderProblem()->sentence()));
}

void TestDownloadSheet::addsHeaders()
{
    m_sheet->setLinks({QStringLiteral("https://a.example/1")});
    QVERIFY(!m_sheet->headersTable()->isVisible());
    QTest::mouseClick(m_sheet->addHeaderButton(), Qt::LeftButton);
    QVERIFY(m_sheet->headersTable()->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Referer"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTRY_VERIFY(m_sheet->summary()->isSet());
    m_sheet->headersTable()->values().setRows({{QStringLiteral("Accept-Language"), QStringLiteral("zh")}});
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    QCOMPARE(headersOf(requests.first()), (HeaderList{{"Accept-Language", "zh"}}));
}

void TestDownloadSheet::takesAnIdentity()
{
    m_sheet->setLinks({QStringLiteral("https://a.example/1")});
    auto *identity = m_sheet->findChild<IdentityField *>();
    QVERIFY(identity);
    QTest::keyClick(identity->kind(), Qt::Key_Down);
    m_sheet->submit();
    QTRY_COMPARE(m_sheet->summary()->sentence(), QStringLiteral("1 problem: identity"));
    QVERIFY(m_sheet->isVisible());
    QCOMPARE(m_sheet->focusWidget(), identity->appId());
    QTest::keyClicks(identity->appId(), QStringLiteral("wx123"));
    QVERIFY(!m_sheet->summary()->isSet());
    identity->version()->setText(QStringLiteral("4/5"));
    m_sheet->submit();
    QTRY_COMPARE(m_sheet->focusWidget(), identity->version());
    identity->version()->setText(QStringLiteral("4"));
    const QList<TransferRequest> requests = send();
    QCOMPARE(requests.size(), 1);
    const Identity wanted{QStringLiteral("wx123"), QStringLiteral("4")};
    QCOMPARE(optionsOf(requests.first()).identity, std::optional(wanted));
}

void TestDownloadSheet::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestDownloadSheet::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    m_sheet->setLinks({QStringLiteral("https://cdimage.example.org/debian-12.8.0-amd64-netinst.iso"),
                       QStringLiteral("https://media.example.com/d/keynote?id=8841&q=1080p"),
                       QStringLiteral("ftp://old.example.com/readme.txt")});
    m_sheet->folder()->setText(QStringLiteral("Downloads"));
    QVERIFY(!takeShot(*m_sheet, QStringLiteral("download-%1").arg(QLatin1String(QTest::currentDataTag()))).isNull());
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestDownloadSheet)
#include "tst_downloadsheet.moc"
