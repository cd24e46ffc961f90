#include "tests/endurance/KilledChild.h"

#include "core/engine/TransferEngine.h"
#include "core/store/TransferStore.h"

#include <QCoreApplication>
#include <QSet>

#include <cstdio>

namespace ferry {

namespace {

/// Every third is an upload that must not be sent twice.
TransferRequest requestNumber(int number, const KilledPlaces &places, const QUrl &server)
{
    QUrl url = server;
    if (number % 3 == 0) {
        UploadRequest upload;
        url.setPath(QStringLiteral("/u/%1").arg(number));
        upload.url = url;
        upload.files = {FormFile{QStringLiteral("file"), places.source(), {}, {}}};
        upload.options.proxy.kind = ProxyChoice::None;
        return upload;
    }
    DownloadRequest download;
    url.setPath(QStringLiteral("/d/%1").arg(number));
    download.url = url;
    download.saveTo = SaveTarget{places.target(), QStringLiteral("%1.bin").arg(number), NameTaken::Fail};
    download.options.proxy.kind = ProxyChoice::None;
    return download;
}

void say(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
}

QSet<TransferId> unfinishedIn(const QString &path)
{
    TransferStore store;
    QSet<TransferId> ids;
    if (store.open(path).kind == StoreOpening::Fine) {
        for (const StoredItem &item : store.unfinished())
            ids.insert(TransferId(item.key));
    }
    return ids;
}

} // namespace

int runKilledChild(const KilledPlaces &places, const QUrl &server, int first, int count)
{
    QSet<TransferId> unfinished = unfinishedIn(places.store());
    if (count == 0 && unfinished.isEmpty())
        return 0;
    EngineOptions options;
    options.storeFile = places.store();
    options.temporaryRoot = places.temporary();
    TransferEngine engine(options);
    QSet<QString> told;
    QObject::connect(&engine, &TransferEngine::changed, qApp, [&](const QList<TransferSnapshot> &snapshots) {
        for (const TransferSnapshot &s : snapshots) {
            if (isFinal(s.state))
                unfinished.remove(s.id);
            const QString number = s.url().path().section(u'/', -1);
            if (!told.contains(number)) {
                told.insert(number);
                say("added " + number.toLatin1() + '\n');
            }
        }
        if (count == 0 && unfinished.isEmpty())
            QCoreApplication::exit(0); // it may never have been busy
    });
    QObject::connect(&engine, &TransferEngine::storeProblem, qApp, [](const StoreProblem &problem) {
        say("problem " + problem.detail.toUtf8() + '\n');
        QCoreApplication::exit(1);
    });
    QObject::connect(&engine, &TransferEngine::idle, qApp, [] {
        say("idle\n");
        QCoreApplication::exit(0);
    });
    QList<TransferRequest> requests;
    for (int number = first; number < first + count; ++number)
        requests.append(requestNumber(number, places, server));
    if (!requests.isEmpty())
        engine.add(requests);
    return QCoreApplication::exec();
}

} // namespace ferry
