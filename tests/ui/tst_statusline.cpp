#include "SampleItems.h"
#include "Shot.h"
#include "ui/statusbar/StateAnnouncer.h"
#include "ui/statusbar/StatusLine.h"

#include <QLabel>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What the last line of the window says of all items.
class TestStatusLine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void saysHowManyRun_data();
    void saysHowManyRun();
    void newsCountInGroups();
    void newsNameFilesAsTheyAre();

private:
    static TransferSnapshot item(TransferId id, TransferState state, const QString &name = QStringLiteral("a"))
    {
        return sample::upload(id, state, name, 5, 10, {}, QStringLiteral("h"));
    }
};

void TestStatusLine::saysHowManyRun_data()
{
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<QString>("words");
    QTest::newRow("fewer") << 10 << QStringLiteral("3 of 10 running");
    QTest::newRow("as many") << 3 << QStringLiteral("3 of 3 running");
    QTest::newRow("lowered while they ran") << 1 << QStringLiteral("3 running, 1 at once");
}

void TestStatusLine::saysHowManyRun()
{
    QFETCH(int, atOnce);
    QFETCH(QString, words);
    TransferModel model;
    StatusLine line(model);
    for (TransferId id = 1; id <= 3; ++id)
        model.apply({item(id, TransferState::Sending)});
    line.setParallel(atOnce);
    QStringList said;
    for (const QLabel *label : line.findChildren<QLabel *>())
        said.append(label->text());
    QVERIFY2(said.contains(words), qPrintable(said.join(u'\n')));
}

void TestStatusLine::newsCountInGroups()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const auto restore = qScopeGuard([before] { QLocale::setDefault(before); });
    const auto all = [](TransferState state) {
        QList<TransferSnapshot> items;
        for (TransferId id = 1; id <= 1035; ++id)
            items << item(id, state);
        return items;
    };
    TransferModel model;
    model.apply(all(TransferState::Sending));
    StateAnnouncer announcer(model);
    QSignalSpy announced(&announcer, &StateAnnouncer::announced);
    model.apply(all(TransferState::Done));
    QCOMPARE(announced.size(), 1);
    const QString said = announced.first().first().toString();
    QVERIFY2(said.startsWith(QStringLiteral("1,035 item")), qPrintable(said));
}

void TestStatusLine::newsNameFilesAsTheyAre()
{
    const QString name = QStringLiteral("rtl\u202egpj.exe");
    TransferModel model;
    model.apply({item(1, TransferState::Sending, name)});
    StateAnnouncer announcer(model);
    QSignalSpy announced(&announcer, &StateAnnouncer::announced);
    model.apply({item(1, TransferState::Done, name)});
    QCOMPARE(announced.value(0).value(0).toString(), QStringLiteral("rtlgpj.exe: Done"));
}

QTEST_MAIN(TestStatusLine)
#include "tst_statusline.moc"
