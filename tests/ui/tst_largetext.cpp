#include "AllWindows.h"
#include "Shot.h"
#include "ui/parts/Tone.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace ferry;
using namespace ferry::ui;

/// Text of one and a half and of two times the size, in both languages: every word is there in full, and everything can
/// be reached. Also writes the pictures.
class TestLargeText : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    static QStringList clipped(QWidget &window, const QString &name);
};

/// Words that are cut: a label or button smaller than its text, which has no way of its own to say so.
QStringList TestLargeText::clipped(QWidget &window, const QString &name)
{
    QStringList found;
    const auto tell = [&](const QWidget *widget, const QString &text, QSize needs) {
        found.append(QStringLiteral("%1: %2 “%3” is %4x%5 and needs %6x%7")
                         .arg(name, QString::fromLatin1(widget->metaObject()->className()), text.left(50))
                         .arg(widget->width())
                         .arg(widget->height())
                         .arg(needs.width())
                         .arg(needs.height()));
    };
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool icon = widget->inherits("QLineEditIconButton"); // within a field; its text is for screen readers
        if (widget->window() != &window || !widget->isVisible() || icon)
            continue;
        if (auto *label = qobject_cast<QLabel *>(widget); label && !label->text().isEmpty()) {
            if (qobject_cast<ElidedLabel *>(widget))
                continue;
            QSize needs = label->sizeHint();
            if (label->wordWrap())
                needs = QSize(0, label->heightForWidth(label->width()));
            if (label->width() < needs.width() || label->height() < needs.height())
                tell(label, label->text(), needs);
        } else if (auto *tool = qobject_cast<QToolButton *>(widget);
                   tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly) {
            continue;
        } else if (auto *button = qobject_cast<QAbstractButton *>(widget); button && !button->text().isEmpty()) {
            const QSize needs = button->sizeHint();
            if (button->width() < needs.width() || button->height() < QFontMetrics(button->font()).height())
                tell(button, button->text(), needs);
        } else if (auto *edit = qobject_cast<QLineEdit *>(widget)) {
            if (edit->height() < QFontMetrics(edit->font()).height() + 2)
                tell(edit, edit->text(), {0, QFontMetrics(edit->font()).height() + 2});
        } else if (auto *box = qobject_cast<QAbstractSpinBox *>(widget)) {
            if (box->width() < box->minimumSizeHint().width())
                tell(box, box->text(), box->minimumSizeHint());
        }
        // It scrolls sideways only where the whole screen is too narrow.
        if (auto *area = qobject_cast<QScrollArea *>(widget)) {
            const bool sideways = area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff &&
                                  window.width() >= window.screen()->availableSize().width();
            if (area->widget() && !sideways && area->widget()->width() > area->viewport()->width())
                tell(area, area->widget()->objectName(), area->widget()->size());
        }
    }
    return found;
}

void TestLargeText::nothingIsClipped_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<QString>("language");
    for (const int percent : {100, 150, 200}) {
        for (const char *language : {"en", "zh_CN"})
            QTest::addRow("%d %s", percent, language) << percent << QString::fromLatin1(language);
    }
}

void TestLargeText::nothingIsClipped()
{
    QFETCH(int, percent);
    QFETCH(QString, language);
    const bool chinese = language != QLatin1String("en");
    useLook(chinese ? ColourScheme::Dark : ColourScheme::Light);
    QFont font = QApplication::font();
    font.setPixelSize(13 * percent / 100);
    QApplication::setFont(font);
    QTranslator translator;
    QVERIFY(translator.load(QStringLiteral(":/translations/ferry_%1.qm").arg(language)));
    QCoreApplication::installTranslator(&translator);
    QStringList found;
    {
        AllWindows all;
        all.visit([&](QWidget &window, const QString &name) {
            found += clipped(window, name);
            QString file = QStringLiteral("text-%1-%2-%3").arg(percent).arg(language, name);
            if (percent == 200)
                takeShot(window, file.replace(u' ', u'-'));
        });
    }
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_MAIN(TestLargeText)
#include "tst_largetext.moc"
