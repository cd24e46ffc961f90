#include "SampleItems.h"
#include "Shot.h"
#include "ui/look/Icons.h"
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
    void speedsStandByTheirArrows();
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

void TestStatusLine::speedsStandByTheirArrows()
{
    const auto at = [](TransferSnapshot snapshot, double bytesPerSecond) {
        snapshot.bytesPerSecond = bytesPerSecond;
        return snapshot;
    };
    const auto down = [](TransferId id, TransferState state) {
        return sample::download(id, state, QStringLiteral("a"), 5, 10, QStringLiteral("h"));
    };
    TransferModel model;
    StatusLine line(model);
    line.resize(1000, line.height());
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    // The picture, the speed beside it and what a screen reader reads, each of the two.
    const auto shown = [&line](const char *arrow) {
        const QImage picture =
            iconPixmap(QString::fromLatin1(arrow), metrics::iconSmall, Theme::current().text2, line.devicePixelRatioF())
                .toImage();
        const auto labels = line.findChildren<QLabel *>();
        const auto icon = std::find_if(labels.begin(), labels.end(), [&picture](const QLabel *label) {
            return label->pixmap().toImage() == picture;
        });
        if (icon == labels.end())
            return QString();
        const QPoint beside((*icon)->geometry().right() + metrics::space8, (*icon)->geometry().center().y());
        const auto *speed = qobject_cast<QLabel *>(line.childAt(beside));
        if (!speed)
            return QString();
        return QString(speed->text() + u'|' + speed->accessibleName()).replace(QChar(u'\u00a0'), u' ');
    };
    model.apply({at(item(1, TransferState::Sending), 2e6), at(item(2, TransferState::Sending), 1.5e6),
                 at(down(3, TransferState::Receiving), 20e6), at(down(4, TransferState::Receiving), 4.1e6),
                 at(down(5, TransferState::Saving), 300e6)}); // copied, and not from the network
    QTRY_COMPARE(shown("up"), QStringLiteral("3.50 MB/s|Upload speed 3.50 MB/s"));
    QTRY_COMPARE(shown("down"), QStringLiteral("24.1 MB/s|Download speed 24.1 MB/s"));
    model.apply({item(1, TransferState::Done), at(down(3, TransferState::Receiving), 5e6)});
    QTRY_COMPARE(shown("up"), QStringLiteral("1.50 MB/s|Upload speed 1.50 MB/s"));
    QTRY_COMPARE(shown("down"), QStringLiteral("9.10 MB/s|Download speed 9.10 MB/s"));
    model.apply({item(2, TransferState::Failed)});
    QTRY_COMPARE(shown("up"), QStringLiteral("0 kB/s|Upload speed 0 kB/s"));
    QTRY_COMPARE(shown("down"), QStringLiteral("9.10 MB/s|Download speed 9.10 MB/s"));
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
