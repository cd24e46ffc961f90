#include "core/devserver/DevServer.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

/// The example of CONTRIBUTING.md, as a program of its own, against the developer server.
class TestLibraryExample : public QObject
{
    Q_OBJECT

private slots:
    void example_uploadsAndDownloads();
    void example_saysWhatFailed();
    void example_hasAtMostFortyLines();
    void example_standsInContributing();

private:
    struct Run
    {
        int exitCode = -1;
        QStringList lines;
    };
    Run runExample(const QStringList &arguments) const;
    static QByteArray textOf(const QString &path);

    QTemporaryDir m_tree;
};

QByteArray TestLibraryExample::textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

TestLibraryExample::Run TestLibraryExample::runExample(const QStringList &arguments) const
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), m_tree.path());
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), m_tree.filePath(QStringLiteral("cache")));
    environment.insert(QStringLiteral("no_proxy"), QStringLiteral("127.0.0.1"));
    program.setProcessEnvironment(environment);
    program.setWorkingDirectory(m_tree.path());
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(QStringLiteral(FERRY_EXAMPLE), arguments);
    Run run;
    if (program.waitForFinished() && program.exitStatus() == QProcess::NormalExit)
        run.exitCode = program.exitCode();
    run.lines = QString::fromUtf8(program.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    return run;
}

void TestLibraryExample::example_uploadsAndDownloads()
{
    devserver::DevServer server({});
    QVERIFY2(server.start(), qPrintable(server.errorString()));
    const QByteArray content(200 * 1024, 'e');
    QDir(m_tree.path()).mkdir(QStringLiteral("from"));
    QFile file(m_tree.filePath(QStringLiteral("from/hello.bin")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();

    const Run run = runExample({server.url().resolved(QUrl(QStringLiteral("upload"))).toString(), file.fileName(),
                                server.url().resolved(QUrl(QStringLiteral("files/hello.bin"))).toString()});
    QCOMPARE(run.exitCode, 0);
    const QStringList ends = run.lines.filter(QStringLiteral("success"));
    QCOMPARE(ends.size(), 2);
    QVERIFY(ends.first().startsWith(QStringLiteral("success 200")));
    QVERIFY(ends.first().contains(QStringLiteral("hello.bin")) && ends.first().contains(QStringLiteral("\"user\"")));
    QCOMPARE(ends.last(), QStringLiteral("success 200 ") + m_tree.filePath(QStringLiteral("hello.bin")));
    QVERIFY(run.lines.contains(QStringLiteral("%1 of %1").arg(content.size())));
    QVERIFY(run.lines.filter(QStringLiteral("fail")).isEmpty());
    QCOMPARE(textOf(m_tree.filePath(QStringLiteral("hello.bin"))), content);
}

void TestLibraryExample::example_saysWhatFailed()
{
    devserver::DevServer server({});
    QVERIFY2(server.start(), qPrintable(server.errorString()));
    const Run run =
        runExample({server.url().resolved(QUrl(QStringLiteral("upload"))).toString(), QStringLiteral("/nowhere/at/all"),
                    server.url().resolved(QUrl(QStringLiteral("try/cut/10?of=20"))).toString()});
    QCOMPARE(run.exitCode, 0);
    const QStringList fails = run.lines.filter(QStringLiteral("fail"));
    QCOMPARE(fails, (QStringList{QStringLiteral("fail source"), QStringLiteral("fail network")}));
}

void TestLibraryExample::example_hasAtMostFortyLines()
{
    const QByteArray source = textOf(QStringLiteral(FERRY_SOURCE_DIR "/tests/net/example/library.cpp"));
    QVERIFY(!source.isEmpty());
    QVERIFY(source.count('\n') <= 40);
}

void TestLibraryExample::example_standsInContributing()
{
    const QByteArray page = textOf(QStringLiteral(FERRY_SOURCE_DIR "/CONTRIBUTING.md"));
    const QByteArray source = textOf(QStringLiteral(FERRY_SOURCE_DIR "/tests/net/example/library.cpp"));
    QVERIFY(!source.isEmpty());
    QVERIFY(page.contains("```cpp\n" + source + "```\n"));
}

QTEST_GUILESS_MAIN(TestLibraryExample)
#include "tst_library_example.moc"
