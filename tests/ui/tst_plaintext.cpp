#include "Shot.h"
#include "ui/details/HeaderTable.h"
#include "ui/parts/Tone.h"

#include <QHelpEvent>
#include <QLabel>
#include <QMessageBox>
#include <QTest>
#include <QToolTip>

using namespace ferry;
using namespace ferry::ui;

/// What servers say and how files are called is shown as it is, wherever Qt would guess that it is HTML.
class TestPlainText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void cleanup();
    void aTipIsNoHtml();
    void theTipOfAHeaderIsNoHtml();
    void theTipOfACutLineIsNoHtml();
    void aQuestionIsNoHtml();

private:
    static QLabel *tip();
    static bool showsAll(const QLabel &label);
    static void hover(QWidget &widget, QPoint at);
};

namespace {

/// As HTML it is one letter wide.
const QString marked = QStringLiteral("<b>x</b><img src=\"file:///nowhere/picture.png\">");

} // namespace

QLabel *TestPlainText::tip()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->inherits("QTipLabel") && widget->isVisible())
            return qobject_cast<QLabel *>(widget);
    }
    return nullptr;
}

/// As wide as the text with its marks, in one line or in several.
bool TestPlainText::showsAll(const QLabel &label)
{
    const QSize room = label.sizeHint();
    const int lines = qMax(1, room.height() / label.fontMetrics().height());
    return label.text() == marked && room.width() * lines >= label.fontMetrics().horizontalAdvance(marked);
}

void TestPlainText::hover(QWidget &widget, QPoint at)
{
    QHelpEvent event(QEvent::ToolTip, at, widget.mapToGlobal(at));
    QApplication::sendEvent(&widget, &event);
}

void TestPlainText::cleanup()
{
    delete tip(); // or the next text would come in the same one
}

void TestPlainText::aTipIsNoHtml()
{
    QWidget window;
    window.resize(200, 100);
    window.setToolTip(marked);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    hover(window, QPoint(5, 5));
    QVERIFY(tip());
    QVERIFY(showsAll(*tip()));
}

void TestPlainText::theTipOfAHeaderIsNoHtml()
{
    HeaderTable table;
    table.setHeaders({{"X-Name", marked.toUtf8()}});
    table.resize(300, 60);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    hover(*table.viewport(), table.visualRect(table.model()->index(0, 1)).center());
    QVERIFY(tip());
    QVERIFY(showsAll(*tip()));
}

void TestPlainText::theTipOfACutLineIsNoHtml()
{
    ElidedLabel line(Tone::Text, 13, QFont::Normal, Qt::ElideRight);
    line.setFullText(marked);
    line.resize(60, 20);
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    hover(line, QPoint(5, 5));
    QVERIFY(tip());
    QVERIFY(showsAll(*tip()));
}

void TestPlainText::aQuestionIsNoHtml()
{
    QMessageBox box;
    box.setText(marked);
    box.setInformativeText(marked);
    box.open();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    int seen = 0;
    for (const QLabel *label : box.findChildren<QLabel *>()) {
        if (label->text().isEmpty())
            continue;
        QVERIFY2(showsAll(*label), qPrintable(label->objectName()));
        ++seen;
    }
    QCOMPARE(seen, 2);
}

QTEST_MAIN(TestPlainText)
#include "tst_plaintext.moc"
