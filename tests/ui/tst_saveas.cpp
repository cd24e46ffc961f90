#include "core/devserver/DevServer.h"
#include "core/store/Settings.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueView.h"
#include "ui/toolbar/WindowActions.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// Save as, over a name that is taken: nothing is replaced unless the person says so. On a real engine, with the
/// dialogs that a person meets.
class TestSaveAs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void freeNameIsNotAskedAbout();
    void takenName_data();
    void takenName();
    void escapeKeepsEverything();
    void aLinkIsTakenToo();
    void saveWhereTheNameIsTaken_data();
    void saveWhereTheNameIsTaken();
    void saveOfAFreeNameIsNotAskedAbout();

private:
    void chooseName(const QString &name);
    QMessageBox *question() const;
    QAbstractButton *button(const QString &text) const;
    QByteArray contentOf(const QString &name) const;
    QStringList folder() const;
    TransferState state() const { return m_model->find(m_id)->state; }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<devserver::DevServer> m_server;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<TransferModel> m_model;
    std::unique_ptr<MainWindow> m_window;
    TransferId m_id = 0;
};

void TestSaveAs::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ColourScheme::Light);
}

void TestSaveAs::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QDir(m_directory->path()).mkdir(QStringLiteral("saved"));
    m_server = std::make_unique<devserver::DevServer>(devserver::Options{});
    QVERIFY2(m_server->start(), qPrintable(m_server->errorString()));
    m_settings = std::make_unique<Settings>(m_directory->path());
    m_settings->setSaveDirectory(m_directory->filePath(QStringLiteral("saved")));
    m_engine = std::make_unique<TransferEngine>(EngineOptions{m_directory->path(), 10});
    m_model = std::make_unique<TransferModel>();
    connect(m_engine.get(), &TransferEngine::changed, m_model.get(), &TransferModel::apply);
    m_window = std::make_unique<MainWindow>(*m_engine, *m_model, *m_settings);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    DownloadRequest request;
    request.url = m_server->url().resolved(QUrl(QStringLiteral("try/size/5000")));
    m_id = m_engine->add(request);
    QTRY_VERIFY(m_model->find(m_id) && state() == TransferState::Ready);
    m_window->queueView()->selectItem(m_id);
    m_window->queueView()->setFocus();
}

void TestSaveAs::cleanup()
{
    m_window.reset();
    m_engine.reset();
    m_model.reset();
    m_server.reset();
}

/// Ctrl+Shift+S, the name, Enter.
void TestSaveAs::chooseName(const QString &name)
{
    QTest::keyClick(m_window->queueView(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(edit);
    edit->setText(name);
    QTest::keyClick(edit, Qt::Key_Return);
}

QMessageBox *TestSaveAs::question() const
{
    const auto boxes = m_window->findChildren<QMessageBox *>();
    for (QMessageBox *box : boxes) {
        if (box->isVisible())
            return box;
    }
    return nullptr;
}

QAbstractButton *TestSaveAs::button(const QString &text) const
{
    for (QAbstractButton *one : question()->buttons()) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

QByteArray TestSaveAs::contentOf(const QString &name) const
{
    QFile file(m_directory->filePath(QStringLiteral("saved/") + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
}

QStringList TestSaveAs::folder() const
{
    return QDir(m_directory->filePath(QStringLiteral("saved")))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System, QDir::Name);
}

void TestSaveAs::freeNameIsNotAskedAbout()
{
    chooseName(QStringLiteral("new.bin"));
    QVERIFY(!question());
    QTRY_COMPARE(state(), TransferState::Done);
    QCOMPARE(folder(), QStringList{QStringLiteral("new.bin")});
}

void TestSaveAs::takenName_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("saved");
    QTest::addColumn<bool>("replaced");
    QTest::addColumn<QStringList>("files");
    const QString name = QStringLiteral("taken.bin");
    QTest::newRow("keep both") << QStringLiteral("Keep both") << true << false
                               << QStringList{QStringLiteral("taken (1).bin"), name};
    QTest::newRow("replace") << QStringLiteral("Replace") << true << true << QStringList{name};
    QTest::newRow("cancel") << QStringLiteral("Cancel") << false << false << QStringList{name};
}

void TestSaveAs::takenName()
{
    QFETCH(QString, answer);
    QFETCH(bool, saved);
    QFETCH(bool, replaced);
    QFETCH(QStringList, files);
    QFile old(m_directory->filePath(QStringLiteral("saved/taken.bin")));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    chooseName(QStringLiteral("taken.bin"));
    QTRY_VERIFY(question());
    QVERIFY(question()->text().contains(QStringLiteral("taken.bin")));
    // Enter does no harm.
    QCOMPARE(question()->defaultButton()->text(), QStringLiteral("Keep both"));
    QCOMPARE(contentOf(QStringLiteral("taken.bin")), QByteArray("old"));
    QAbstractButton *chosen = button(answer);
    QVERIFY(chosen);
    QTest::mouseClick(chosen, Qt::LeftButton);
    QTRY_VERIFY(!question());
    if (saved)
        QTRY_COMPARE(state(), TransferState::Done);
    else
        QCOMPARE(state(), TransferState::Ready);
    QCOMPARE(folder(), files);
    QCOMPARE(contentOf(QStringLiteral("taken.bin")) == QByteArray("old"), !replaced);
    if (saved)
        QCOMPARE(QFile(m_model->find(m_id)->savedPath).size(), 5000);
}

void TestSaveAs::escapeKeepsEverything()
{
    QFile old(m_directory->filePath(QStringLiteral("saved/taken.bin")));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.close();
    chooseName(QStringLiteral("taken.bin"));
    QTRY_VERIFY(question());
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QCOMPARE(state(), TransferState::Ready);
    QCOMPARE(QFile(old.fileName()).size(), 0);
}

/// Also one that leads nowhere: it would be followed otherwise.
void TestSaveAs::aLinkIsTakenToo()
{
    const QString link = m_directory->filePath(QStringLiteral("saved/link.bin"));
    QVERIFY(QFile::link(m_directory->filePath(QStringLiteral("nowhere")), link));
    chooseName(QStringLiteral("link.bin"));
    QTRY_VERIFY(question());
    QTest::mouseClick(button(QStringLiteral("Keep both")), Qt::LeftButton);
    QTRY_COMPARE(state(), TransferState::Done);
    QVERIFY(!QFile::exists(m_directory->filePath(QStringLiteral("nowhere"))));
    QCOMPARE(QFileInfo(m_model->find(m_id)->savedPath).fileName(), QStringLiteral("link (1).bin"));
}

void TestSaveAs::saveWhereTheNameIsTaken_data()
{
    QTest::addColumn<int>("setting");
    QTest::addColumn<QString>("answer"); // empty: nothing is asked
    QTest::addColumn<bool>("saved");
    QTest::newRow("keep both") << int(WhenTaken::KeepBoth) << QString() << true;
    QTest::newRow("skip") << int(WhenTaken::Skip) << QString() << false;
    QTest::newRow("ask: keep both") << int(WhenTaken::Ask) << QStringLiteral("Keep both") << true;
    QTest::newRow("ask: skip") << int(WhenTaken::Ask) << QStringLiteral("Skip") << false;
}

/// By one press of Save, to the folder of the settings.
void TestSaveAs::saveWhereTheNameIsTaken()
{
    QFETCH(int, setting);
    QFETCH(QString, answer);
    QFETCH(bool, saved);
    m_settings->setWhenTaken(WhenTaken(setting));
    const QString name = m_model->find(m_id)->name;
    QFile old(m_directory->filePath(QStringLiteral("saved/") + name));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    QSignalSpy said(&m_window->commands(), &QueueCommands::message);
    m_window->actions().save->trigger();
    if (!answer.isEmpty()) {
        QTRY_VERIFY(question());
        QVERIFY(question()->text().contains(name));
        QTest::mouseClick(button(answer), Qt::LeftButton);
        QTRY_VERIFY(!question());
    }
    if (saved)
        QTRY_COMPARE(state(), TransferState::Done);
    else if (answer.isEmpty())
        QTRY_VERIFY(said.value(0).value(0).toString().contains(name));
    QCOMPARE(state(), saved ? TransferState::Done : TransferState::Ready);
    QVERIFY(!m_model->find(m_id)->error);
    QCOMPARE(contentOf(name), QByteArray("old")); // whatever is chosen
    QCOMPARE(folder().size(), saved ? 2 : 1);
}

void TestSaveAs::saveOfAFreeNameIsNotAskedAbout()
{
    m_settings->setWhenTaken(WhenTaken::Ask);
    m_window->actions().save->trigger();
    QTRY_COMPARE(state(), TransferState::Done);
    QVERIFY(!question());
}

QTEST_MAIN(TestSaveAs)
#include "tst_saveas.moc"
