#include "app/terminal/CommandLine.h"

#include <QTest>

using namespace ferry;

/// What a person is told whose option does not exist.
class TestOptionHints : public QObject
{
    Q_OBJECT

private slots:
    void hints_data();
    void hints();
};

void TestOptionHints::hints_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("hint"); ///< behind "There is no option ... here."; empty: nothing
    const auto row = [](const char *line, const char *hint) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(hint);
    };
    row("upload --heder", "Did you mean --header?");
    row("upload --hedaer=X", "Did you mean --header?");
    row("download --out x", "Did you mean --output or --output-dir?");
    row("download --limit 1M", "Did you mean --limit-rate?");
    row("download --Segments 2", "Did you mean --segments?");
    row("serve --prot 80", "Did you mean --port or --root?");
    row("--with-sever", "Did you mean --with-server?");
    row("upload --a x", "");
    row("upload --nothing-like-it", "");
    row("download --t 3", "");

    row("-v", "Did you mean -V?");
    row("upload -t x", "Did you mean -T?");
    row("download -t x", "");

    row("upload --checksum x", "It belongs to “ferry download”.");
    row("download -F a=b", "It belongs to “ferry upload”.");
    row("upload --port 80", "It belongs to “ferry serve”.");
    row("-o x http://h/", "It belongs to “ferry download”.");
    row("serve -H x", "It belongs to “ferry upload” and “ferry download”.");
    row("--json", "It belongs to “ferry upload”, “ferry download” and “ferry serve”.");
    row("download --with-server", "It belongs to “ferry” alone.");
    row("download --style x", "");

    row("download -L h", "Redirects are followed without it.");
    row("download -qL h", "Redirects are followed without it.");
    row("download -OL h", "-o PATH names the file; without it, it gets the server's name.");
    row("download -C - h", "The same command, run again, goes on where the last one broke off.");
    row("upload -d a=b h", "-F sends a field of a form, -T a file as the whole body.");
    row("upload -s h", "-q leaves out all but results and errors.");
    row("upload -O h", "");
}

void TestOptionHints::hints()
{
    QFETCH(QString, line);
    QFETCH(QString, hint);
    const auto result = parseCommandLine(line.split(u' '));
    const auto *error = std::get_if<UsageError>(&result);
    QVERIFY(error);
    const QString start = QStringLiteral("There is no option -");
    QVERIFY2(error->sentence.startsWith(start), qPrintable(error->sentence));
    const QString end = hint.isEmpty() ? QStringLiteral(" here.") : QStringLiteral(" here. ") + hint;
    QVERIFY2(error->sentence.endsWith(end), qPrintable(error->sentence));
}

QTEST_GUILESS_MAIN(TestOptionHints)
#include "tst_optionhints.moc"
