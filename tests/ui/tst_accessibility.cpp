#include "AllWindows.h"
#include "Shot.h"
#include "ui/queue/QueueModel.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QPushButton>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What a screen reader finds: every part that can have the focus says what it is and what it is called, and every row
/// of every list can be read.
class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void everythingThatTakesTheFocusHasNameAndRole();
    void everyRowCanBeRead();
    void theQueueReadsAsSentences();
    void theWalkFindsWhatIsMissing();

private:
    static QStringList nameless(QWidget &window, const QString &name);
};

/// Names of the widgets within the window that Tab or a click gives the focus to and that say nothing of themselves.
QStringList TestAccessibility::nameless(QWidget &window, const QString &name)
{
    QStringList found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        // Inner parts of a view or a spin box are spoken for by it; labels speak their own text.
        const bool inner = widget->focusProxy() || qobject_cast<QAbstractItemView *>(widget->parentWidget()) ||
                           widget->objectName().startsWith(QLatin1String("qt_"));
        if (widget->window() != &window || !widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || inner)
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        const bool named = spoken && !spoken->text(QAccessible::Name).trimmed().isEmpty();
        const bool typed = spoken && spoken->role() != QAccessible::NoRole && spoken->role() != QAccessible::Client;
        if (!named || !typed)
            found.append(QStringLiteral("%1: %2 “%3”, name “%4”, role %5")
                             .arg(name, QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                                  spoken ? spoken->text(QAccessible::Name) : QString())
                             .arg(spoken ? int(spoken->role()) : -1));
    }
    return found;
}

void TestAccessibility::everythingThatTakesTheFocusHasNameAndRole()
{
    AllWindows all;
    QStringList found;
    int windows = 0;
    all.visit([&](QWidget &window, const QString &name) {
        ++windows;
        if (window.windowTitle().isEmpty())
            found.append(name + QStringLiteral(": no title"));
        found += nameless(window, name);
    });
    found.removeDuplicates();
    QCOMPARE(windows, 24);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestAccessibility::everyRowCanBeRead()
{
    AllWindows all;
    QStringList silent;
    int rows = 0;
    all.visit([&](QWidget &window, const QString &name) {
        for (const QAbstractItemView *view : window.findChildren<QAbstractItemView *>()) {
            if (!view->isVisible() || !view->model())
                continue;
            for (int row = 0; row < view->model()->rowCount(); ++row) {
                const QModelIndex index = view->model()->index(row, 0);
                QString text = index.data(Qt::AccessibleTextRole).toString();
                if (text.isEmpty())
                    text = index.data(Qt::DisplayRole).toString();
                ++rows;
                const bool place =
                    view->model()->flags(index).testFlag(Qt::ItemIsEditable); // an empty one to write into
                if (text.isEmpty() && !place)
                    silent.append(QStringLiteral("%1: %2 row %3").arg(name, view->accessibleName()).arg(row));
            }
        }
    });
    QVERIFY(rows > 50);
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(u'\n')));
}

void TestAccessibility::theQueueReadsAsSentences()
{
    TransferModel model;
    QueueModel queue(model);
    QTemporaryDir directory;
    model.apply(sample::busyDay(directory.path()));
    for (int row = 0; row < queue.rowCount(); ++row) {
        const QModelIndex index = queue.index(row, 0);
        const TransferSnapshot &s = queue.snapshotAt(row);
        const QString text = index.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(text.startsWith(s.name + QStringLiteral(", ")), qPrintable(text));
        QVERIFY2(text.contains(s.kind() == TransferKind::Upload ? QStringLiteral("upload to ")
                                                                : QStringLiteral("download from ")),
                 qPrintable(text));
        QVERIFY2(text.count(QStringLiteral(", ")) >= 3, qPrintable(text));
        const bool silent = s.state == TransferState::Paused;
        QVERIFY2(silent || !index.data(Qt::AccessibleDescriptionRole).toString().isEmpty(), qPrintable(text));
    }
}

/// The walk itself: a button without a name must not pass.
void TestAccessibility::theWalkFindsWhatIsMissing()
{
    QWidget window;
    auto *good = new QPushButton(QStringLiteral("Save"), &window);
    auto *bad = new QPushButton(&window);
    bad->setObjectName(QStringLiteral("bad"));
    good->move(0, 40);
    window.show();
    const QStringList found = nameless(window, QStringLiteral("a window"));
    QCOMPARE(found.size(), 1);
    QVERIFY(found.first().contains(QStringLiteral("bad")));
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
