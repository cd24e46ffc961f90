#include "app/Application.h"
#include "core/devserver/DevServer.h"
#include "tests/support/ScriptedServer.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueModel.h"
#include "ui/rates/LimitsMenu.h"
#include "ui/rates/RateMenu.h"
#include "ui/settings/NetworkPage.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/TransfersPage.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/statusbar/LimitsButton.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/WindowActions.h"

#include <mutex>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What a person sets in the window counts in the engine: limits for what is under way too.
class TestApplicationLimits : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void speedIsHeldAndLifted();
    void numberToOneHostIsHeldAndLifted();
    void http2IsOfferedOnceItIsChosen();

private:
    MainWindow &window() const { return *m_application->window(); }
    void download(const QStringList &routes);
    /// By its row; the newest is the first.
    TransferSnapshot at(int row) const
    {
        const QueueModel &model = window().queueModel();
        return row < model.rowCount() ? model.snapshotAt(row) : TransferSnapshot();
    }

    std::unique_ptr<devserver::DevServer> m_server;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<Application> m_application;
};

void TestApplicationLimits::init()
{
    m_server = std::make_unique<devserver::DevServer>(devserver::Options{});
    QVERIFY2(m_server->start(), qPrintable(m_server->errorString()));
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_directory->path()));
    const QString profile = m_directory->filePath(QStringLiteral("profile"));
    m_instance = std::make_unique<SingleInstance>(profile);
    QCOMPARE(m_instance->start({}), SingleInstance::Role::First);
    m_application = std::make_unique<Application>(*qobject_cast<QApplication *>(QCoreApplication::instance()), profile,
                                                  *m_instance);
    m_application->show();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
}

void TestApplicationLimits::cleanup()
{
    m_application.reset();
    m_instance.reset();
    m_server.reset();
}

void TestApplicationLimits::download(const QStringList &routes)
{
    const int before = window().queueModel().rowCount();
    window().openDownloadSheet();
    auto *sheet = window().findChild<DownloadSheet *>();
    QVERIFY(sheet);
    QStringList links;
    for (const QString &route : routes)
        links << m_server->url().resolved(QUrl(route)).toString();
    sheet->setLinks(links);
    QTest::mouseClick(sheet->primaryButton(), Qt::LeftButton);
    QTRY_COMPARE(window().queueModel().rowCount(), before + routes.size());
}

void TestApplicationLimits::speedIsHeldAndLifted()
{
    emit window().toolBar()->limits()->down()->chosen(1000); // a file of 3 MB would take most of an hour
    download({QStringLiteral("try/size/3000000")});
    QTRY_VERIFY(at(0).bytesDone > 0);
    QVERIFY(at(0).bytesDone < 100000);
    window().statusLine()->limitsButton()->limits()->lift()->trigger();
    QTRY_COMPARE(at(0).state, TransferState::Ready);
}

void TestApplicationLimits::numberToOneHostIsHeldAndLifted()
{
    window().actions().settings->trigger();
    auto *dialog = window().findChild<SettingsDialog *>();
    QVERIFY(dialog);
    const auto *page = dialog->findChild<TransfersPage *>();
    QVERIFY(page);
    QTest::keyClick(page->perHost(), Qt::Key_Down); // one
    const QString stalls = QStringLiteral("try/stall?after=1000&size=");
    download({stalls + QStringLiteral("2000"), stalls + QStringLiteral("2001")});
    QTRY_COMPARE(at(1).state, TransferState::Receiving);
    QTRY_COMPARE(at(0).waitReason, WaitReason::Host);
    QCOMPARE(at(0).state, TransferState::Queued);
    QTest::keyClick(page->perHost(), Qt::Key_Up);
    QTRY_COMPARE(at(0).state, TransferState::Receiving);
}

void TestApplicationLimits::http2IsOfferedOnceItIsChosen()
{
    // What a client offers stands in the first bytes of TLS (RFC 7301 3.1), and no answer is needed.
    std::mutex mutex;
    QByteArrayList hellos;
    const ScriptedServer server([&](ScriptPeer &peer) {
        const QByteArray recordHead = peer.read(5);
        const QByteArray hello =
            peer.read(recordHead.size() == 5 ? quint8(recordHead[3]) * 256 + quint8(recordHead[4]) : 0);
        const std::lock_guard lock(mutex);
        hellos << hello;
    });
    const auto lastHello = [&] {
        const std::lock_guard lock(mutex);
        return hellos.isEmpty() ? QByteArray() : hellos.last();
    };
    const QString address = server.url().toString().replace(QStringLiteral("http:"), QStringLiteral("https:"));
    download({address + QStringLiteral("a")});
    QTRY_VERIFY(!lastHello().isEmpty());
    QVERIFY(!lastHello().contains("\x02h2"));
    window().actions().settings->trigger();
    auto *dialog = window().findChild<SettingsDialog *>();
    QVERIFY(dialog);
    dialog->showPage(SettingsDialog::Page::Network);
    QTest::mouseClick(dialog->network()->http2(), Qt::LeftButton, {},
                      QPoint(8, dialog->network()->http2()->height() / 2));
    dialog->close();
    download({address + QStringLiteral("b")});
    QTRY_VERIFY(lastHello().contains("\x02h2"));
}

QTEST_MAIN(TestApplicationLimits)
#include "tst_application_limits.moc"
