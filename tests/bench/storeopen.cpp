// How long a start waits for its store, and what that costs: fills one with COUNT ended items and WAITING queued ones,
// then opens it again and again in a process of its own.
//
//     storeopen [COUNT] [WAITING] [RUNS]
//
// One line for each run: milliseconds from the start of the engine to the queue, and to the last row of the history, in
// a model as the window has one; resident memory before and after, MiB; the file's size, MiB; and milliseconds until
// ten thousand more are in the queue, in the store and in the model.
#include "core/engine/TransferEngine.h"
#include "core/models/TransferModel.h"
#include "core/store/TransferStore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <unistd.h>

using namespace ferry;

namespace {

constexpr int addedAtOnce = 10'000;

double residentMib()
{
    QFile facts(QStringLiteral("/proc/self/statm"));
    if (!facts.open(QIODevice::ReadOnly))
        return -1;
    const double pages = facts.readAll().split(' ').value(1).toDouble();
    return pages * double(::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

StoredItem itemNumber(int number, TransferState state)
{
    StoredItem item;
    item.place = number;
    TransferSnapshot &s = item.snapshot;
    s.name = QStringLiteral("report-%1.pdf").arg(number);
    s.state = state;
    s.added = s.stateSince = QDateTime::currentDateTimeUtc().addSecs(-number);
    s.bytesTotal = 1'000'000 + number;
    if (number % 3 == 0) {
        UploadRequest request;
        request.url = QUrl(QStringLiteral("https://files.example/api/upload"));
        request.files = {{QStringLiteral("file"), QStringLiteral("/home/me/documents/") + s.name, {}, {}}};
        request.fields = {{QStringLiteral("album"), QByteArrayLiteral("42"), {}}};
        s.request = std::make_shared<const TransferRequest>(request);
    } else {
        DownloadRequest request;
        request.url = QUrl(QStringLiteral("https://files.example/2026/") + s.name);
        s.request = std::make_shared<const TransferRequest>(request);
    }
    if (state == TransferState::Done) {
        s.bytesDone = s.bytesTotal;
        s.sha256 = QByteArray(64, 'a');
        Exchange exchange;
        exchange.method = QByteArrayLiteral("GET");
        exchange.url = s.url();
        exchange.statusCode = 200;
        exchange.headers = {{QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")},
                            {QByteArrayLiteral("Server"), QByteArrayLiteral("nginx")}};
        exchange.body = QByteArrayLiteral("{\"code\":0,\"message\":\"ok\"}");
        s.exchange = std::make_shared<const Exchange>(exchange);
    } else {
        s.intent = Intent::Hold; // nothing shall run here
    }
    return item;
}

bool fill(const QString &path, int ended, int waiting)
{
    TransferStore store;
    if (store.open(path).kind != StoreOpening::Fine || !store.begin(TransferStore::InSystem))
        return false;
    for (int i = 0; i < ended + waiting; ++i) {
        StoredItem item = itemNumber(i, i < ended ? TransferState::Done : TransferState::Paused);
        if (!store.insert(item) || !store.setExchange(item.key, item.snapshot.exchange.get()))
            return false;
    }
    return store.commit();
}

/// Ten thousand downloads from a server that takes connections and says nothing.
QList<TransferRequest> manyFrom(const QTcpServer &server)
{
    QList<TransferRequest> list;
    for (int i = 0; i < addedAtOnce; ++i) {
        DownloadRequest request;
        request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/%2.bin").arg(server.serverPort()).arg(i));
        list.append(request);
    }
    return list;
}

int openOnce(const QString &path, int ended, int waiting)
{
    const double before = residentMib();
    QElapsedTimer clock;
    clock.start();
    EngineOptions options;
    options.storeFile = path;
    options.temporaryRoot = QFileInfo(path).absolutePath() + QStringLiteral("/transfers");
    QTcpServer silent;
    if (!silent.listen(QHostAddress::LocalHost))
        return 1;
    TransferEngine engine(options);
    TransferModel model;
    QObject::connect(&engine, &TransferEngine::changed, &model, &TransferModel::apply);
    qint64 queueMs = -1;
    bool isAdding = false;
    QObject::connect(&engine, &TransferEngine::changed, qApp, [&] {
        if (queueMs < 0 && model.rowCount() >= waiting)
            queueMs = clock.elapsed();
        if (model.rowCount() < ended + waiting)
            return;
        if (model.rowCount() == ended + waiting && !isAdding) {
            std::printf("queue %lld ms, history %lld ms, memory %.1f to %.1f MiB, file %.1f MiB", (long long)queueMs,
                        (long long)clock.elapsed(), before, residentMib(),
                        double(QFileInfo(path).size()) / (1024 * 1024));
            isAdding = true;
            const QList<TransferRequest> many = manyFrom(silent);
            clock.restart();
            engine.add(many);
        } else if (model.rowCount() == ended + waiting + addedAtOnce) {
            std::printf(", %d more %lld ms\n", addedAtOnce, (long long)clock.elapsed());
            QCoreApplication::exit(0);
        }
    });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QLatin1String("--open"))
        return openOnce(words.value(2), words.value(3).toInt(), words.value(4).toInt());
    const int ended = words.size() > 1 ? words.at(1).toInt() : 100'000;
    const int waiting = words.size() > 2 ? words.at(2).toInt() : 100;
    const int runs = words.size() > 3 ? words.at(3).toInt() : 5;
    const QTemporaryDir place;
    const QString path = place.filePath(QStringLiteral("ferry.sqlite"));
    if (!place.isValid() || !fill(path, ended, waiting)) {
        std::fprintf(stderr, "the store could not be filled\n");
        return 1;
    }
    for (int run = 0; run < runs; ++run) {
        const QString copy = place.filePath(QStringLiteral("run-%1.sqlite").arg(run)); // it grows
        if (!QFile::copy(path, copy)) {
            std::fprintf(stderr, "the store could not be copied\n");
            return 1;
        }
        const int status =
            QProcess::execute(QCoreApplication::applicationFilePath(),
                              {QStringLiteral("--open"), copy, QString::number(ended), QString::number(waiting)});
        if (status != 0)
            return status;
    }
    return 0;
}
