#include "SampleItems.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/queue/QueueView.h"
#include "ui/rates/RateBox.h"
#include "ui/sheets/DownloadOptionsField.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/UploadSheet.h"
#include "ui/toolbar/WindowActions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>

using namespace ferry;
using namespace ferry::ui;

/// What was sent or fetched once fills a sheet again, to change something of it and send it once more.
class TestMainWindowAgain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void cleanup() { m_test.reset(); }
    void upload();
    void uploadOfAWholeBody();
    void download();
    void filesThatAreGoneAreMissed();
    void notOfWhatRuns();
    void notOfWhatMayHaveArrived();

private:
    /// The request that the sheet makes of the item when nothing is changed in it.
    template <typename Request, typename TheSheet>
    Request requestOfSheet(const Request &request);
    QString file(const QString &name) const;

    std::unique_ptr<TestWindow> m_test;
};

void TestMainWindowAgain::init()
{
    m_test = std::make_unique<TestWindow>();
    QVERIFY(m_test->show(QSize(1000, 700)));
}

QString TestMainWindowAgain::file(const QString &name) const
{
    QFile made(m_test->path(name));
    return made.open(QIODevice::WriteOnly) && made.write("x") == 1 ? made.fileName() : QString();
}

template <typename Request, typename TheSheet>
Request TestMainWindowAgain::requestOfSheet(const Request &request)
{
    TransferSnapshot s = sample::download(1, TransferState::Done, QStringLiteral("a.bin"), 1, 1, request.url.host());
    s.request = std::make_shared<const TransferRequest>(request);
    m_test->model.apply({s});
    m_test->window.queueView()->selectItem(1);
    m_test->window.actions().again->trigger();
    auto *sheet = m_test->window.template findChild<TheSheet *>();
    if (!sheet)
        return {};
    sheet->disconnect(&m_test->window); // nothing is sent here
    QSignalSpy made(sheet, &TheSheet::requestsMade);
    sheet->submit();
    if (made.isEmpty() && !made.wait())
        return {};
    return std::get<Request>(made.first().first().template value<QList<TransferRequest>>().value(0));
}

void TestMainWindowAgain::upload()
{
    UploadRequest sent;
    sent.url = QUrl(QStringLiteral("http://127.0.0.1:9/api?v=2"));
    sent.method = "PATCH";
    sent.fields = {{QStringLiteral("album"), "harbour", {}}, {QStringLiteral("album"), "dawn", {}}};
    sent.files = {{QStringLiteral("photo"), file(QStringLiteral("a.jpg")), {}, {}},
                  {QStringLiteral("photo"), file(QStringLiteral("b.jpg")), {}, {}}};
    sent.headers.append("X-One", "1");
    sent.headers.append("Authorization", "Bearer secret");
    sent.options.timeout = std::chrono::seconds(7);
    sent.options.answerTimeout = std::chrono::seconds(70);
    sent.options.retries = m_test->settings.retries();
    sent.options.identity = Identity{QStringLiteral("wx0123456789abcdef"), QStringLiteral("3")};
    sent.safeToRepeat = true;
    sent.contentDigest = true;
    sent.idempotencyKey = "the first one's own";
    UploadRequest again = requestOfSheet<UploadRequest, UploadSheet>(sent);
    QVERIFY(!again.idempotencyKey.isEmpty());
    QVERIFY(again.idempotencyKey != sent.idempotencyKey); // or the server would take it for the same upload
    again.idempotencyKey = sent.idempotencyKey;
    QCOMPARE(again.headers, sent.headers);
    QCOMPARE(again.files, sent.files);
    QVERIFY(again == sent);
}

void TestMainWindowAgain::uploadOfAWholeBody()
{
    UploadRequest sent;
    sent.url = QUrl(QStringLiteral("http://127.0.0.1:9/builds/7"));
    sent.method = "PUT";
    sent.rawBodyPath = file(QStringLiteral("a.bin"));
    const UploadRequest again = requestOfSheet<UploadRequest, UploadSheet>(sent);
    QCOMPARE(again.rawBodyPath, sent.rawBodyPath);
    QCOMPARE(again.method, sent.method);
    QCOMPARE(m_test->window.actions().again->text(), QStringLiteral("Upload again…"));
}

void TestMainWindowAgain::download()
{
    DownloadRequest fetched;
    fetched.url = QUrl(QStringLiteral("http://127.0.0.1:9/d/a%20b.iso?id=1"));
    fetched.headers.append("Authorization", "Bearer secret");
    fetched.saveTo = SaveTarget{m_test->directory.path(), {}, NameTaken::KeepBoth};
    fetched.checksum = ExpectedChecksum{"sha256", QByteArray(64, 'a')};
    fetched.checkNeighbour = true;
    fetched.segments = 3;
    fetched.options.rateLimit = 500'000;
    fetched.options.identity = Identity{QStringLiteral("wx0123456789abcdef"), QStringLiteral("3")};
    fetched.options.timeout = std::chrono::seconds(m_test->settings.timeoutSeconds());
    fetched.options.answerTimeout = std::chrono::seconds(m_test->settings.answerTimeoutSeconds());
    fetched.options.retries = m_test->settings.retries();
    const DownloadRequest again = requestOfSheet<DownloadRequest, DownloadSheet>(fetched);
    QCOMPARE(again.headers, fetched.headers);
    QVERIFY(again == fetched);
    QCOMPARE(m_test->window.actions().again->text(), QStringLiteral("Download again…"));
}

// A form without its files is not sent by one press of Enter.
void TestMainWindowAgain::filesThatAreGoneAreMissed()
{
    UploadRequest sent;
    sent.url = QUrl(QStringLiteral("http://127.0.0.1:9/api"));
    sent.fields = {{QStringLiteral("album"), "harbour", {}}};
    sent.files = {{QStringLiteral("photo"), m_test->path(QStringLiteral("gone.jpg")), {}, {}}};
    TransferSnapshot s = sample::download(1, TransferState::Done, QStringLiteral("a.bin"), 1, 1, sent.url.host());
    s.request = std::make_shared<const TransferRequest>(sent);
    m_test->model.apply({s});
    m_test->window.queueView()->selectItem(1);
    m_test->window.actions().again->trigger();
    auto *sheet = m_test->window.findChild<UploadSheet *>();
    QVERIFY(sheet);
    sheet->disconnect(&m_test->window); // nothing is sent here
    QSignalSpy made(sheet, &UploadSheet::requestsMade);
    sheet->submit();
    QTRY_VERIFY(sheet->findChild<FileSection *>()->problem()->sentence().contains(QStringLiteral("fewer files")));
    QCOMPARE(made.size(), 0);
    sheet->submit();
    QTRY_COMPARE(made.size(), 1); // who does it again means it
}

void TestMainWindowAgain::notOfWhatMayHaveArrived()
{
    m_test->model.apply(
        {sample::download(1, TransferState::Unknown, QStringLiteral("a.bin"), 1, 2, QStringLiteral("h"))});
    m_test->window.queueView()->selectItem(1);
    QVERIFY(!m_test->window.actions().again->isEnabled());
}

void TestMainWindowAgain::notOfWhatRuns()
{
    m_test->model.apply(
        {sample::download(1, TransferState::Receiving, QStringLiteral("a.bin"), 1, 2, QStringLiteral("h"))});
    m_test->window.queueView()->selectItem(1);
    QVERIFY(!m_test->window.actions().again->isEnabled());
}

QTEST_MAIN(TestMainWindowAgain)
#include "tst_mainwindow_again.moc"
