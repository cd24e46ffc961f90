// The largest gap of the window's event loop with ten transfers at full speed and ten thousand rows, while the list is
// scrolled. A thread posts an event to the window's thread every millisecond and notes how long it waits; what a person
// would feel as a stutter shows here. Prints one JSON object.
//
//   windowgap [SECONDS] [ROWS] [ADDRESS]
//
// With an address it is that file alone which comes, ROWS times; else the built-in server's, as fast as it goes.
#include "core/devserver/DevServer.h"
#include "core/models/TransferModel.h"
#include "core/store/Settings.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueView.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
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

/// Asks the window's thread every millisecond, never with two questions under way.
class Prober : public QThread
{
public:
    explicit Prober(QObject &target) : m_target(target) {}

    std::atomic<bool> measuring = false;
    std::atomic<bool> stop = false;
    QList<double> waits; ///< ms; read after the end

protected:
    void run() override
    {
        while (!stop) {
            QElapsedTimer clock;
            clock.start();
            std::atomic<bool> answered = false;
            QMetaObject::invokeMethod(&m_target, [&answered] { answered = true; answered.notify_one(); });
            answered.wait(false);
            if (measuring)
                waits.append(double(clock.nsecsElapsed()) / 1e6);
            QThread::usleep(1000);
        }
    }

private:
    QObject &m_target;
};

QList<TransferRequest> requests(const QUrl &server, const QUrl &address, int rows)
{
    QList<TransferRequest> list;
    for (int i = 0; i < rows; ++i) {
        DownloadRequest request;
        request.url = address.isEmpty() ? server.resolved(QUrl(QStringLiteral("try/size/4294967296?n=%1").arg(i))) : address;
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
    QObject::connect(&engine, &TransferEngine::changed, &model, &TransferModel::apply);
    ui::MainWindow window(engine, model, settings);
    window.resize(1120, 720);
    window.show();
    engine.add(requests(server.url(), address, rows));

    Prober prober(window);
    double cpu = 0;
    double processCpu = 0;
    QList<double> pages; // ms that a page further takes, painted
    QElapsedTimer clock;
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
    QTimer::singleShot(1500, &window, [&] { // first paint and the arrival of the rows are over
        cpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        processCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
        clock.start();
        prober.measuring = true;
        if (address.isEmpty())
            scroll.start(16);
        prober.start();
        QTimer::singleShot(seconds * 1000, &window, [&] {
            prober.stop = true;
            // Not quit(): the window would ask what becomes of the transfers.
            QObject::connect(&prober, &QThread::finished, &app, [] { QCoreApplication::exit(0); });
        });
    });
    QApplication::exec();
    prober.wait();
    cpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
    processCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - processCpu;

    QList<double> waits = prober.waits;
    std::sort(waits.begin(), waits.end());
    const auto at = [&](double share) { return waits.at(qsizetype(share * double(waits.size() - 1))); };
    QTextStream(stdout) << QJsonDocument(QJsonObject{
                               {QStringLiteral("rows"), model.rowCount()},
                               {QStringLiteral("running"), model.running()},
                               {QStringLiteral("megabytesPerSecond"), model.speed(TransferKind::Download) / 1e6},
                               {QStringLiteral("probes"), int(waits.size())},
                               {QStringLiteral("gapMedianMs"), at(0.5)},
                               {QStringLiteral("gap99Ms"), at(0.99)},
                               {QStringLiteral("gapMaxMs"), waits.last()},
                               {QStringLiteral("pageMs"), pages.isEmpty() ? 0 : *std::max_element(pages.begin(), pages.end())},
                               {QStringLiteral("processCpuPercent"), 100 * processCpu / double(clock.elapsed()) * 1000},
                               {QStringLiteral("guiCpuPercent"), 100 * cpu / double(clock.elapsed()) * 1000},
                           })
                               .toJson();
    return 0;
}
