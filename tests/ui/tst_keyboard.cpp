#include "AllWindows.h"
#include "Shot.h"
#include "tests/support/TestWindow.h"
#include "ui/parts/FieldProblem.h"
#include "ui/queue/EmptyPage.h"
#include "ui/sheets/FileListView.h"
#include "ui/sheets/Notice.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFileDialog>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// Who works without a mouse sees where the focus is, and Enter does what stands there.
class TestKeyboard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void enterPressesWhatHasTheFocus();
    void enterStaysWhereStayHasTheFocus();
    void enterConfirmsAChoiceByTheDefaultButton();
    void enterOpensTheFirstSheet();
    void enterAsksForFilesWhereThereAreNone();
    void sheetWithFilesBeginsAtItsButton();
    void ringIsWholeAroundEveryButton();
    void ringShowsWhereAWindowBegins();
    void ringComesBackAfterAMenu();
    void ringIsWhereEnterGoes();
    void listOfAComboBoxHasTheRowsOfAMenu();
    void aProblemMakesItsDialogHigher();

private:
    static QFocusFrame *ring(const QWidget &window)
    {
        return window.findChild<QFocusFrame *>(QStringLiteral("ferry-focus-ring"));
    }
    static bool show(QWidget &window)
    {
        if (!window.isVisible()) // a dialog that is shown once more would take it for an opening
            window.show();
        window.activateWindow();
        return QTest::qWaitForWindowActive(&window);
    }
    static QList<TransferSnapshot> one(TransferState state)
    {
        return {sample::download(1, state, QStringLiteral("a.iso"), 5, 10, QStringLiteral("files.example.net"))};
    }
};

namespace {

constexpr int aroundButton = 4; ///< PM_FocusFrameHMargin

/// The part of the ring that a person should see, in coordinates of the screen: all of it, but for what is scrolled
/// out of sight or lies beyond the window.
QRect wantedRing(const QAbstractButton &button)
{
    const QRect all(button.mapToGlobal(QPoint()) - QPoint(aroundButton, aroundButton),
                    button.size() + QSize(2 * aroundButton, 2 * aroundButton));
    QRect room(button.window()->mapToGlobal(QPoint()), button.window()->size());
    for (const QWidget *up = button.parentWidget(); up; up = up->isWindow() ? nullptr : up->parentWidget()) {
        const auto *area = qobject_cast<const QAbstractScrollArea *>(up);
        if (area)
            room &= QRect(area->viewport()->mapToGlobal(QPoint()), area->viewport()->size());
    }
    return all & room;
}

/// As the areas around it do where Tab leads to it.
void bringIntoView(QAbstractButton &button)
{
    for (QWidget *up = button.parentWidget(); up && !up->isWindow(); up = up->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(up))
            area->ensureWidgetVisible(&button);
    }
}

QRect shownRing(const QFocusFrame &ring)
{
    const QRect shown = ring.visibleRegion().boundingRect();
    return QRect(ring.mapToGlobal(shown.topLeft()), shown.size());
}

TransferSnapshot untrusted()
{
    const TestCertificate certificate = TestCertificate::selfSigned({QStringLiteral("files.lab.example")});
    TransferSnapshot s = sample::upload(7, TransferState::Failed, QStringLiteral("a.bin"), 0, 10, {},
                                        QStringLiteral("files.lab.example:8443"));
    TransferError error;
    error.kind = ErrorKind::Tls;
    error.subject = QStringLiteral("files.lab.example");
    error.tls.fault = TlsFault::SelfSigned;
    error.tls.sha256Fingerprint = certificate.sha256();
    error.tls.chain = {QSslCertificate(certificate.pem(), QSsl::Pem)};
    s.error = error;
    return s;
}

} // namespace

void TestKeyboard::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    useLook(ColourScheme::Light);
}

void TestKeyboard::enterPressesWhatHasTheFocus()
{
    CertificateDialog dialog(untrusted());
    QVERIFY(show(dialog));
    QSignalSpy trusted(&dialog, &CertificateDialog::trust);
    dialog.trustButton()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(dialog.trustButton(), Qt::Key_Return);
    QCOMPARE(trusted.size(), 1);
}

void TestKeyboard::enterStaysWhereStayHasTheFocus()
{
    QuitDialog dialog(QuitDialog::Kept{{}, one(TransferState::Receiving)});
    QVERIFY(show(dialog));
    QSignalSpy decided(&dialog, &QuitDialog::decided);
    QVERIFY(dialog.quitButton()->isDefault());
    dialog.stayButton()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(dialog.stayButton(), Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(decided.value(0).value(0).value<QuitDialog::Choice>(), QuitDialog::Choice::Stay);
}

void TestKeyboard::enterConfirmsAChoiceByTheDefaultButton()
{
    CertificateDialog dialog(untrusted());
    QVERIFY(show(dialog));
    QSignalSpy refused(&dialog, &QDialog::rejected);
    const auto choices = dialog.findChildren<QRadioButton *>();
    QVERIFY(choices.size() > 1);
    choices.last()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(choices.last(), Qt::Key_Return);
    QVERIFY(!choices.last()->isChecked());
    QCOMPARE(refused.size(), 1); // the safe answer is the default one
}

void TestKeyboard::enterOpensTheFirstSheet()
{
    TestWindow test;
    QVERIFY(test.show(QSize(1000, 700)));
    auto *upload = test.window.findChild<EmptyPage *>()->uploadButton();
    QTRY_VERIFY(upload->hasFocus());
    QTest::keyClick(upload, Qt::Key_Return);
    QVERIFY(test.window.findChild<UploadSheet *>());
}

void TestKeyboard::enterAsksForFilesWhereThereAreNone()
{
    TestProfile profile;
    UploadSheet sheet(profile.settings, sample::destinations());
    sheet.setDestination(sample::destinations().first());
    QVERIFY(show(sheet));
    auto *files = sheet.findChild<FileListView *>();
    QVERIFY(files->hasFocus());
    QTest::keyClick(files, Qt::Key_Return);
    QVERIFY(sheet.findChild<QFileDialog *>());
}

void TestKeyboard::sheetWithFilesBeginsAtItsButton()
{
    TestProfile profile;
    QFile file(profile.path(QStringLiteral("a.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    UploadSheet sheet(profile.settings, sample::destinations());
    sheet.setDestination(sample::destinations().first());
    sheet.addFiles({file.fileName()});
    QVERIFY(show(sheet));
    QCOMPARE(sheet.focusWidget(), sheet.primaryButton());
}

void TestKeyboard::ringIsWholeAroundEveryButton()
{
    AllWindows all;
    QStringList cut;
    int buttons = 0;
    all.visit([&](QWidget &window, const QString &name) {
        window.activateWindow();
        if (!QTest::qWaitFor([&window] { return window.isActiveWindow(); }))
            cut.append(name + QStringLiteral(": not active"));
        for (auto *button : window.findChildren<QAbstractButton *>()) {
            if (!button->isVisible() || !button->isEnabled() || !(button->focusPolicy() & Qt::TabFocus))
                continue;
            ++buttons;
            button->setFocus(Qt::TabFocusReason);
            bringIntoView(*button);
            const QFocusFrame *around = ring(window);
            if (!around || around->widget() != button || shownRing(*around) != wantedRing(*button))
                cut.append(QStringLiteral("%1: %2%3").arg(name, button->text(), button->accessibleName()));
        }
    });
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
    QVERIFY(buttons > 60);
}

void TestKeyboard::ringShowsWhereAWindowBegins()
{
    QWidget window; // a dialog says so by itself
    auto *first = new QPushButton(QStringLiteral("Button"), &window);
    first->setFocus(Qt::TabFocusReason); // before it is the active window
    QVERIFY(show(window));
    QVERIFY(ring(window));
    QCOMPARE(ring(window)->widget(), first);
    QDialog clicked;
    auto *button = new QPushButton(QStringLiteral("Button"), &clicked);
    auto *field = new QLineEdit(&clicked);
    field->setFocus();
    QVERIFY(show(clicked));
    button->setFocus(Qt::MouseFocusReason);
    QVERIFY(show(window));
    QVERIFY(show(clicked)); // and back: by no key, whatever window was between
    QVERIFY(!ring(clicked)->widget());
}

void TestKeyboard::ringComesBackAfterAMenu()
{
    QDialog dialog;
    auto *button = new QPushButton(QStringLiteral("Button"), &dialog);
    QVERIFY(show(dialog));
    button->setFocus(Qt::TabFocusReason);
    QFocusEvent out(QEvent::FocusOut, Qt::PopupFocusReason), in(QEvent::FocusIn, Qt::PopupFocusReason);
    QCoreApplication::sendEvent(button, &out);
    QCoreApplication::sendEvent(button, &in);
    QCOMPARE(ring(dialog)->widget(), button);
}

void TestKeyboard::ringIsWhereEnterGoes()
{
    QDialog dialog;
    auto *first = new QPushButton(QStringLiteral("First"), &dialog);
    auto *second = new QPushButton(QStringLiteral("Second"), &dialog);
    auto *field = new QLineEdit(&dialog);
    QVERIFY(show(dialog));
    first->setFocus(Qt::TabFocusReason);
    QCOMPARE(ring(dialog)->widget(), first);
    QWidget other;
    QVERIFY(show(other));
    second->setFocus(); // while another window is the active one
    QVERIFY(show(dialog));
    QCOMPARE(ring(dialog)->widget(), second);
    QVERIFY(show(other));
    field->setFocus();
    QVERIFY(show(dialog));
    QVERIFY(!ring(dialog)->widget());
}

void TestKeyboard::listOfAComboBoxHasTheRowsOfAMenu()
{
    TestProfile profile;
    profile.settings.addAddress(QUrl(QStringLiteral("https://img.example.net/api/v2/upload?a=1&b=2")));
    UploadSheet sheet(profile.settings, {});
    QVERIFY(show(sheet));
    for (auto *combo : sheet.findChildren<QComboBox *>()) {
        combo->setFocus(Qt::TabFocusReason);
        combo->showPopup();
        QVERIFY2(combo->view()->sizeHintForRow(0) >= 28, qPrintable(combo->accessibleName()));
        combo->hidePopup();
    }
}

void TestKeyboard::aProblemMakesItsDialogHigher()
{
    RateDialog dialog(QStringLiteral("Speed limit"), 0);
    QVERIFY(show(dialog));
    dialog.resize(dialog.minimumWidth(), 120);
    QTest::keyClicks(dialog.focusWidget(), QStringLiteral("abc"));
    QTest::keyClick(dialog.focusWidget(), Qt::Key_Return);
    auto *problem = dialog.findChild<FieldProblem *>();
    QVERIFY(problem && problem->isSet());
    QTRY_COMPARE(problem->visibleRegion().boundingRect(), problem->rect());
    // And never higher than what the screen has room for.
    const QScreen &screen = *dialog.screen();
    const int room = screen.availableGeometry().height();
    QCOMPARE(Notice::heightLimit(screen, room - 400), 400);
    QVERIFY(Notice::heightLimit(screen, 0) <= room);
}

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
