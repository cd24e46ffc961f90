// What a hundred thousand rows cost the window's thread: to arrive, to be sorted by each order, to be filtered while
// somebody types, and to come out of the store. Prints one JSON object of lists in milliseconds.
//
//   windowrows [ROWS]
#include "core/engine/TransferEngine.h"
#include "core/models/TransferModel.h"
#include "ui/queue/QueueModel.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>

using namespace ferry;

namespace {

constexpr int rounds = 5;

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

template <typename Work>
double milliseconds(Work work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    return double(clock.nsecsElapsed()) / 1e6;
}

void sortAll(QJsonArray &all, ui::QueueModel &queue)
{
    for (const TransferSort order : {TransferSort::OldestFirst, TransferSort::Name, TransferSort::Size, TransferSort::State,
                                     TransferSort::NewestFirst})
        all.append(milliseconds([&] { queue.setOrder(order); }));
}

void typeAll(QJsonArray &all, ui::QueueModel &queue)
{
    const QString words = QStringLiteral("report-4 files7");
    for (int length = 1; length <= words.size(); ++length)
        all.append(milliseconds([&] { queue.setSearch(words.left(length)); }));
    queue.setSearch({});
}

/// From the engine's start until all rows that an earlier one kept are in the model.
double openFromStore(const EngineOptions &options, int count)
{
    return milliseconds([&] {
        TransferEngine engine(options);
        TransferModel model;
        QEventLoop loop;
        QObject::connect(&engine, &TransferEngine::changed, &model, [&](const QList<TransferSnapshot> &snapshots) {
            model.apply(snapshots);
            if (model.rowCount() >= count)
                loop.quit();
        });
        loop.exec();
    });
}

QJsonArray openings(int count)
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
    const QCoreApplication app(argc, argv);
    const int count = argc > 1 ? atoi(argv[1]) : 100000;
    const QList<TransferSnapshot> list = items(count);
    QJsonArray inserts, sorts, filters;
    for (int round = 0; round < rounds; ++round) {
        TransferModel model;
        ui::QueueModel queue(model);
        inserts.append(milliseconds([&] { model.apply(list); }));
        sortAll(sorts, queue);
        typeAll(filters, queue);
    }
    QTextStream(stdout) << QJsonDocument(QJsonObject{{QStringLiteral("insertMs"), inserts},
                                                     {QStringLiteral("sortMs"), sorts},
                                                     {QStringLiteral("filterMs"), filters},
                                                     {QStringLiteral("openMs"), openings(count)}})
                               .toJson();
    return 0;
}
