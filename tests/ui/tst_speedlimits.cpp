#include "core/store/Settings.h"
#include "SampleItems.h"
#include "Shot.h"
#include "ui/MainWindow.h"
#include "ui/parts/FieldProblem.h"
#include "ui/queue/QueueView.h"
#include "ui/rates/LimitsMenu.h"
#include "ui/rates/RateBox.h"
#include "ui/rates/RateDialog.h"
#include "ui/rates/RateMenu.h"
#include "ui/rates/RateText.h"
#include "ui/statusbar/LimitsButton.h"
#include "ui/statusbar/StatusLine.h"
#include "ui/toolbar/ItemMenu.h"
#include "ui/toolbar/MainToolBar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

QString plain(QString text)
{
    return text.replace(QChar(u'\u00a0'), u' ');
}

QAction *actionOf(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (plain(action->text()) == text)
            return action;
    }
    return nullptr;
}

} // namespace

/// Speed limits: how they are written, chosen, shown, and lifted.
class TestSpeedLimits : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void written_data();
    void written();
    void writtenElsewhere();
    void shown();
    void fieldTakesKeysAndSteps();
    void fieldGoesBackFromNonsense();
    void menuTicksTheOneInForce();
    void otherAsks();
    void otherRefusesWhatItDoesNotUnderstand_data();
    void otherRefusesWhatItDoesNotUnderstand();
    void statusBarSaysAndLifts();
    void itemMenuHasThemForWhatRuns();
};

void TestSpeedLimits::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    useLook(ColourScheme::Light);
}

void TestSpeedLimits::written_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("rate"); // -1: none
    const auto row = [](const char *text, qint64 rate) { QTest::newRow(text) << q(text) << rate; };
    row("500", 500000);
    row("500 kB/s", 500000);
    row("1.5 MB/s", 1500000);
    row("1,5m", 1500000);
    row("2G", 2000000000);
    row("700 B/s", 700);
    row("0", 0);
    row("No limit", 0);
    row("", 0);
    row("fast", -1);
    row("-5", -1);
    row("5 MB/min", -1);
    row("99999999 GB/s", -1);
    row("1.500", 1500);
    row("1,25", 1250);
    row("0,500", 500); // no thousands begin with 0
    row("1,500", -1);  // 1500 for one person, 1.5 for another
    row("1,500 kB/s", -1);
    row("12,345,678", -1);
    row("1.5.0", -1);
    row("+5", -1);
}

void TestSpeedLimits::written()
{
    QFETCH(QString, text);
    QFETCH(qint64, rate);
    QCOMPARE(rateFromText(text).value_or(-1), rate);
}

void TestSpeedLimits::writtenElsewhere()
{
    const auto restore = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(rateFromText(q("1,500")).value_or(-1), 1500);
    QCOMPARE(rateFromText(q("1.500")).value_or(-1), -1);
    QCOMPARE(rateFromText(q("1.5 MB/s")).value_or(-1), 1500000);
    QCOMPARE(rateFromText(rateText(1234000000000000)).value_or(-1), -1); // more than anybody limits
    for (const QLocale::Language language : {QLocale::German, QLocale::Arabic, QLocale::French, QLocale::Chinese}) {
        QLocale::setDefault(QLocale(language));
        for (const qint64 rate : {700LL, 1500LL, 20000LL, 1230000LL, 999000000LL, 1234000000000LL})
            QCOMPARE(rateFromText(rateText(rate)).value_or(-1), rate);
    }
}

void TestSpeedLimits::shown()
{
    QCOMPARE(plain(rateText(0)), q("No limit"));
    QCOMPARE(plain(rateText(500000)), q("500 kB/s"));
    QCOMPARE(plain(rateText(1500000)), q("1.5 MB/s"));
    QCOMPARE(plain(rateText(5000000)), q("5 MB/s"));
    for (const qint64 rate : {700LL, 20000LL, 1230000LL, 999000000LL})
        QCOMPARE(rateFromText(rateText(rate)).value_or(-1), rate); // what is shown is understood
}

void TestSpeedLimits::fieldTakesKeysAndSteps()
{
    RateBox box;
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    QSignalSpy chosen(&box, &RateBox::rateChosen);
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, q("1.5m"));
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.rate(), 1500000);
    QCOMPARE(plain(box.text()), q("1.5 MB/s"));
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.rate(), 2000000);
    QTest::keyClick(&box, Qt::Key_Down);
    QCOMPARE(box.rate(), 1000000);
    QCOMPARE(chosen.count(), 3);
    box.setRate(0);
    QCOMPARE(chosen.count(), 3); // only a person chooses
    QCOMPARE(box.text(), q("No limit"));
}

void TestSpeedLimits::fieldGoesBackFromNonsense()
{
    RateBox box;
    box.setRate(1000000);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    QSignalSpy chosen(&box, &RateBox::rateChosen);
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, q("fast"));
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.rate(), 1000000);
    QCOMPARE(plain(box.text()), q("1 MB/s"));
    QCOMPARE(chosen.count(), 0);
}

void TestSpeedLimits::menuTicksTheOneInForce()
{
    RateMenu menu(q("Speed limit"));
    QVERIFY(actionOf(menu, q("No limit"))->isChecked());
    menu.setRate(750000);
    QVERIFY(actionOf(menu, q("750 kB/s"))->isChecked());
    QSignalSpy chosen(&menu, &RateMenu::chosen);
    actionOf(menu, q("1 MB/s"))->trigger();
    QCOMPARE(chosen.last().first().toLongLong(), 1000000);
    menu.setRate(-1); // several items with different limits
    for (const QAction *action : menu.actions())
        QVERIFY(!action->isChecked());
}

void TestSpeedLimits::otherAsks()
{
    RateDialog dialog(q("Speed limit"), 0);
    QSignalSpy chosen(&dialog, &RateDialog::chosen);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QTest::keyClicks(dialog.field(), q("750"));
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->isDefault())
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toLongLong(), 750000);
    QVERIFY(!dialog.isVisible());
}

void TestSpeedLimits::otherRefusesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("enter") << true;
    QTest::newRow("click") << false;
}

void TestSpeedLimits::otherRefusesWhatItDoesNotUnderstand()
{
    QFETCH(bool, byKey);
    RateDialog dialog(q("Speed limit"), 2000000);
    QSignalSpy chosen(&dialog, &RateDialog::chosen);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QPushButton *set = nullptr;
    for (QPushButton *button : dialog.findChildren<QPushButton *>())
        set = button->isDefault() ? button : set;
    const auto answer = [&] {
        if (byKey)
            QTest::keyClick(dialog.field(), Qt::Key_Return);
        else
            QTest::mouseClick(set, Qt::LeftButton);
    };
    const auto *problem = dialog.findChild<FieldProblem *>();
    for (const char *text : {"fast", "1,500"}) {
        dialog.field()->selectAll();
        QTest::keyClicks(dialog.field(), q(text));
        answer();
        QCOMPARE(chosen.count(), 0);
        QVERIFY(dialog.isVisible());
        QCOMPARE(dialog.field()->text(), q(text)); // to be mended, not written again
        QVERIFY(problem && problem->isVisible());
        QVERIFY(problem->sentence().contains(q(text)));
        QVERIFY(dialog.field()->hasFocus());
    }
    dialog.field()->selectAll();
    QTest::keyClicks(dialog.field(), q("1500"));
    QVERIFY(!problem->isSet()); // it goes with the first key
    answer();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toLongLong(), 1500000);
}

void TestSpeedLimits::statusBarSaysAndLifts()
{
    QTemporaryDir directory;
    Settings settings(directory.path());
    TransferEngine engine(EngineOptions{directory.path(), 10});
    TransferModel model;
    MainWindow window(engine, model, settings);
    window.resize(1120, 720);
    window.show();
    LimitsButton *button = window.statusLine()->limitsButton();
    QVERIFY(!button->isVisible());
    actionOf(*window.toolBar()->limits()->down(), q("5 MB/s"))->trigger();
    QCOMPARE(settings.downLimit(), 5000000);
    QVERIFY(button->isVisible());
    QCOMPARE(plain(button->text()), q("At most 5 MB/s down"));
    actionOf(*button->limits()->up(), q("500 kB/s"))->trigger();
    QCOMPARE(settings.upLimit(), 500000);
    QCOMPARE(plain(button->text()), q("At most 5 MB/s down, 500 kB/s up"));
    QVERIFY(window.rect().contains(QRect(button->mapTo(&window, QPoint(0, 0)), button->size())));
    button->limits()->lift()->trigger();
    QCOMPARE(settings.downLimit(), 0);
    QCOMPARE(settings.upLimit(), 0);
    QVERIFY(!button->isVisible());
}

void TestSpeedLimits::itemMenuHasThemForWhatRuns()
{
    QTemporaryDir directory;
    Settings settings(directory.path());
    TransferEngine engine(EngineOptions{directory.path(), 10});
    TransferModel model;
    MainWindow window(engine, model, settings);
    window.show();
    QList<TransferSnapshot> items = sample::busyDay(directory.path());
    items[1].rateLimit = 1000000;
    model.apply(items);
    const auto menuOf = [&window](TransferId id) {
        window.queueView()->selectItem(id);
        emit window.queueView()->menuRequested(QPoint(300, 300));
        return qobject_cast<ItemMenu *>(QApplication::activePopupWidget());
    };
    ItemMenu *menu = menuOf(10);
    QVERIFY(menu && menu->rates());
    QVERIFY(actionOf(*menu->rates(), q("1 MB/s"))->isChecked());
    actionOf(*menu->rates(), q("Other…"))->trigger();
    menu->close();
    auto *dialog = window.findChild<RateDialog *>(); // which outlives the menu
    QVERIFY(dialog);
    QCOMPARE(dialog->field()->rate(), 1000000);
    dialog->reject();
    menu = menuOf(5); // done
    QVERIFY(menu && !menu->rates());
    menu->close();
}

QTEST_MAIN(TestSpeedLimits)
#include "tst_speedlimits.moc"
