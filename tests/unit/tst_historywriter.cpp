#include "core/engine/HistoryWriter.h"
#include "core/store/TransferStore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

namespace {

StoredItem ended(TransferId id, const QString &name, TransferState state = TransferState::Done)
{
    StoredItem item;
    item.snapshot.id = id;
    item.snapshot.request = std::make_shared<const TransferRequest>(DownloadRequest());
    item.snapshot.name = name;
    item.snapshot.state = state;
    return item;
}

} // namespace

/// What a terminal's launch adds to the history: all of it, once, in its order, and whatever stands in the way at
/// first.
class TestHistoryWriter : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_tree = std::make_unique<QTemporaryDir>(); }
    void allIsWrittenWhenItGoes();
    void anItemIsOneRow();
    void whatCannotBeWrittenIsTriedAgain();
    void nothingMakesNoItem();

private:
    QString path() const { return m_tree->filePath(QStringLiteral("profile/ferry.sqlite")); }
    /// Newest first.
    QStringList names() const
    {
        TransferStore store;
        QStringList names;
        if (store.open(path()).kind != StoreOpening::Fine)
            return {QStringLiteral("the store cannot be opened")};
        for (const StoredItem &item : store.history(store.lastKey() + 1, 1000))
            names.append(item.snapshot.name);
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_tree;
};

void TestHistoryWriter::allIsWrittenWhenItGoes()
{
    QStringList expected;
    {
        HistoryWriter writer(path());
        for (TransferId id = 1; id <= 100; id += 2) {
            writer.write({ended(id, QString::number(id)), ended(id + 1, QString::number(id + 1))});
            expected.prepend(QString::number(id));
            expected.prepend(QString::number(id + 1));
        }
    }
    QCOMPARE(names(), expected);
}

void TestHistoryWriter::anItemIsOneRow()
{
    {
        HistoryWriter writer(path());
        writer.write({ended(1, QStringLiteral("one")), ended(1, QStringLiteral("one again"))});
        writer.write({ended(2, QStringLiteral("two"))});
        writer.write({ended(1, QStringLiteral("one at last"))});
    }
    QCOMPARE(names(), (QStringList{QStringLiteral("two"), QStringLiteral("one at last")}));
}

void TestHistoryWriter::whatCannotBeWrittenIsTriedAgain()
{
    // A file where the folder should be.
    QFile obstacle(m_tree->filePath(QStringLiteral("profile")));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    {
        HistoryWriter writer(path());
        writer.write({ended(1, QStringLiteral("one"))});
        writer.write({ended(2, QStringLiteral("two"))});
        QVERIFY(obstacle.remove());
    }
    QCOMPARE(names(), (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
}

void TestHistoryWriter::nothingMakesNoItem()
{
    {
        HistoryWriter writer(path());
        writer.write({});
    }
    QCOMPARE(names(), QStringList());
}

QTEST_GUILESS_MAIN(TestHistoryWriter)
#include "tst_historywriter.moc"
