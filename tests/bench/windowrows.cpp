// How long a person waits for a hundred thousand rows: until they are in the window, are sorted by each order, are
// filtered while somebody types, and have come out of the store; each time until the list is painted. Prints one JSON
// object of lists in milliseconds.
//
//   windowrows [ROWS] [ROUNDS] [PART]
//
// The part is insert, list or store; all of them if it is not said.
#include "core/engine/TransferEngine.h"
#include "core/models/SnapshotInlet.h"
#include "core/store/Settings.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueView.h"
#include "ui/toolbar/SearchField.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace ferry;

namespace {

QList<TransferSnapshot> items(int count)
{
    QList<TransferSnapshot> list;
    list.reserve(count);
    const QDateTime day = QDateTime::currentDateTimeUtc();
    for (int i = 0; i < count; ++i) {
        DownloadRequest request;
        // A number in an order that no sort can take for its own.
        const int mixed = int((quint64(i) * 7919) % quint64(count));
        request.url = QUrl(QStringLiteral("https://files%1.example.org/archive/report-%2.pdf").arg(i % 40).arg(mixed));
        TransferSnapshot s;
        s.id = TransferId(i + 1);
        s.request = std::make_shared<const TransferRequest>(request);
        s.name = QStringLiteral("report-%1.pdf").arg(mixed);
        s.state = i % 7 == 0 ? TransferState::Failed : i % 5 == 0 ? TransferState::Queued : TransferState::Done;
        s.bytesTotal = s.bytesDone = qint64(mixed) * 1013;
        s.added = day.addMSecs(i);
        s.stateSince = s.added;
        list.append(s);
    }
    return list;
}

/// A window whose rows come from here.
class Bench : public QObject
{
public:
    Bench(TransferEngine &engine, Settings &settings)
        : window(engine, model, settings)
        , queue(*qobject_cast<ui::QueueModel *>(window.queueView()->model()))
    {
        window.queueView()->viewport()->installEventFilter(this);
        window.resize(1120, 720);
        window.show();
        rest();
    }

    /// From the work until the list has been painted after it, and until done() says so.
    template <typename Work>
    double waitFor(
        Work work, std::function<bool()> done = [] { return true; })
    {
        QElapsedTimer clock;
        clock.start();
        work();
        m_painted = false;
        while (!m_painted || !done())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return double(clock.nsecsElapsed()) / 1e6;
    }

    /// As a person does between two things; what is done in the background comes to its end.
    void rest()
    {
        QEventLoop loop;
        QTimer::singleShot(600, &loop, &QEventLoop::quit);
        loop.exec();
    }

    TransferModel model;
    SnapshotInlet inlet{model};
    ui::MainWindow window;
    ui::QueueModel &queue;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_painted = m_painted || event->type() == QEvent::Paint;
        return false;
    }

private:
    bool m_painted = false;
};

void sortAll(QJsonArray &all, Bench &bench)
{
    for (const TransferSort order : {TransferSort::OldestFirst, TransferSort::Name, TransferSort::Size,
                                     TransferSort::State, TransferSort::Line, TransferSort::NewestFirst})
        all.append(bench.waitFor([&] { bench.queue.setOrder(order); }));
}

void typeAll(QJsonArray &all, Bench &bench)
{
    auto *field = bench.window.findChild<ui::SearchField *>();
    const QString words = QStringLiteral("report-4 files7");
    for (int length = 1; length <= words.size(); ++length) {
        all.append(bench.waitFor([&] {
            field->setText(words.left(length));
            bench.window.queueView()->viewport()->update(); // a letter that hides nothing paints nothing
        }));
    }
    bench.waitFor([&] { field->clear(); });
}

/// From the engine's start until all rows that an earlier one kept are in the window.
double openFromStore(const EngineOptions &options, int count)
{
    QElapsedTimer clock;
    clock.start();
    TransferEngine engine(options);
    TransferModel model;
    SnapshotInlet inlet(model);
    ui::QueueModel queue(model);
    ui::QueueView view(queue);
    view.resize(700, 600);
    view.show();
    QEventLoop loop;
    QObject::connect(&engine, &TransferEngine::changed, &inlet, &SnapshotInlet::apply);
    QObject::connect(&queue, &ui::QueueModel::rowsInserted, &loop, [&] {
        if (queue.rowCount() >= count)
            loop.quit();
    });
    loop.exec();
    view.viewport()->repaint();
    return double(clock.nsecsElapsed()) / 1e6;
}

QJsonArray openings(int count, int rounds)
{
    const QTemporaryDir place;
    EngineOptions options;
    options.temporaryRoot = place.filePath(QStringLiteral("transfers"));
    options.storeFile = place.filePath(QStringLiteral("queue.db"));
    {
        // Addresses that are refused at once: the engine keeps them as failed without a connection.
        TransferEngine engine(options);
        QList<TransferRequest> requests;
        for (int i = 0; i < count; ++i) {
            DownloadRequest request;
            request.url = QUrl(QStringLiteral("ftp://files%1.example.org/archive/report-%2.pdf").arg(i % 40).arg(i));
            requests.append(request);
        }
        QEventLoop loop;
        QObject::connect(&engine, &TransferEngine::idle, &loop, &QEventLoop::quit);
        engine.add(requests);
        loop.exec();
    }
    QJsonArray all;
    for (int round = 0; round < rounds; ++round)
        all.append(openFromStore(options, count));
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    ui::applyTheme(app, ColourScheme::Light);
    const int count = argc > 1 ? atoi(argv[1]) : 100000;
    const int rounds = argc > 2 ? atoi(argv[2]) : 5;
    const QByteArray part(argc > 3 ? argv[3] : "");
    const QList<TransferSnapshot> list = items(count);
    const QTemporaryDir profile;
    Settings settings(profile.path());
    EngineOptions options;
    options.temporaryRoot = profile.path();
    TransferEngine engine(options);
    QJsonArray inserts, sorts, filters;
    for (int round = 0; round < rounds && part != "store"; ++round) {
        Bench bench(engine, settings);
        inserts.append(
            bench.waitFor([&] { bench.inlet.apply(list); }, [&] { return bench.queue.rowCount() == count; }));
        if (part == "insert")
            continue;
        bench.rest();
        sortAll(sorts, bench);
        typeAll(filters, bench);
    }
    QTextStream(stdout) << QJsonDocument(QJsonObject{{QStringLiteral("insertMs"), inserts},
                                                     {QStringLiteral("sortMs"), sorts},
                                                     {QStringLiteral("filterMs"), filters},
                                                     {QStringLiteral("openMs"), part.isEmpty() || part == "store"
                                                                                    ? openings(count, rounds)
                                                                                    : QJsonArray()}})
                               .toJson();
    return 0;
}
