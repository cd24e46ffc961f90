// The largest gap of the window's event loop while many rows come, and then with ten transfers at full speed while the
// list is scrolled. A thread posts an event to the window's thread every millisecond and notes how long it waits; what
// a person would feel as a stutter shows here. The share of the processor is that of the second part. Prints one JSON
// object.
//
//   windowgap [SECONDS] [ROWS] [ADDRESS]
//
// With an address it is that file alone which comes, ROWS times; else the built-in server's, as fast as it goes.
#include "core/devserver/DevServer.h"
#include "core/models/SnapshotInlet.h"
#include "core/store/Settings.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueView.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <ctime>

using namespace ferry;

namespace {

double cpuSeconds(clockid_t of)
{
    timespec t{};
    clock_gettime(of, &t);
    return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}

/// Of one processor, in percent, by the thread that asks and by the whole process.
struct Share
{
    double thread = 0, process = 0;

    void begin()
    {
        clock.start();
        thread = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        process = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
    }
    void end()
    {
        const double percent = 100e9 / double(clock.nsecsElapsed());
        thread = (cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - thread) * percent;
        process = (cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - process) * percent;
    }

    QElapsedTimer clock;
};

/// Asks the window's thread every millisecond, never with two questions under way.
class Prober : public QThread
{
public:
    explicit Prober(QObject &target)
        : m_target(target)
    {
    }

    std::atomic<bool> arriving = true; ///< the first part is under way
    std::atomic<bool> stop = false;
    QList<double> arrivalWaits, waits; ///< ms; read after the end

protected:
    void run() override
    {
        while (!stop) {
            QElapsedTimer clock;
            clock.start();
            const bool first = arriving;
            QMetaObject::invokeMethod(&m_target, [this] { m_answers.release(); });
            m_answers.acquire();
            (first ? arrivalWaits : waits).append(double(clock.nsecsElapsed()) / 1e6);
            QThread::usleep(1000);
        }
    }

private:
    QObject &m_target;
    QSemaphore m_answers;
};

QList<TransferRequest> requests(const QUrl &server, const QUrl &address, int rows)
{
    QList<TransferRequest> list;
    for (int i = 0; i < rows; ++i) {
        DownloadRequest request;
        request.url =
            address.isEmpty() ? server.resolved(QUrl(QStringLiteral("try/size/4294967296?n=%1").arg(i))) : address;
        request.segments = 1;
        list.append(request);
    }
    return list;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const int seconds = argc > 1 ? atoi(argv[1]) : 10;
    const int rows = argc > 2 ? atoi(argv[2]) : 10000;
    const QUrl address(argc > 3 ? QString::fromLocal8Bit(argv[3]) : QString());
    QTemporaryDir profile;
    devserver::DevServer server({});
    if (!server.start())
        return 1;
    Settings settings(profile.path());
    ui::applyTheme(app, ColourScheme::Light);
    // The disk would be the limit, not the window: the bytes go to memory.
    QTemporaryDir memory(QStringLiteral("/dev/shm/ferry-bench-XXXXXX"));
    EngineOptions options;
    options.temporaryRoot = memory.isValid() ? memory.path() : profile.path();
    TransferEngine engine(options);
    TransferModel model;
    SnapshotInlet inlet(model);
    QObject::connect(&engine, &TransferEngine::changed, &inlet, &SnapshotInlet::apply);
    ui::MainWindow window(engine, model, settings);
    window.resize(1120, 720);
    window.show();
    const QList<TransferRequest> list = requests(server.url(), address, rows);

    Prober prober(window);
    Share scrolling, resting;
    QList<double> pages; // ms that a page further takes, painted
    QTimer scroll;
    int step = 0;
    QObject::connect(&scroll, &QTimer::timeout, &window, [&] {
        QScrollBar *bar = window.queueView()->verticalScrollBar();
        if (++step % 20 != 0) {
            bar->setValue((step * 40) % qMax(1, bar->maximum()));
            return;
        }
        QElapsedTimer page;
        page.start();
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
        window.queueView()->viewport()->repaint();
        pages.append(double(page.nsecsElapsed()) / 1e6);
    });
    // The questions cost the window's thread something too, so its share of the processor is taken after them.
    const auto measureResting = [&] {
        scroll.stop();
        window.queueView()->scrollToBottom(); // the oldest run first
        resting.begin();
        QTimer::singleShot(seconds * 333, &window, [&] {
            resting.end();
            // Not quit(): the window would ask what becomes of the transfers.
            QCoreApplication::exit(0);
        });
    };
    const auto measureScrolling = [&] {
        scrolling.begin();
        QTimer::singleShot(seconds * 333, &window, [&] {
            scrolling.end();
            measureResting();
        });
    };
    const auto measureGaps = [&] {
        prober.arriving = false;
        if (address.isEmpty())
            scroll.start(16);
        QTimer::singleShot(seconds * 333, &window, [&] { prober.stop = true; });
    };
    QObject::connect(&prober, &QThread::finished, &window, measureScrolling);
    // Once everything is there, and what is done with it in the background.
    QObject::connect(&model, &TransferModel::rowsInserted, &window, [&] {
        if (model.rowCount() == rows)
            QTimer::singleShot(1000, &window, measureGaps);
    });
    QTimer::singleShot(500, &window, [&] { // the first paint is over
        prober.start();
        engine.add(list);
    });
    QApplication::exec();
    prober.wait();

    QList<double> waits = prober.waits;
    std::sort(waits.begin(), waits.end());
    const double arrivalMax = *std::max_element(prober.arrivalWaits.cbegin(), prober.arrivalWaits.cend());
    const auto at = [&](double share) { return waits.at(qsizetype(share * double(waits.size() - 1))); };
    QTextStream(stdout) << QJsonDocument(
                               QJsonObject{
                                   {QStringLiteral("rows"), model.rowCount()},
                                   {QStringLiteral("running"), model.running()},
                                   {QStringLiteral("megabytesPerSecond"), model.speed(TransferKind::Download) / 1e6},
                                   {QStringLiteral("probes"), int(waits.size())},
                                   {QStringLiteral("gapMedianMs"), at(0.5)},
                                   {QStringLiteral("gap99Ms"), at(0.99)},
                                   {QStringLiteral("gapMaxMs"), waits.last()},
                                   {QStringLiteral("arrivalGapMaxMs"), arrivalMax},
                                   {QStringLiteral("pageMs"),
                                    pages.isEmpty() ? 0 : *std::max_element(pages.begin(), pages.end())},
                                   {QStringLiteral("processCpuPercent"), resting.process},
                                   {QStringLiteral("guiCpuPercent"), resting.thread},
                                   {QStringLiteral("scrolledGuiCpuPercent"), scrolling.thread},
                               })
                               .toJson();
    return 0;
}
