#include "core/store/Settings.h"
#include "SampleItems.h"
#include "Shot.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/parts/Tone.h"
#include "ui/rates/RateBox.h"
#include "ui/settings/DestinationEditor.h"
#include "ui/settings/DestinationsPage.h"
#include "ui/settings/DevServerPage.h"
#include "ui/settings/GeneralPage.h"
#include "ui/settings/PageListDelegate.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/TransfersPage.h"
#include "ui/sheets/GroupingField.h"
#include "ui/sheets/IdentityField.h"

#include <QApplication>
#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace ferry;
using namespace ferry::ui;

/// Settings take effect at once, without an OK.
class TestSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void init();
    void choosesLanguageAndColours();
    void choosesWhetherTheOriginIsNoted();
    void choosesNumberAndPatience();
    void wheelPassesOverFields();
    void takesOnlyAFolderThatIsThere();
    void ordersAndRemovesDestinations();
    void heldDeleteRemovesOneDestination();
    void removedDestinationComesBackFromAnywhere();
    void emptyListSaysWhatItIsFor();
    void addsADestination();
    void namesADestinationOnce();
    void choosesHowFilesAreSent();
    void methodFollowsTheGroupingUntilItIsChosen();
    void givesADestinationAnIdentity();
    void refusesAnIdentityThatIsNone_data();
    void refusesAnIdentityThatIsNone();
    void refusesADestinationWithASecret();
    void tellsOfSecretsInAnAddress();
    void asksForTheDeveloperServer();
    void staysOnItsPageWhenTheLanguageChanges();
    void pagesHaveTheIconsOfTheSidebar();
    void keysShowWhereTheFocusIs();
    void looksRight_data();
    void looksRight();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<SettingsDialog> m_dialog;
};

namespace {

bool showsText(const QWidget &widget, const QString &text)
{
    const auto labels = widget.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&text](const QLabel *label) { return label->isVisible() && label->text() == text; });
}

} // namespace

void TestSettingsDialog::init()
{
    m_dialog.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("profile")));
    m_settings->setDestinations(sample::destinations());
    m_dialog = std::make_unique<SettingsDialog>(*m_settings);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestSettingsDialog::choosesLanguageAndColours()
{
    QComboBox *language = m_dialog->general()->language();
    language->setFocus();
    QTest::keyClick(language, Qt::Key_End);
    QCOMPARE(m_settings->language(), QStringLiteral("zh_CN"));
    QSignalSpy changed(m_settings.get(), &Settings::changed);
    m_dialog->general()->scheme()->button(int(ColourScheme::Dark))->click();
    QCOMPARE(m_settings->colourScheme(), ColourScheme::Dark);
    QVERIFY(!changed.isEmpty());
}

void TestSettingsDialog::choosesWhetherTheOriginIsNoted()
{
    QCheckBox *box = m_dialog->general()->noteOrigin();
    QVERIFY(box->isChecked());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(!m_settings->noteOrigin());
    m_dialog = std::make_unique<SettingsDialog>(*m_settings);
    QVERIFY(!m_dialog->general()->noteOrigin()->isChecked());
    m_dialog->general()->noteOrigin()->click();
    QVERIFY(m_settings->noteOrigin());
}

void TestSettingsDialog::choosesNumberAndPatience()
{
    m_dialog->showPage(SettingsDialog::Page::Transfers);
    TransfersPage *page = m_dialog->transfers();
    page->parallel()->setFocus();
    QTest::keyClick(page->parallel(), Qt::Key_Home);
    QCOMPARE(m_settings->parallel(), 1);
    m_settings->setParallel(7); // from the toolbar
    QCOMPARE(page->parallel()->currentText(), QStringLiteral("7"));
    page->timeout()->setValue(5);
    QCOMPARE(m_settings->timeoutSeconds(), 5);
    page->timeout()->setValue(99);
    QCOMPARE(m_settings->timeoutSeconds(), 60);
    page->answerTimeout()->setValue(3600);
    QCOMPARE(m_settings->answerTimeoutSeconds(), 3600);
}

/// Whoever scrolls the page changes nothing on the way.
void TestSettingsDialog::wheelPassesOverFields()
{
    m_dialog->showPage(SettingsDialog::Page::Transfers);
    TransfersPage *page = m_dialog->transfers();
    const auto turn = [](QWidget *widget) {
        const QPointF at = widget->rect().center();
        QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(widget, &event);
        return event.isAccepted();
    };
    const auto values = [page] {
        return QStringList{page->retries()->text(), page->timeout()->text(), page->downLimit()->text(),
                           page->parallel()->currentText(), page->whenTaken()->currentText()};
    };
    const QStringList before = values();
    const int retries = m_settings->retries();
    page->folder()->setFocus();
    for (QWidget *field : QList<QWidget *>{page->retries(), page->timeout(), page->downLimit(), page->parallel(),
                                           page->whenTaken(), page->retries()->findChild<QLineEdit *>()}) {
        QVERIFY(!(field->focusPolicy() & ~Qt::StrongFocus));
        QVERIFY2(!turn(field), field->metaObject()->className()); // so that the page gets it
    }
    QCOMPARE(values(), before);
    QCOMPARE(m_settings->retries(), retries);
    m_dialog->activateWindow();
    page->retries()->setFocus();
    QTRY_VERIFY(page->retries()->hasFocus());
    QVERIFY(turn(page->retries()));
    QCOMPARE(m_settings->retries(), retries - 1);
}

void TestSettingsDialog::takesOnlyAFolderThatIsThere()
{
    m_dialog->showPage(SettingsDialog::Page::Transfers);
    TransfersPage *page = m_dialog->transfers();
    const QString before = m_settings->saveDirectory();
    page->folder()->setText(m_dir->filePath(QStringLiteral("no/such")));
    QTest::keyClick(page->folder(), Qt::Key_Return);
    QTRY_VERIFY(page->folderProblem()->isSet());
    QCOMPARE(m_settings->saveDirectory(), before);
    QVERIFY(m_dialog->isVisible());
    page->folder()->setText(m_dir->path());
    QTest::keyClick(page->folder(), Qt::Key_Return);
    QTRY_COMPARE(m_settings->saveDirectory(), m_dir->path());
    QTRY_VERIFY(!page->folderProblem()->isSet());
}

void TestSettingsDialog::ordersAndRemovesDestinations()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    QListWidget *list = m_dialog->destinations()->list();
    QCOMPARE(list->count(), 2);
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(m_settings->destinations().first().name, QStringLiteral("Build archive"));
    QCOMPARE(list->currentRow(), 1);
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(m_settings->destinations().size(), 1);
    QCOMPARE(list->count(), 1);
    QTest::keyClick(list, Qt::Key_Delete); // the next one, and the first is gone for good
    QCOMPARE(m_settings->destinations().size(), 0);
    QVERIFY(m_dialog->destinations()->undoButton()->hasFocus());
    QTest::keyClick(m_dialog->destinations()->undoButton(), Qt::Key_Space);
    QCOMPARE(m_settings->destinations().value(0).name, QStringLiteral("Build archive"));
    QVERIFY(!m_dialog->destinations()->undoButton()->isVisible());
    QTest::keyClick(list, Qt::Key_Delete);
    QTest::keyClick(list, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_settings->destinations(), QList<Destination>{sample::destinations().at(1)});
    QCOMPARE(list->currentRow(), 0);
}

void TestSettingsDialog::heldDeleteRemovesOneDestination()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    QListWidget *list = m_dialog->destinations()->list();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    for (int repeat = 0; repeat < 3; ++repeat) {
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier, {}, true);
        QCoreApplication::sendEvent(list, &held);
    }
    QCOMPARE(list->count(), 1);
}

void TestSettingsDialog::removedDestinationComesBackFromAnywhere()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    m_dialog->destinations()->removeCurrent();
    m_dialog->destinations()->addButton()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_dialog->destinations()->addButton(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_settings->destinations(), sample::destinations());
}

void TestSettingsDialog::emptyListSaysWhatItIsFor()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    const DestinationsPage *page = m_dialog->destinations();
    QVERIFY(!page->emptyLabel()->isVisible());
    m_settings->setDestinations({});
    QVERIFY(page->emptyLabel()->isVisible());
    QVERIFY(page->emptyLabel()->text().contains(QStringLiteral("Add…")));
    QCOMPARE(page->list()->accessibleDescription(), page->emptyLabel()->text());
    QVERIFY(!takeShot(*m_dialog, QStringLiteral("settings-destinations-none")).isNull());
    m_settings->setDestinations(sample::destinations());
    QVERIFY(!page->emptyLabel()->isVisible());
}

void TestSettingsDialog::addsADestination()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    m_dialog->destinations()->addButton()->click();
    auto *editor = m_dialog->findChild<DestinationEditor *>();
    QVERIFY(editor);
    editor->submit();
    QCOMPARE(editor->summary()->sentence(), QStringLiteral("2 problems")); // name and address
    QTest::keyClicks(editor->name(), QStringLiteral("Lab"));
    QCOMPARE(editor->summary()->sentence(), QStringLiteral("1 problem"));
    QTest::keyClicks(editor->address(), QStringLiteral("https://lab.example/in"));
    QVERIFY(!editor->summary()->isSet());
    editor->fieldName()->clear();
    editor->submit();
    QCOMPARE(editor->focusWidget(), editor->fieldName());
    QVERIFY(editor->fieldName()->accessibleDescription().contains(QStringLiteral("no field name")));
    QTest::keyClicks(editor->fieldName(), QStringLiteral("file"));
    QVERIFY(!editor->summary()->isSet());
    QTest::mouseClick(editor->primaryButton(), Qt::LeftButton);
    QCOMPARE(m_settings->destinations().size(), 3);
    QCOMPARE(m_settings->destinations().last().url, QUrl(QStringLiteral("https://lab.example/in")));
    QCOMPARE(m_dialog->destinations()->list()->currentRow(), 2);
}

void TestSettingsDialog::namesADestinationOnce()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    m_dialog->destinations()->list()->setCurrentRow(0);
    m_dialog->destinations()->editCurrent();
    auto *editor = m_dialog->findChild<DestinationEditor *>();
    QVERIFY(editor);
    const QString own = editor->name()->text();
    editor->name()->setText(QStringLiteral(" %1 ").arg(sample::destinations().at(1).name));
    editor->submit();
    QVERIFY(editor->isVisible());
    QCOMPARE(editor->focusWidget(), editor->name());
    QVERIFY2(editor->name()->accessibleDescription().startsWith(QStringLiteral("Another destination")),
             qPrintable(editor->name()->accessibleDescription()));
    QCOMPARE(m_settings->destinations(), sample::destinations());
    editor->name()->setText(own); // its own is none of another
    editor->submit();
    QTRY_VERIFY(!m_dialog->findChild<DestinationEditor *>());
    QCOMPARE(m_settings->destinations(), sample::destinations());
}

void TestSettingsDialog::choosesHowFilesAreSent()
{
    Destination images = sample::destinations().first();
    images.fields = {{QStringLiteral("password"), {}, {}}}; // as an older file may have it
    images.headers = {{"Content-Type", "image/png"}};       // which a form decides by itself
    DestinationEditor editor(images);
    QSignalSpy made(&editor, &DestinationEditor::made);
    editor.open();
    QVERIFY(editor.grouping()->button(Grouping::OneEach)->isChecked());
    editor.submit();
    QCOMPARE(editor.summary()->sentence(), QStringLiteral("2 problems"));
    editor.fieldName()->clear();
    editor.grouping()->button(Grouping::WholeBody)->click();
    QVERIFY(!editor.summary()->isSet());
    QVERIFY(!editor.fieldName()->isEnabled() && !editor.fieldName()->toolTip().isEmpty());
    QVERIFY(!takeShot(editor, QStringLiteral("destination-body")).isNull());
    QTest::mouseClick(editor.primaryButton(), Qt::LeftButton);
    QCOMPARE(made.count(), 1);
    const auto destination = made.first().first().value<Destination>();
    QCOMPARE(destination.grouping, Grouping::WholeBody);
    QCOMPARE(destination.method, QByteArray("POST")); // as it was kept
    QVERIFY(destination.fields.isEmpty());
    DestinationEditor again(destination);
    QVERIFY(again.grouping()->button(Grouping::WholeBody)->isChecked());
    QVERIFY(!again.fieldName()->isEnabled());
}

void TestSettingsDialog::methodFollowsTheGroupingUntilItIsChosen()
{
    DestinationEditor editor{Destination()};
    editor.open();
    auto *method = editor.findChild<QComboBox *>();
    editor.grouping()->setGrouping(Grouping::WholeBody);
    QCOMPARE(method->currentText(), QStringLiteral("PUT"));
    editor.grouping()->setGrouping(Grouping::Together);
    QCOMPARE(method->currentText(), QStringLiteral("POST"));
    method->lineEdit()->selectAll();
    QTest::keyClicks(method->lineEdit(), QStringLiteral("PATCH"));
    editor.grouping()->setGrouping(Grouping::WholeBody);
    QCOMPARE(method->currentText(), QStringLiteral("PATCH"));
}

void TestSettingsDialog::givesADestinationAnIdentity()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    m_dialog->destinations()->list()->setCurrentRow(0);
    m_dialog->destinations()->editCurrent();
    auto *editor = m_dialog->findChild<DestinationEditor *>();
    QVERIFY(editor);
    editor->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), editor);
    QSignalSpy made(editor, &DestinationEditor::made);
    auto *field = editor->findChild<IdentityField *>();
    QVERIFY(field);
    QCOMPARE(field->kind()->currentText(), QStringLiteral("None, no Referer is sent"));
    QVERIFY(!field->appId()->isVisible());
    field->kind()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(field->kind(), Qt::Key_Down);
    QVERIFY(field->appId()->isVisible());
    QTest::keyClick(field->kind(), Qt::Key_Tab);
    QTRY_VERIFY(field->appId()->hasFocus());
    QTest::keyClicks(field->appId(), QStringLiteral("wx123"));
    QTest::keyClick(field->appId(), Qt::Key_Tab); // what stands there is selected, and written over
    QTRY_VERIFY(field->version()->hasFocus());
    QTest::keyClicks(field->version(), QStringLiteral("4"));
    QVERIFY(showsText(*editor, QStringLiteral("Referer: https://servicewechat.com/wx123/4/page-frame.html")));
    QTest::keyClick(field->version(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(made.size(), 1);
    const Identity written{QStringLiteral("wx123"), QStringLiteral("4")};
    QCOMPARE(made.first().first().value<Destination>().identity, std::optional<Identity>(written));
    QCOMPARE(m_settings->destinations().value(0).identity, std::optional<Identity>(written));

    DestinationEditor again(m_settings->destinations().value(0));
    again.open();
    auto *shown = again.findChild<IdentityField *>();
    QCOMPARE(shown->kind()->currentText(), QStringLiteral("Mini-program"));
    QVERIFY(shown->appId()->isVisible());
    QCOMPARE(shown->appId()->text(), written.appId);
    QCOMPARE(shown->version()->text(), written.version);
    QSignalSpy madeAgain(&again, &DestinationEditor::made);
    shown->kind()->setFocus();
    QTest::keyClick(shown->kind(), Qt::Key_Home);
    QVERIFY(!shown->appId()->isVisible());
    again.submit();
    QCOMPARE(madeAgain.size(), 1);
    QVERIFY(!madeAgain.first().first().value<Destination>().identity);
}

void TestSettingsDialog::refusesAnIdentityThatIsNone_data()
{
    QTest::addColumn<QString>("appId");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("begin");
    const QString wrongId = QStringLiteral("The app id must be");
    QTest::newRow("no app id") << QString() << QStringLiteral("0") << wrongId;
    QTest::newRow("a path") << QStringLiteral("wx/1") << QStringLiteral("0") << wrongId;
    QTest::newRow("version") << QStringLiteral("wx1") << QStringLiteral("4/5")
                             << QStringLiteral("The version of the mini-program must be");
}

void TestSettingsDialog::refusesAnIdentityThatIsNone()
{
    QFETCH(QString, appId);
    QFETCH(QString, version);
    QFETCH(QString, begin);
    DestinationEditor editor(sample::destinations().first());
    QSignalSpy made(&editor, &DestinationEditor::made);
    editor.open();
    auto *field = editor.findChild<IdentityField *>();
    QTest::keyClick(field->kind(), Qt::Key_Down);
    QTest::keyClicks(field->appId(), appId);
    field->version()->selectAll();
    QTest::keyClicks(field->version(), version);
    QVERIFY(!field->problem()->isSet());
    editor.submit();
    QVERIFY(made.isEmpty());
    QVERIFY(editor.isVisible());
    const QString sentence = field->problem()->sentence();
    QVERIFY2(sentence.startsWith(begin), qPrintable(sentence));
    QVERIFY(showsText(*field, sentence)); // beside the field
    QCOMPARE(editor.summary()->sentence(), QStringLiteral("1 problem"));
    const bool isVersion = begin.contains(QLatin1String("version"));
    QLineEdit *faulty = isVersion ? field->version() : field->appId();
    QLineEdit *other = isVersion ? field->appId() : field->version();
    QCOMPARE(editor.focusWidget(), faulty);
    QCOMPARE(faulty->accessibleDescription(), sentence);
    QVERIFY(other->accessibleDescription().isEmpty());
    // Written anew it is well, and so it is without one.
    field->appId()->selectAll();
    QTest::keyClicks(field->appId(), QStringLiteral("wx-1"));
    field->version()->selectAll();
    QTest::keyClicks(field->version(), QStringLiteral("trial"));
    QVERIFY(!field->problem()->isSet());
    QVERIFY(!editor.summary()->isSet());
    field->appId()->clear();
    QVERIFY(!editor.summary()->isSet());
    editor.submit();
    QVERIFY(field->problem()->isSet());
    QTest::keyClick(field->kind(), Qt::Key_Home);
    QVERIFY(!field->problem()->isSet());
    QVERIFY(!editor.summary()->isSet());
    QVERIFY(made.isEmpty());
    editor.submit();
    QCOMPARE(made.size(), 1);
}

void TestSettingsDialog::refusesADestinationWithASecret()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    m_dialog->destinations()->list()->setCurrentRow(0);
    m_dialog->destinations()->editCurrent();
    auto *editor = m_dialog->findChild<DestinationEditor *>();
    QVERIFY(editor);
    editor->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), editor);
    KeyValueTable *headers = editor->headersTable();
    headers->values().setRows({{QStringLiteral("X-Trace"), QStringLiteral("1")},
                               {QStringLiteral("Authorization"), QStringLiteral("Bearer s3cret")}});
    editor->submit();
    QVERIFY(editor->isVisible());
    QVERIFY(editor->summary()->isSet());
    QVERIFY(headers->hasFocus());
    QCOMPARE(headers->currentIndex().row(), 1); // the one that is at fault
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    headers->setCurrentIndex(headers->model()->index(1, KeyValueModel::Value));
    QTest::keyClick(headers, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before")); // neither dots nor the secret
    headers->values().setRevealed(1, true);
    QTest::keyClick(headers, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Bearer s3cret"));
    headers->setCurrentIndex(headers->model()->index(2, KeyValueModel::Name)); // empty
    QTest::keyClick(headers, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Bearer s3cret"));
    headers->setCurrentIndex(headers->model()->index(1, KeyValueModel::Name));
    QTest::keyClick(headers, Qt::Key_Delete);
    QVERIFY(!editor->summary()->isSet());
    auto *method = editor->findChild<QComboBox *>();
    method->setCurrentText(QStringLiteral("P ST"));
    editor->submit();
    QCOMPARE(editor->summary()->sentence(), QStringLiteral("1 problem"));
    method->setCurrentText(QStringLiteral("POST"));
    QVERIFY(!editor->summary()->isSet());
    QCOMPARE(m_settings->destinations(), sample::destinations());
}

void TestSettingsDialog::tellsOfSecretsInAnAddress()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    m_dialog->destinations()->addButton()->click();
    auto *editor = m_dialog->findChild<DestinationEditor *>();
    QVERIFY(editor);
    QTest::keyClicks(editor->name(), QStringLiteral("Lab"));
    QTest::keyClicks(editor->address(), QStringLiteral("https://lab.example/in?x=1"));
    QVERIFY(!editor->secretHint()->isVisible());
    QTest::keyClicks(editor->address(), QStringLiteral("&token=t0ken&sig=s1g"));
    QVERIFY(editor->secretHint()->isVisible());
    QCOMPARE(editor->secretHint()->text(),
             QStringLiteral("“token”, “sig” are secrets. Their values are not kept: Ferry asks for them each time."));
    QCOMPARE(editor->address()->accessibleDescription(), editor->secretHint()->text());
    const QString before = editor->address()->text();
    editor->address()->setText(QStringLiteral("https://ann:pw@lab.example/in?token=t0ken"));
    QVERIFY(editor->secretHint()->text().contains(QStringLiteral("The name and the password before the host")));
    QVERIFY(editor->secretHint()->text().contains(QStringLiteral("“token”")));
    QVERIFY(!editor->secretHint()->text().contains(QStringLiteral("pw")));
    editor->address()->setText(QStringLiteral("https://ann:pw@lab.example/in"));
    QVERIFY(editor->secretHint()->isVisible());
    editor->address()->setText(before);
    editor->submit();
    QCOMPARE(m_settings->destinations().last().url, QUrl(QStringLiteral("https://lab.example/in?x=1&token=&sig=")));
}

void TestSettingsDialog::asksForTheDeveloperServer()
{
    m_dialog->showPage(SettingsDialog::Page::DeveloperServer);
    QSignalSpy wanted(m_dialog.get(), &SettingsDialog::devServerWanted);
    QCheckBox *toggle = m_dialog->devServer()->toggle();
    QTest::keyClick(toggle, Qt::Key_Space);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toBool(), true);
    m_dialog->setDevServer({false, {}, {}, QStringLiteral("The port 80 is taken.")});
    QVERIFY(!toggle->isChecked());
    QCOMPARE(toggle->accessibleDescription(), QStringLiteral("The port 80 is taken."));
    m_dialog->setDevServer({true, QUrl(QStringLiteral("http://127.0.0.1:8421/")), m_dir->path(), {}});
    QVERIFY(toggle->isChecked());
    QCOMPARE(DevServerPage::portNote({true, QUrl(QStringLiteral("http://127.0.0.1:8421/")), {}, {}, 0}), QString());
    const DevServerStatus elsewhere{true, QUrl(QStringLiteral("http://127.0.0.1:40001/")), m_dir->path(), {}, 8421};
    m_dialog->setDevServer(elsewhere);
    QVERIFY(DevServerPage::portNote(elsewhere).startsWith(QStringLiteral("Port 8421, its usual one, is in use")));
    QVERIFY(showsText(*m_dialog->devServer(), DevServerPage::portNote(elsewhere)));
    const auto labels = m_dialog->devServer()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { // nothing is left there unknowingly
        return label->text().contains(QStringLiteral("is deleted with all that is in it"));
    }));
}

void TestSettingsDialog::staysOnItsPageWhenTheLanguageChanges()
{
    m_dialog->showPage(SettingsDialog::Page::Destinations);
    QEvent event(QEvent::LanguageChange);
    QCoreApplication::sendEvent(m_dialog.get(), &event);
    QCOMPARE(m_dialog->page(), SettingsDialog::Page::Destinations);
    QCOMPARE(m_dialog->destinations()->list()->count(), 2);
    QCOMPARE(m_dialog->layout()->count(), 1); // the new pages share the room with none
    QTRY_VERIFY(m_dialog->destinations()->isVisible());
}

void TestSettingsDialog::pagesHaveTheIconsOfTheSidebar()
{
    const auto *list = m_dialog->findChild<QListWidget *>(); // of the pages
    const auto iconOf = [list](SettingsDialog::Page page) {
        return list->item(int(page))->data(PageListDelegate::IconRole).toString();
    };
    QCOMPARE(iconOf(SettingsDialog::Page::DeveloperServer), QStringLiteral("server"));
    QCOMPARE(iconOf(SettingsDialog::Page::Destinations), QStringLiteral("upload"));
}

void TestSettingsDialog::keysShowWhereTheFocusIs()
{
    auto *list = m_dialog->findChild<QListWidget *>(); // of the pages
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QVERIFY(m_dialog->testAttribute(Qt::WA_KeyboardFocusChange));
}

void TestSettingsDialog::looksRight_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColourScheme::Light);
    QTest::newRow("dark") << int(ColourScheme::Dark);
}

void TestSettingsDialog::looksRight()
{
    QFETCH(int, scheme);
    useLook(ColourScheme(scheme));
    m_dialog->setDevServer({true, QUrl(QStringLiteral("http://127.0.0.1:8421/")), m_dir->path(), {}});
    const char *names[] = {"general", "transfers", "network", "destinations", "trust", "server"};
    for (int page = 0; page < 6; ++page) {
        m_dialog->showPage(SettingsDialog::Page(page));
        QVERIFY(!takeShot(*m_dialog, QStringLiteral("settings-%1-%2")
                                         .arg(QLatin1String(names[page]), QLatin1String(QTest::currentDataTag())))
                     .isNull());
    }
    useLook(ColourScheme::Light);
}

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
