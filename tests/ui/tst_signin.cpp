#include "core/store/Settings.h"
#include "SampleItems.h"
#include "Shot.h"
#include "ui/details/ActionRow.h"
#include "ui/details/DetailsActions.h"
#include "ui/details/Verdict.h"
#include "ui/MainWindow.h"
#include "ui/parts/FieldProblem.h"
#include "ui/queue/QueueCommands.h"
#include "ui/queue/QueueModel.h"
#include "ui/queue/QueueView.h"
#include "ui/queue/RowText.h"
#include "ui/sheets/SignInDialog.h"
#include "ui/toolbar/WindowActions.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace ferry;
using namespace ferry::ui;

/// How a name and a password are asked for, in the row, the details and the dialog.
class TestSignIn : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void namesHostAndRealmInTheServersWords();
    void showsTheHostAsItIsSent_data();
    void showsTheHostAsItIsSent();
    void whatAServerSaysStaysOneLine();
    void passwordIsHiddenUntilShown();
    void enterSignsInAndEscapeDoesNot();
    void refusesWhatCannotBeSent();
    void saysWhatWasNotTaken();
    void warnsWithoutEncryption_data();
    void warnsWithoutEncryption();
    void saysHowLongItIsKept();
    void rowAndDetailsOfferItFirst_data();
    void rowAndDetailsOfferItFirst();
    void oneDialogForTenItemsOfARealm();
    void whatWasRemovedIsNotSent();
    void anotherRealmHasItsOwn();
    void nothingToSignInWithoutAsking();
    void looksRight_data();
    void looksRight();

private:
    static SignIn realm(const QString &words = QStringLiteral("Build archive, staff only"));
    static TransferSnapshot turnedAway(TransferId id, const SignIn &where);
    static QString textOf(const QWidget &dialog);
};

SignIn TestSignIn::realm(const QString &words)
{
    SignIn where;
    where.origin = QUrl(QStringLiteral("https://builds.example.net:8443"));
    where.realm = words;
    where.scheme = "Basic";
    return where;
}

TransferSnapshot TestSignIn::turnedAway(TransferId id, const SignIn &where)
{
    TransferSnapshot s = sample::upload(id, TransferState::Refused, QStringLiteral("build-%1.zip").arg(id), 0, 84000000,
                                        QStringLiteral("Build archive"), QStringLiteral("builds.example.net:8443"));
    Exchange e;
    e.statusCode = 401;
    e.reason = "Unauthorized";
    s.exchange = std::make_shared<const Exchange>(e);
    s.signIn = where;
    return s;
}

QString TestSignIn::textOf(const QWidget &dialog)
{
    QString all;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        all += label->text() + u'\n';
    return all;
}

void TestSignIn::namesHostAndRealmInTheServersWords()
{
    const SignInDialog server(realm());
    QVERIFY(textOf(server).contains(QStringLiteral("Sign in to builds.example.net:8443")));
    QVERIFY(textOf(server).contains(QStringLiteral("“Build archive, staff only”")));
    SignIn proxy = realm({});
    proxy.proxy = true;
    const SignInDialog dialog(proxy);
    QVERIFY(textOf(dialog).contains(QStringLiteral("Sign in to the proxy builds.example.net:8443")));
    QVERIFY(!textOf(dialog).contains(QStringLiteral("“”")));
}

void TestSignIn::showsTheHostAsItIsSent_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *origin, const char *shown) {
        QTest::newRow(name) << QString::fromUtf8(origin) << QString::fromUtf8(shown);
    };
    row("Cyrillic that looks Latin", "https://xn--80ak6aa92e.com", "Sign in to xn--80ak6aa92e.com (аррӏе.com)");
    row("written so", "https://аррӏе.com:8443", "Sign in to xn--80ak6aa92e.com:8443 (аррӏе.com)");
    row("Latin", "https://Apple.com", "Sign in to apple.com");
    row("address", "https://[::1]:8443", "Sign in to [::1]:8443");
}

void TestSignIn::showsTheHostAsItIsSent()
{
    QFETCH(QString, origin);
    QFETCH(QString, shown);
    SignIn where = realm();
    where.origin = QUrl(origin);
    const SignInDialog dialog(where);
    QVERIFY2(textOf(dialog).contains(shown + u'\n'), qPrintable(textOf(dialog)));
}

void TestSignIn::whatAServerSaysStaysOneLine()
{
    const QString odd = QStringLiteral("<b>bank</b>\nSign in to bank.example \u202egro.knab") + QString(400, u'x');
    const SignInDialog dialog(realm(odd));
    const QString all = textOf(dialog);
    QVERIFY(all.contains(QStringLiteral("<b>bank</b> Sign in to")) ||
            all.contains(QStringLiteral("<b>bank</b>Sign in to")));
    QVERIFY(!all.contains(QChar(0x202e)));
    QVERIFY(!all.contains(QString(200, u'x')));
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty());
}

void TestSignIn::passwordIsHiddenUntilShown()
{
    SignInDialog dialog(realm());
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QCOMPARE(dialog.focusWidget(), dialog.user());
    QTest::keyClicks(dialog.password(), QStringLiteral("open sesame"));
    QCOMPARE(dialog.password()->echoMode(), QLineEdit::Password);
    QVERIFY(!dialog.password()->displayText().contains(QStringLiteral("sesame")));
    dialog.showButton()->setFocus();
    QTest::keyClick(dialog.showButton(), Qt::Key_Space);
    QCOMPARE(dialog.password()->displayText(), QStringLiteral("open sesame"));
    QCOMPARE(dialog.showButton()->accessibleName(), QStringLiteral("Hide the password"));
    QTest::keyClick(dialog.showButton(), Qt::Key_Space);
    QCOMPARE(dialog.password()->echoMode(), QLineEdit::Password);
}

void TestSignIn::enterSignsInAndEscapeDoesNot()
{
    SignInDialog dialog(realm());
    QSignalSpy given(&dialog, &SignInDialog::given);
    dialog.open();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QTest::keyClicks(dialog.user(), QStringLiteral("mira"));
    QTest::keyClick(dialog.user(), Qt::Key_Tab);
    QCOMPARE(dialog.focusWidget(), dialog.password());
    QTest::keyClicks(dialog.password(), QStringLiteral("p: a\"b"));
    QTest::keyClick(dialog.password(), Qt::Key_Return);
    QCOMPARE(given.size(), 1);
    QCOMPARE(given.first().at(0).value<SignIn>(), realm());
    const Credentials expected{QStringLiteral("mira"), QStringLiteral("p: a\"b")};
    QCOMPARE(given.first().at(1).value<Credentials>(), expected);
    QVERIFY(!dialog.isVisible());

    SignInDialog other(realm(), 1, QStringLiteral("mira"));
    QSignalSpy none(&other, &SignInDialog::given);
    other.open();
    QVERIFY(QTest::qWaitForWindowExposed(&other));
    QCOMPARE(other.focusWidget(), other.password()); // the name is there already
    QTest::keyClick(other.password(), Qt::Key_Escape);
    QVERIFY(!other.isVisible());
    QCOMPARE(none.size(), 0);
}

void TestSignIn::refusesWhatCannotBeSent()
{
    SignInDialog dialog(realm());
    QSignalSpy given(&dialog, &SignInDialog::given);
    dialog.open();
    dialog.signInButton()->click();
    QVERIFY(dialog.userProblem()->isSet());
    QCOMPARE(dialog.focusWidget(), dialog.user());
    QTest::keyClicks(dialog.user(), QStringLiteral("a:b"));
    QVERIFY(!dialog.userProblem()->isSet());
    dialog.signInButton()->click();
    QVERIFY(dialog.userProblem()->isSet());
    QCOMPARE(given.size(), 0);
    dialog.user()->setText(QStringLiteral("ab"));
    dialog.signInButton()->click(); // an empty password is one
    QCOMPARE(given.size(), 1);
}

void TestSignIn::saysWhatWasNotTaken()
{
    SignIn where = realm();
    QVERIFY(!SignInDialog(where).problem()->isSet());
    where.tried = true;
    SignInDialog dialog(where);
    QVERIFY(dialog.problem()->sentence().contains(QStringLiteral("not taken")));
    QCOMPARE(dialog.password()->accessibleDescription(), dialog.problem()->sentence());
    QTest::keyClicks(dialog.password(), QStringLiteral("x"));
    QVERIFY(!dialog.problem()->isSet());
}

void TestSignIn::warnsWithoutEncryption_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *origin, const char *scheme, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(origin) << QByteArray(scheme) << QString::fromLatin1(says);
    };
    row("https", "https://a.example", "Basic", "");
    row("http, Basic", "http://a.example", "Basic", "can read the password");
    row("http, Digest", "http://a.example", "Digest", "The password itself is not sent");
    row("socks5", "socks5://a.example:1080", "Basic", "can read the password");
    row("this computer", "http://127.0.0.1:8421", "Basic", "");
    row("this computer by IPv6", "http://[::1]:8421", "Basic", "");
    row("this computer by name", "http://localhost:8421", "Basic", "");
    row("only looks like it", "http://localhost.example", "Basic", "can read the password");
}

void TestSignIn::warnsWithoutEncryption()
{
    QFETCH(QString, origin);
    QFETCH(QByteArray, scheme);
    QFETCH(QString, says);
    SignIn where = realm();
    where.origin = QUrl(origin);
    where.scheme = scheme;
    const SignInDialog dialog(where);
    QCOMPARE(dialog.warning().isEmpty(), says.isEmpty());
    QVERIFY2(dialog.warning().contains(says), qPrintable(dialog.warning()));
    QVERIFY(says.isEmpty() || textOf(dialog).contains(dialog.warning()));
}

void TestSignIn::saysHowLongItIsKept()
{
    QVERIFY(textOf(SignInDialog(realm())).contains(QStringLiteral("For this session only")));
    QVERIFY(textOf(SignInDialog(realm(), 10)).contains(QStringLiteral("10 items wait for it.")));
}

void TestSignIn::rowAndDetailsOfferItFirst_data()
{
    QTest::addColumn<TransferSnapshot>("item");
    QTest::addColumn<QString>("explanation");
    const QString asks = QStringLiteral("asks for a name and a password");
    QTest::newRow("401") << turnedAway(1, realm()) << asks;
    SignIn tried = realm();
    tried.tried = true;
    QTest::newRow("401 again") << turnedAway(1, tried) << QStringLiteral("the name and the password were not taken");
    SignIn proxy = realm({});
    proxy.proxy = true;
    TransferSnapshot s = turnedAway(1, proxy);
    s.state = TransferState::Failed;
    TransferError error;
    error.kind = ErrorKind::Proxy;
    error.statusCode = 407;
    s.error = error;
    QTest::newRow("407") << s << QStringLiteral("the proxy ") + asks;
}

void TestSignIn::rowAndDetailsOfferItFirst()
{
    QFETCH(TransferSnapshot, item);
    QFETCH(QString, explanation);
    const RowText row = rowText(item, QDateTime::currentDateTimeUtc());
    QCOMPARE(row.explanation, explanation);
    QCOMPARE(row.actions, (QList<RowAction>{RowAction::SignIn, RowAction::Retry}));
    QCOMPARE(actionsFor(item), (QList<DetailsAction>{DetailsAction::SignIn, DetailsAction::Retry}));
    QVERIFY(verdictOf(item).text.contains(item.signIn->tried ? QStringLiteral("not taken")
                                                             : QStringLiteral("asks for a name")));
    QVERIFY(spokenActions(item).startsWith(QStringLiteral("Sign in")));
}

struct Window
{
    QTemporaryDir directory;
    Settings settings{directory.path()};
    TransferEngine engine{EngineOptions{directory.path(), 10}};
    TransferModel model;
    MainWindow window{engine, model, settings};

    QList<SignInDialog *> dialogs() const
    {
        return window.findChildren<SignInDialog *>(QString(), Qt::FindDirectChildrenOnly);
    }
};

void TestSignIn::oneDialogForTenItemsOfARealm()
{
    Window w;
    for (TransferId id = 1; id <= 10; ++id) {
        SignIn where = realm();
        where.tried = id % 2 == 0; // the same realm all the same
        w.model.apply({turnedAway(id, where)});
    }
    w.window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&w.window));
    w.window.queueView()->setFocus();
    w.window.queueView()->selectItem(3);
    QTest::keyClick(w.window.queueView(), Qt::Key_Return); // the row's first action
    QCOMPARE(w.dialogs().size(), 1);
    QVERIFY(textOf(*w.dialogs().first()).contains(QStringLiteral("10 items wait for it.")));
    w.window.queueView()->selectAll();
    QVERIFY(w.window.actions().signIn->isEnabled());
    w.window.actions().signIn->trigger();
    QCOMPARE(w.dialogs().size(), 1);

    // The name is not asked for twice.
    SignInDialog *dialog = w.dialogs().first();
    dialog->user()->setText(QStringLiteral("mira"));
    dialog->signInButton()->click();
    QTRY_VERIFY(w.dialogs().isEmpty());
    w.window.actions().signIn->trigger();
    QCOMPARE(w.dialogs().first()->user()->text(), QStringLiteral("mira"));
    QVERIFY(w.dialogs().first()->password()->text().isEmpty());
}

// The engine would send it again with the others of its realm.
void TestSignIn::whatWasRemovedIsNotSent()
{
    Window w;
    w.model.apply({turnedAway(1, realm()), turnedAway(2, realm())});
    w.window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&w.window));
    w.window.queueView()->selectItem(1);
    w.window.actions().remove->trigger();
    const auto *commands = w.window.findChild<QueueCommands *>();
    QVERIFY(commands && commands->canUndo());
    w.window.queueView()->selectItem(2);
    w.window.actions().signIn->trigger();
    QCOMPARE(w.dialogs().size(), 1);
    QVERIFY(commands->canUndo());
    w.dialogs().first()->user()->setText(QStringLiteral("mira"));
    w.dialogs().first()->signInButton()->click();
    QVERIFY(!commands->canUndo());
}

void TestSignIn::anotherRealmHasItsOwn()
{
    SignIn proxy = realm(), elsewhere = realm();
    proxy.proxy = true;
    elsewhere.origin.setPort(8444);
    QVERIFY(realm().isSameRealm(realm()));
    QVERIFY(!realm().isSameRealm(realm(QStringLiteral("other"))));
    QVERIFY(!realm().isSameRealm(proxy));
    QVERIFY(!realm().isSameRealm(elsewhere));
}

void TestSignIn::nothingToSignInWithoutAsking()
{
    Window w;
    TransferSnapshot s = turnedAway(1, realm());
    s.signIn.reset();
    w.model.apply({s});
    w.window.show();
    w.window.queueView()->selectItem(1);
    QVERIFY(!w.window.actions().signIn->isEnabled());
    QVERIFY(!rowText(s, QDateTime::currentDateTimeUtc()).actions.contains(RowAction::SignIn));
    w.window.actions().signIn->trigger();
    QVERIFY(w.dialogs().isEmpty());
}

void TestSignIn::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestSignIn::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    const QLatin1String tag(QTest::currentDataTag());
    SignIn plain = realm();
    plain.origin = QUrl(QStringLiteral("http://builds.example.net:8080"));
    plain.tried = true;
    SignInDialog first(realm(), 10);
    SignInDialog second(plain, 1, QStringLiteral("mira"));
    for (auto *dialog : {&first, &second}) {
        dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QVERIFY(
            !takeShot(*dialog, (dialog == &first ? QStringLiteral("signin-") : QStringLiteral("signin-tried-")) + tag)
                 .isNull());
    }
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestSignIn)
#include "tst_signin.moc"
