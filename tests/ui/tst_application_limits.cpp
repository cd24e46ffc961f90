#include "app/Application.h"
#include "core/devserver/DevServer.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueModel.h"
#include "ui/rates/LimitsMenu.h"
#include "ui/rates/RateMenu.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/TransfersPage.h"
#include "ui/sheets/DownloadSheet.h"
#include "ui/statusbar/LimitsButton.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/MainToolBar.h"
#include "ui/toolbar/WindowActions.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// The limits that a person sets in the window hold in the engine, for what is under way too.
class TestApplicationLimits : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void speedIsHeldAndLifted();
    void numberToOneHostIsHeldAndLifted();

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
    window().openDownloadSheet();
    auto *sheet = window().findChild<DownloadSheet *>();
    QVERIFY(sheet);
    QStringList links;
    for (const QString &route : routes)
        links << m_server->url().resolved(QUrl(route)).toString();
    sheet->setLinks(links);
    QTest::mouseClick(sheet->primaryButton(), Qt::LeftButton);
    QTRY_COMPARE(window().queueModel().rowCount(), routes.size());
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

QTEST_MAIN(TestApplicationLimits)
#include "tst_application_limits.moc"
