// Kills an engine with ten transfers running, again and again at random moments, and looks after each time whether all
// that was promised holds: no item lost, none falsely done, no upload sent twice, the database whole.
//
//     ferry_killed KILLS CUTS [SEED [SECONDS]]
//
// SECONDS: more of what is received in so long a time must not be fetched again after a kill; without it, only what the
// records say is held must not. CUTS: store and files are copied while the engine stands still, as a
// power cut at that moment would leave what has reached the disk, and another one goes on from the copy to the end.
#include "tests/endurance/KilledCheck.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTextStream>

#include <csignal>
#include <cstdio>
#include <fcntl.h>

using namespace ferry;

namespace {

constexpr int atOnce = 10;

class Run
{
public:
    Run(int kills, int cuts, quint32 seed, double seconds)
        : m_kills(kills)
        , m_cuts(cuts)
        , m_seed(seed)
        , m_seconds(seconds)
        , m_random(seed)
        , m_places{m_tree.filePath(QStringLiteral("live"))}
    {
        QDir().mkpath(m_places.target());
        QFile source(m_places.source());
        if (!source.open(QIODevice::WriteOnly) || source.write(QByteArray(700'000, 's')) != 700'000)
            qFatal("no file to send");
    }

    int operator()()
    {
        while (m_killed < m_kills && m_wrong.isEmpty())
            killOnce(m_cut < m_cuts);
        if (m_wrong.isEmpty())
            endAll(1, false);
        const qint64 again = m_server.mostAgain();
        if (m_seconds > 0 && double(again) > m_seconds * double(KilledServer::bytesPerSecond))
            m_wrong << QStringLiteral("too much was fetched again");
        report(again);
        return m_wrong.isEmpty() ? 0 : 1;
    }

private:
    void start(QProcess &child, int count)
    {
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--child"), m_places.root, m_server.url().toString(), QString::number(m_next),
                     QString::number(count)});
        m_next += count;
    }

    void killOnce(bool cut)
    {
        QProcess child;
        // As many new ones as have ended, about, so that there are always ten to run.
        start(child, m_check.states(m_places.store()).value(QStringLiteral("queued")) > 2 * atOnce ? 0 : atOnce);
        if (!child.waitForStarted() || !child.waitForReadyRead(20'000)) {
            m_wrong << QStringLiteral("nothing was said");
            return; // and what has ended has no number: its signals would go to this program and all beside it
        }
        const bool ended = child.waitForFinished(m_random.bounded(1, 2500)); // all was done: nothing to kill
        m_wrong += m_check.lostParts();
        if (!ended && cut)
            cutPower(child);
        if (!ended) {
            child.kill();
            child.waitForFinished();
            ++m_killed;
        }
        take(child.readAllStandardOutput());
        m_wrong += m_check.look(m_places.store(), m_told);
        m_check.noteHeld();
    }

    /// Everything as it lies there at this moment, in the place of what is there, and an engine that goes on from it.
    void cutPower(QProcess &child)
    {
        m_server.standStill(true);
        ::kill(pid_t(child.processId()), SIGSTOP);
        take(child.readAllStandardOutput());
        ++m_cut;
        const QString aside = m_tree.filePath(QStringLiteral("aside"));
        if (QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), m_places.root, aside}) != 0 ||
            !swapLive(aside))
            qFatal("no copy");
        QFile::remove(m_places.store() + QStringLiteral("-shm")); // in memory, and so gone with the power
        const KilledServer::Memory before = m_server.remember();
        m_server.standStill(false);
        m_check.noteHeld();
        endAll(0, true);
        m_wrong += m_check.lostParts();
        if (!swapLive(aside) || !QDir(aside).removeRecursively())
            qFatal("no way back");
        child.kill(); // what came meanwhile was for one that stood still
        child.waitForFinished();
        m_server.goBackTo(before);
    }

    bool swapLive(const QString &other)
    {
        return ::renameat2(AT_FDCWD, QFile::encodeName(m_places.root).constData(), AT_FDCWD,
                           QFile::encodeName(other).constData(), RENAME_EXCHANGE) == 0;
    }

    void take(const QByteArray &words)
    {
        for (const QByteArray &line : words.split('\n')) {
            if (line.startsWith("added "))
                m_told.insert(line.mid(6).toInt());
            if (line.startsWith("problem "))
                m_wrong << QString::fromUtf8(line);
        }
    }

    /// Nobody is killed any more: with so many new ones all ends well, or as unknown.
    void endAll(int added, bool isCopy)
    {
        QProcess child;
        start(child, added);
        if (!child.waitForFinished(600'000) || child.exitCode() != 0)
            m_wrong << QStringLiteral("the rest did not end");
        take(child.readAllStandardOutput());
        m_wrong += m_check.look(m_places.store(), m_told);
        m_wrong += m_check.notEnded(m_places.store(), isCopy);
    }

    void report(qint64 again)
    {
        QTextStream out(stdout);
        out << "seed " << m_seed << ": " << m_killed << " kills, " << m_cut << " power cuts, " << m_told.size()
            << " transfers\n";
        const QHash<QString, int> states = m_check.states(m_places.store());
        for (auto it = states.cbegin(); it != states.cend(); ++it)
            out << "  " << it.value() << ' ' << it.key() << '\n';
        out << "  most bytes fetched again after a kill: " << again << " ("
            << double(again) / double(KilledServer::bytesPerSecond) << " s)\n";
        for (const QString &words : std::as_const(m_wrong))
            out << "WRONG: " << words << '\n';
    }

    int m_kills;
    int m_cuts;
    quint32 m_seed;
    double m_seconds; ///< 0: not looked at
    QRandomGenerator m_random;
    QTemporaryDir m_tree;
    KilledPlaces m_places;
    KilledServer m_server;
    KilledCheck m_check{m_places, m_server};
    QSet<int> m_told;
    QStringList m_wrong;
    int m_next = 1;
    int m_killed = 0;
    int m_cut = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--child"))
        return runKilledChild({arguments.value(2)}, QUrl(arguments.value(3)), arguments.value(4).toInt(),
                              arguments.value(5).toInt());
    const quint32 seed = arguments.size() > 3 ? arguments.at(3).toUInt() : QRandomGenerator::system()->generate();
    const double seconds = arguments.value(4).toDouble();
    return Run(qMax(1, arguments.value(1).toInt()), arguments.value(2).toInt(), seed, seconds)();
}
