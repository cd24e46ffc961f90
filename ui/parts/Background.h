#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

namespace ferry::ui {

/// Runs work() on the thread pool and then(result) on the thread of context, unless context is gone by then. The work
/// must hold what it needs by value.
template <typename Work, typename Then>
void runInBackground(QObject *context, Work work, Then then, QThreadPool *pool = QThreadPool::globalInstance())
{
    using Result = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Result>>();
    auto *watcher = new QFutureWatcher<Result>(context);
    QObject::connect(watcher, &QFutureWatcher<Result>::finished, context, [watcher, then = std::move(then)] {
        if (watcher->future().resultCount() > 0)
            then(watcher->result());
        watcher->deleteLater();
    });
    watcher->setFuture(promise->future());
    pool->start([promise, work = std::move(work)] {
        promise->start();
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace ferry::ui
