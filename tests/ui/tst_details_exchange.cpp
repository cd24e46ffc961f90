#include "SampleItems.h"
#include "Shot.h"
#include "ui/details/AnswerPage.h"
#include "ui/details/BodyView.h"
#include "ui/details/DetailsPanel.h"
#include "ui/details/RedirectList.h"
#include "ui/details/RequestPage.h"
#include "ui/details/Verdict.h"
#include "ui/parts/Tone.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace ferry;
using namespace ferry::ui;

/// What the details tell of the way to an answer, in whose words, and that all of it can be seen.
class TestDetailsExchange : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        useLook(ColourScheme::Light);
    }
    void showsTheRedirects();
    void notesWhatElseCame_data();
    void notesWhatElseCame();
    void fullStopsOfTheTextsLanguage_data();
    void fullStopsOfTheTextsLanguage();
    void unknownLength_isSaid_data();
    void unknownLength_isSaid();
    void savesTheBody_data();
    void savesTheBody();
    void fitsThePanel();

private:
    static TransferSnapshot refused();
};

TransferSnapshot TestDetailsExchange::refused()
{
    TransferSnapshot s =
        sample::upload(4, TransferState::Refused, QStringLiteral("onboarding-walkthrough.mov"), 7340032, 182034112,
                       QStringLiteral("Image host"), QStringLiteral("img.example.net"));
    s.exchange = sample::refusal();
    s.serverReason = QStringLiteral("The file is larger than 50 MB.");
    s.stateSince = sample::today(10, 40);
    return s;
}

void TestDetailsExchange::showsTheRedirects()
{
    DetailsPanel panel;
    panel.show();
    TransferSnapshot s = refused();
    auto exchange = std::make_shared<Exchange>(*s.exchange);
    exchange->redirects = {
        {302, QUrl(QStringLiteral("http://me:canary@a.example/one")), QUrl(QStringLiteral("https://a.example/two"))},
        {308, QUrl(QStringLiteral("https://a.example/two")), QUrl(QStringLiteral("https://you:canary@b.example/"))}};
    s.exchange = exchange;
    panel.setSnapshots({s});
    panel.tabs()->setCurrentIndex(1);
    RedirectList *list = panel.request()->redirects();
    QVERIFY(list->isVisible());
    QCOMPARE(list->text(), QStringLiteral("302 Found from http://a.example/one to https://a.example/two\n"
                                          "308 Permanent Redirect from https://a.example/two to https://b.example/"));
    QCOMPARE(list->accessibleDescription(), list->text());
    QString labels;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        labels += label->text() + u'\n';
    QVERIFY(labels.contains(QStringLiteral("from http://a.example/one")));
    QVERIFY(labels.contains(QStringLiteral("to https://b.example/")));
    QVERIFY(!labels.contains(QStringLiteral("canary")));
    panel.setSnapshots({refused()});
    QVERIFY(!list->isVisible());
}

void TestDetailsExchange::notesWhatElseCame_data()
{
    QTest::addColumn<QList<int>>("interim");
    QTest::addColumn<HeaderList>("headers");
    QTest::addColumn<bool>("isFile");
    QTest::addColumn<QString>("notes");
    const HeaderList none, plain{{"Content-Encoding", "identity"}}, gzip{{"content-encoding", "GZIP, br"}};
    QTest::newRow("nothing") << QList<int>() << plain << false << QString();
    QTest::newRow("interim") << QList<int>{103, 100, 103} << none << false
                             << QStringLiteral("Before the answer came: 103 Early Hints ×2, 100 Continue.");
    QTest::newRow("coded answer") << QList<int>() << gzip << false
                                  << QStringLiteral("The body came coded (gzip, br) and is shown as it came.");
    QTest::newRow("coded file")
        << QList<int>() << gzip << true
        << QStringLiteral("The file came coded (gzip, br), although Ferry asked for it plain. It is kept as it came.");
}

void TestDetailsExchange::notesWhatElseCame()
{
    QFETCH(QList<int>, interim);
    QFETCH(HeaderList, headers);
    QFETCH(bool, isFile);
    QFETCH(QString, notes);
    TransferSnapshot s =
        isFile ? sample::download(1, TransferState::Ready, QStringLiteral("a.txt"), 5, 5, QStringLiteral("a.example"))
               : refused();
    Exchange exchange;
    exchange.statusCode = 200;
    exchange.interimStatus = interim;
    exchange.headers = headers;
    s.exchange = std::make_shared<const Exchange>(exchange);
    DetailsPanel panel;
    panel.show();
    panel.setSnapshots({s});
    QCOMPARE(panel.answer()->notes()->text(), notes);
    QCOMPARE(panel.answer()->notes()->isVisible(), !notes.isEmpty());
}

void TestDetailsExchange::fullStopsOfTheTextsLanguage_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("text");
    QTest::newRow("English") << QStringLiteral("file too large") << QStringLiteral("File too large.");
    QTest::newRow("Chinese") << QStringLiteral("文件太大") << QStringLiteral("文件太大。");
    QTest::newRow("with its own") << QStringLiteral("太大！") << QStringLiteral("太大！");
}

/// Whatever language the window speaks, the server's words end in their own way.
void TestDetailsExchange::fullStopsOfTheTextsLanguage()
{
    QFETCH(QString, reason);
    QFETCH(QString, text);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/translations/ferry_zh_CN.qm")));
    QCoreApplication::installTranslator(&translator);
    TransferSnapshot s =
        sample::upload(1, TransferState::Refused, QStringLiteral("a"), 10, 10, {}, QStringLiteral("a.example"));
    Exchange exchange;
    exchange.statusCode = 413;
    exchange.reason = "Content Too Large";
    s.serverReason = reason;
    s.exchange = std::make_shared<const Exchange>(exchange);
    QCOMPARE(verdictOf(s).text, text);
}

void TestDetailsExchange::unknownLength_isSaid_data()
{
    QTest::addColumn<TransferState>("state");
    QTest::addColumn<bool>("unknown");
    for (const TransferState state : {TransferState::Ready, TransferState::Done}) {
        for (const bool unknown : {false, true})
            QTest::addRow("%s, %s", stateName(state), unknown ? "unknown" : "known") << state << unknown;
    }
}

void TestDetailsExchange::unknownLength_isSaid()
{
    QFETCH(TransferState, state);
    QFETCH(bool, unknown);
    TransferSnapshot s = sample::download(6, state, QStringLiteral("a"), 5, 5, QStringLiteral("h"));
    s.savedPath = QStringLiteral("/downloads/a");
    s.lengthUnknown = unknown;
    QCOMPARE(verdictOf(s).text.contains(QStringLiteral("The server told no length to compare with.")), unknown);
}

/// No page is wider than the panel: what stands beyond its edge could not be reached. And the answer of an ordinary
/// refusal needs no scrolling at the size of the design.
void TestDetailsExchange::savesTheBody_data()
{
    QTest::addColumn<int>("came");
    QTest::addColumn<int>("inFile"); ///< 0: no file, -1: it is gone
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("saved");
    const int kept = 100000;
    QTest::newRow("whole") << kept << 0 << "Save the whole body…"
                           << "The body was saved as b.txt." << kept;
    QTest::newRow("whole in a file") << 300000 << 300000 << "Save the whole body…"
                                     << "The body was saved as b.txt." << 300000;
    QTest::newRow("cut") << 900000 << 0 << "Save the first 100 kB…"
                         << "The first 100 kB of 900 kB of the body were saved as b.txt." << kept;
    QTest::newRow("cut in a file") << 900000 << 300000 << "Save the first 300 kB…"
                                   << "The first 300 kB of 900 kB of the body were saved as b.txt." << 300000;
    QTest::newRow("its file is gone") << 900000 << -1 << "Save the first 100 kB…"
                                      << "The first 100 kB of 900 kB of the body were saved as b.txt." << kept;
}

/// What is saved is what was said before, and afterwards.
void TestDetailsExchange::savesTheBody()
{
    QFETCH(int, came);
    QFETCH(int, inFile);
    QFETCH(int, saved);
    QTemporaryDir directory;
    const QByteArray bytes(came, 'x');
    Exchange exchange;
    exchange.headers = {{"Content-Type", "text/plain"}};
    exchange.body = bytes.left(100000);
    exchange.bodySize = came;
    if (inFile != 0)
        exchange.bodyFile = directory.filePath(QStringLiteral("kept"));
    QFile file(exchange.bodyFile);
    if (inFile > 0)
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes.left(inFile)) == inFile && file.flush());
    BodyView body(QStringLiteral("Body"));
    QSignalSpy said(&body, &BodyView::message);
    static_cast<QWidget &>(body).show();
    body.showAnswer(std::make_shared<const Exchange>(exchange));
    QPushButton *save = nullptr;
    QTRY_VERIFY((save = body.findChild<QPushButton *>()) && save->isVisible());
    QTEST(save->text(), "button");
    QTest::mouseClick(save, Qt::LeftButton);
    auto *dialog = body.findChild<QFileDialog *>();
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(edit);
    edit->setText(directory.filePath(QStringLiteral("b.txt")));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(said.size(), 1);
    QTEST(said.first().first().toString(), "said");
    QFile out(directory.filePath(QStringLiteral("b.txt")));
    QVERIFY(out.open(QIODevice::ReadOnly));
    QCOMPARE(out.readAll(), bytes.left(saved));
}

void TestDetailsExchange::fitsThePanel()
{
    DetailsPanel panel;
    panel.resize(376, 712);
    panel.show();
    panel.setSnapshots({refused()});
    QTRY_COMPARE(panel.answer()->body()->body().kind, ui::BodyKind::Json);
    QTRY_COMPARE(panel.answer()->widget()->height(), panel.answer()->viewport()->height());
    for (const QSize size : {QSize(376, 712), QSize(300, 420), QSize(640, 420)}) {
        panel.resize(size);
        panel.setSnapshots({refused()});
        for (int tab = 0; tab < 3; ++tab) {
            panel.tabs()->setCurrentIndex(tab);
            QCoreApplication::processEvents();
            for (const QScrollArea *area : panel.findChildren<QScrollArea *>()) {
                if (area->isVisible() && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
                    QVERIFY2(area->widget()->width() <= area->viewport()->width(),
                             qPrintable(QStringLiteral("tab %1: %2 in %3")
                                            .arg(tab)
                                            .arg(area->widget()->width())
                                            .arg(area->viewport()->width())));
            }
        }
    }
}

QTEST_MAIN(TestDetailsExchange)
#include "tst_details_exchange.moc"
