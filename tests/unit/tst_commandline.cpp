#include "app/terminal/CommandLine.h"
#include "app/terminal/CommonOptionParser.h"
#include "app/terminal/FormParser.h"
#include "app/terminal/HelpText.h"

#include <QTest>

using namespace ferry;

namespace {

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u'|', Qt::SkipEmptyParts);
}

template <typename Command>
Command parsed(const QStringList &arguments)
{
    const auto result = parseCommandLine(arguments);
    if (const auto *error = std::get_if<UsageError>(&result)) {
        QTest::qFail(qPrintable(error->sentence), __FILE__, __LINE__);
        return {};
    }
    const auto *command = std::get_if<Command>(&std::get<TerminalCommand>(result));
    if (!command)
        QTest::qFail("another command was read", __FILE__, __LINE__);
    return command ? *command : Command{};
}

} // namespace

Q_DECLARE_METATYPE(ferry::FormArgument)

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void windowTakesFilesAndLinks();
    void windowTakesQtOptions();
    void uploadTakesUrlThenFiles();
    void downloadOptions();
    void serveOptions();
    void optionForms_data();
    void optionForms();
    void headerForms_data();
    void headerForms();
    void credentials();
    void proxies_data();
    void proxies();
    void identity();
    void patience();
    void usageErrors_data();
    void usageErrors();
    void formArguments_data();
    void formArguments();
    void formErrors_data();
    void formErrors();
    void formFileList();
    void rates_data();
    void rates();
    void helpAnswersFirst_data();
    void helpAnswersFirst();
    void helpNamesEveryOption();
};

void TestCommandLine::windowTakesFilesAndLinks()
{
    const auto window = parsed<WindowCommand>(
        words("a.png|https://example.org/x|--profile-dir|/p|HTTP://h/|file:///tmp/b%20c|--with-server"));
    QCOMPARE(window.files, QStringList({QStringLiteral("a.png"), QStringLiteral("/tmp/b c")}));
    QCOMPARE(window.links, QStringList({QStringLiteral("https://example.org/x"), QStringLiteral("HTTP://h/")}));
    QCOMPARE(window.profileDirectory, QStringLiteral("/p"));
    QVERIFY(window.withServer);
    QVERIFY(!parsed<WindowCommand>({}).withServer);
    // An empty variable of a script would take the person's own profile.
    QVERIFY(std::holds_alternative<UsageError>(parseCommandLine({QStringLiteral("--profile-dir"), QString()})));
}

void TestCommandLine::windowTakesQtOptions()
{
    const auto window = parsed<WindowCommand>(words("-platform|offscreen|--style=Fusion|a.png"));
    QCOMPARE(window.files, QStringList(QStringLiteral("a.png")));
}

void TestCommandLine::uploadTakesUrlThenFiles()
{
    const auto upload =
        parsed<UploadCommand>(words("upload|--name|photo|https://h/up|a|-X|PUT|b|--together|-F|k=v|--|-c"));
    QCOMPARE(upload.address, QStringLiteral("https://h/up"));
    QCOMPARE(upload.files, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("-c")}));
    QCOMPARE(upload.fieldName, QStringLiteral("photo"));
    QCOMPARE(upload.method, QByteArray("PUT"));
    QVERIFY(upload.together);
    QCOMPARE(upload.form.size(), 1);
    const auto plain = parsed<UploadCommand>(words("upload|https://h/up|a"));
    QCOMPARE(plain.fieldName, QStringLiteral("file"));
    QVERIFY(plain.method.isEmpty() && !plain.together && !plain.contentDigest);
    QVERIFY(parsed<UploadCommand>(words("upload|--content-digest|h|a")).contentDigest);
    QCOMPARE(plain.common.parallel, 10);
    QCOMPARE(parsed<UploadCommand>(words("upload|-T|x.bin|h")).rawBodyPath, QStringLiteral("x.bin"));
}

void TestCommandLine::downloadOptions()
{
    const auto download =
        parsed<DownloadCommand>(words("download|-o|x|-d|dir|--any-type|--checksum|SHA256:"
                                      "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855|http://h/a"));
    QCOMPARE(download.addresses, QStringList(QStringLiteral("http://h/a")));
    QCOMPARE(download.output, QStringLiteral("x"));
    QCOMPARE(download.directory, QStringLiteral("dir"));
    QVERIFY(download.anyType && !download.keepTemporary);
    QCOMPARE(download.checksum->algorithm, QByteArray("sha256"));
    QCOMPARE(download.checksum->hex, QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QVERIFY(parsed<DownloadCommand>(words("download|--temp|h")).keepTemporary);
    QCOMPARE(parsed<DownloadCommand>(words("download|--segments|8|h")).segments, 8);
    QCOMPARE(parsed<DownloadCommand>(words("download|h")).segments, 0);
}

void TestCommandLine::serveOptions()
{
    const auto serve =
        parsed<ServeCommand>(words("serve|--port|8080|--root|/srv|--tls-cert|c.pem|--tls-key|k.pem|--json"));
    QCOMPARE(serve, (ServeCommand{8080, QStringLiteral("/srv"), QStringLiteral("c.pem"), QStringLiteral("k.pem"), true,
                                  false}));
    QCOMPARE(parsed<ServeCommand>(words("serve")), ServeCommand());
}

void TestCommandLine::optionForms_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("apart") << words("upload|-H|X-A: 1|-k|-q|u|f");
    QTest::newRow("glued") << words("upload|-HX-A: 1|-k|-q|u|f");
    QTest::newRow("grouped") << words("upload|-kqH|X-A: 1|u|f");
    QTest::newRow("grouped and glued") << words("upload|-kqHX-A: 1|u|f");
    QTest::newRow("long") << words("upload|--header|X-A: 1|--insecure|--quiet|u|f");
    QTest::newRow("long with equals") << words("upload|--header=X-A: 1|--insecure|--quiet|u|f");
    QTest::newRow("behind the arguments") << words("upload|u|f|-H|X-A: 1|-k|-q");
}

void TestCommandLine::optionForms()
{
    QFETCH(QStringList, arguments);
    const auto upload = parsed<UploadCommand>(arguments);
    QCOMPARE(upload.common.headers, HeaderList({{"X-A", "1"}}));
    QVERIFY(upload.common.transfer.insecure);
    QVERIFY(upload.common.quiet);
    QCOMPARE(upload.address, QStringLiteral("u"));
    QCOMPARE(upload.files, QStringList(QStringLiteral("f")));
}

void TestCommandLine::headerForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("removed");
    QTest::newRow("usual") << QStringLiteral("X-A: b c") << QByteArray("X-A") << QByteArray("b c") << false;
    QTest::newRow("no space") << QStringLiteral("X-A:b") << QByteArray("X-A") << QByteArray("b") << false;
    QTest::newRow("more colons") << QStringLiteral("X-A: http://b:1/") << QByteArray("X-A") << QByteArray("http://b:1/")
                                 << false;
    QTest::newRow("spaces around") << QStringLiteral("X-A: \t b \t ") << QByteArray("X-A") << QByteArray("b") << false;
    QTest::newRow("line end is kept, to be refused")
        << QStringLiteral("X-A: b\r\nEvil: 1") << QByteArray("X-A") << QByteArray("b\r\nEvil: 1") << false;
    QTest::newRow("line end at the end") << QStringLiteral("X-A: b\r\n") << QByteArray("X-A") << QByteArray("b\r\n")
                                         << false;
    QTest::newRow("empty by semicolon") << QStringLiteral("X-A;") << QByteArray("X-A") << QByteArray("") << false;
    QTest::newRow("removed by colon") << QStringLiteral("X-A:") << QByteArray("X-A") << QByteArray() << true;
    QTest::newRow("utf-8") << QStringLiteral("X-A: ü") << QByteArray("X-A") << QByteArray("ü") << false;
    QTest::newRow("bad name is kept, to be refused")
        << QStringLiteral("X A : b") << QByteArray("X A ") << QByteArray("b") << false;
}

void TestCommandLine::headerForms()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, removed);
    const auto upload = parsed<UploadCommand>(
        {QStringLiteral("upload"), QStringLiteral("-H"), text, QStringLiteral("u"), QStringLiteral("f")});
    if (removed) {
        QVERIFY(upload.common.headers.isEmpty());
        QCOMPARE(upload.common.removedHeaders, QList<QByteArray>({name}));
    } else {
        QCOMPARE(upload.common.headers, HeaderList({{name, value}}));
    }
}

void TestCommandLine::credentials()
{
    const auto options = [](const char *line) { return parsed<DownloadCommand>(words(line)).common; };
    QCOMPARE(options("download|-u|me:pa:ss|h").transfer.user, QStringLiteral("me"));
    QCOMPARE(options("download|-u|me:pa:ss|h").transfer.password, QStringLiteral("pa:ss"));
    QVERIFY(!options("download|-u|me:|h").askPassword);
    QVERIFY(options("download|-u|me|h").askPassword);
    QCOMPARE(options("download|--oauth2-bearer|tok|h").transfer.bearerToken, QStringLiteral("tok"));
    QCOMPARE(options("download|--cacert|ca.pem|h").transfer.caCertFile, QStringLiteral("ca.pem"));
}

void TestCommandLine::proxies_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    for (const char *scheme : {"http", "https", "socks5", "socks5h"}) {
        const QString url = QLatin1String(scheme) + QStringLiteral("://u:p@proxy:3128");
        QTest::newRow(scheme) << url << url;
    }
    QTest::newRow("without a scheme") << QStringLiteral("proxy:3128") << QStringLiteral("http://proxy:3128");
    QTest::newRow("none") << QString() << QString();
}

void TestCommandLine::proxies()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const auto download =
        parsed<DownloadCommand>({QStringLiteral("download"), QStringLiteral("-x"), text, QStringLiteral("h")});
    const ProxyChoice &proxy = download.common.transfer.proxy;
    QCOMPARE(proxy.kind, url.isEmpty() ? ProxyChoice::None : ProxyChoice::Explicit);
    QCOMPARE(proxy.url, QUrl(url));
}

void TestCommandLine::identity()
{
    const auto options = [](const char *line) { return parsed<UploadCommand>(words(line)).common.transfer; };
    QCOMPARE(options("upload|--appid|wx1|u|f").identity, (Identity{QStringLiteral("wx1"), QStringLiteral("0")}));
    QCOMPARE(options("upload|--appversion|7|--appid|wx1|u|f").identity,
             (Identity{QStringLiteral("wx1"), QStringLiteral("7")}));
    QVERIFY(!options("upload|u|f").identity);
}

void TestCommandLine::patience()
{
    using namespace std::chrono_literals;
    const auto options = [](const char *line) { return parsed<UploadCommand>(words(line)).common; };
    QCOMPARE(options("upload|u|f").transfer.timeout, 60s);
    QVERIFY(!options("upload|u|f").transfer.answerTimeout);
    QCOMPARE(options("upload|--timeout|1.5|u|f").transfer.timeout, 1500ms);
    QCOMPARE(options("upload|--answer-timeout|3600|u|f").transfer.answerTimeout, std::chrono::milliseconds(1h));
    QCOMPARE(options("upload|--max-redirs|0|u|f").transfer.maxRedirects, 0);
    QCOMPARE(options("upload|u|f").transfer.maxRedirects, 20);
    QVERIFY(!options("upload|u|f").http2);
    QVERIFY(options("upload|--http2|u|f").http2);
    QCOMPARE(options("upload|--parallel|3|u|f").parallel, 3);
    QCOMPARE(options("upload|u|f").transfer.retries, 5);
    QCOMPARE(options("upload|--retry|0|u|f").transfer.retries, 0);
    QCOMPARE(options("upload|--retry|100|u|f").transfer.retries, 100);
    QCOMPARE(options("upload|--limit-rate|2M|u|f").limitRate, 2 * 1024 * 1024);
    QCOMPARE(options("upload|u|f").limitRate, 0);
}

void TestCommandLine::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("mentions");
    const auto row = [](const char *line, const char *mentions) {
        QTest::newRow(line) << words(line) << QString::fromUtf8(mentions);
    };
    row("upload", "address");
    row("upload|http://h/", "nothing to upload");
    row("upload|u|f|--nonsense", "--nonsense");
    row("upload|u|f|-Z", "-Z");
    row("upload|u|f|-o|x", "-o");
    row("upload|u|f|-d|x", "-d");
    row("download|u|-F|a=b", "-F");
    row("download|u|-T|f", "-T");
    row("serve|-k", "-k");
    row("serve|extra", "extra");
    row("serve|--port|70000", "65535");
    row("upload|u|f|-H", "-H");
    row("upload|u|f|--json=yes", "--json");
    row("upload|u|f|-H|nocolon", "nocolon");
    row("upload|u|f|-H|Authorization TOKEN", "“Authorization…”");
    row("upload|u|f|-H|Authorization=Bearer TOKEN", "“Authorization…”");
    row("upload|u|f|-H|TOKEN2/Zm9v+YmFy==", "“…”");
    row("upload|u|-F|password TOKEN", "“password…”");
    row("upload|u|-F|password=a;TOKEN", "“;…”");
    row("upload|u|-F|password=(TOKEN", "“…”");
    row("upload|u|-F|password=\"a\"TOKEN", "“…”");
    row("upload|u|-F|novalue", "novalue");
    row("upload|-T|a|u|f", "-T");
    row("upload|-T|a|-F|k=v|u", "-T");
    row("upload|-T|a|-T|b|u", "-T");
    row("upload|-T|a|--together|u", "--together");
    row("upload|-T|a|--name|k|u", "--name");
    row("upload|u|f|--timeout|0", "1 to 60");
    row("upload|u|f|--timeout|61", "1 to 60");
    row("upload|u|f|--timeout|nan", "1 to 60");
    row("upload|u|f|--timeout|abc", "abc");
    row("upload|u|f|--answer-timeout|3601", "3600");
    row("upload|u|f|--parallel|0", "1 to 10");
    row("upload|u|f|--parallel|11", "1 to 10");
    row("upload|u|f|--retry|-1", "--retry");
    row("upload|u|f|--retry|101", "0 to 100");
    row("upload|u|f|--limit-rate|fast", "fast");
    row("upload|u|f|--max-redirs|x", "--max-redirs");
    row("upload|u|f|--appversion|3", "--appid");
    row("upload|u|f|-x|ftp://h", "socks5");
    row("upload|u|f|-x|socks4://h", "socks5");
    row("upload|u|f|-u|:", "-u");
    row("upload|u|f|-u|a:b|--oauth2-bearer|t", "--oauth2-bearer");
    row("download", "address");
    row("download|h|--segments|9", "1 to 8");
    row("download|h|--checksum|abc", "sha256");
    row("download|h|--checksum|sha256:abc", "sha256");
    row("download|h|--checksum|crc32:00000000", "sha256");
    row("download|h|i|--checksum|md5:d41d8cd98f00b204e9800998ecf8427e", "one file");
    row("download|h|-o|a|-o|b", "one path");
    row("download|h|-d|a|--output-dir|b", "one directory");
    row("download|h|--temp|-o|x", "--temp");
    row("download|h|--temp|-d|x", "--temp");
    // Of a variable that is not set: no file is taken for an address.
    QTest::newRow("empty address") << (words("upload") << QString() << words("a.zip|b")) << QStringLiteral("address");
    row("--nonsense", "--nonsense");
}

void TestCommandLine::usageErrors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, mentions);
    const auto result = parseCommandLine(arguments);
    const auto *error = std::get_if<UsageError>(&result);
    QVERIFY2(error, "was taken");
    QVERIFY2(error->sentence.contains(mentions), qPrintable(error->sentence));
    QVERIFY(error->sentence.endsWith(u'.'));
    QVERIFY(!error->sentence.contains(u'!'));
}

void TestCommandLine::formArguments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<FormArgument>("expected");
    const auto row = [](const char *text, FormArgument::Kind kind, const char *name, const char *value,
                        const char *fileName = "", const char *type = "") {
        QTest::newRow(text) << QString::fromUtf8(text)
                            << FormArgument{kind, QString::fromUtf8(name), QString::fromUtf8(value),
                                            QString::fromUtf8(fileName), type};
    };
    using enum FormArgument::Kind;
    row("k=v", Text, "k", "v");
    row("k=", Text, "k", "");
    row("k=a=b", Text, "k", "a=b");
    row("k=a b, c", Text, "k", "a b, c");
    row("k= a ", Text, "k", "a");
    row("k=\" a \"", Text, "k", " a ");
    row("k=\"a;b\"", Text, "k", "a;b");
    row("k=\"a\\\"b\\\\c\\d\"", Text, "k", "a\"b\\c\\d");
    row("k=\"open", Text, "k", "\"open");
    row("k=a\"b\"", Text, "k", "a\"b\"");
    row("k=v;type=text/plain", Text, "k", "v", "", "text/plain");
    row("k={};type=application/json", Text, "k", "{}", "", "application/json");
    row("k=ü名", Text, "k", "ü名");
    row("k=x@y", Text, "k", "x@y");
    row("f=@a.png", File, "f", "a.png");
    row("f=@a b.png ", File, "f", "a b.png");
    row("f=@\"a;b,c.png\"", File, "f", "a;b,c.png");
    row("f=@a.png;type=image/png", File, "f", "a.png", "", "image/png");
    row("f=@a.png;filename=b.png", File, "f", "a.png", "b.png");
    row("f=@a.png;filename=\"b;c.png\"", File, "f", "a.png", "b;c.png");
    row("f=@a.png;type=image/png;filename=b.png", File, "f", "a.png", "b.png", "image/png");
    row("f=@a.png;filename=b.png;type=image/png", File, "f", "a.png", "b.png", "image/png");
    row("f=@a.txt;type=text/plain; charset=utf-8;filename=b", File, "f", "a.txt", "b", "text/plain; charset=utf-8");
    row("f=@a.txt; TYPE=text/plain", File, "f", "a.txt", "", "text/plain");
    row("t=<a.txt", FileContent, "t", "a.txt");
    row("t=<a.txt;type=text/css", FileContent, "t", "a.txt", "", "text/css");
    row("t=<a,b.txt", FileContent, "t", "a,b.txt");
}

void TestCommandLine::formArguments()
{
    QFETCH(QString, text);
    QFETCH(FormArgument, expected);
    QString error;
    const QList<FormArgument> arguments = parseFormArgument(text, error);
    QCOMPARE(error, QString());
    QCOMPARE(arguments.size(), 1);
    QCOMPARE(arguments.first().name, expected.name);
    QCOMPARE(arguments.first().text, expected.text);
    QCOMPARE(arguments.first().fileName, expected.fileName);
    QCOMPARE(arguments.first().contentType, expected.contentType);
    QCOMPARE(arguments.first().kind, expected.kind);
}

void TestCommandLine::formErrors_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "novalue", "=v", "f=@", "t=<", "k=a;b", "k=v;filename=x", "t=<a;filename=x", "k=(x", "k=)", "k=\"a\"b",
          "f=@a;headers=@h", "f=@a;encoder=base64", "f=@a,", "k=\"a\",b", "t=<\"a\",b"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestCommandLine::formErrors()
{
    QFETCH(QString, text);
    QString error;
    QVERIFY(parseFormArgument(text, error).isEmpty());
    QVERIFY(!error.isEmpty());
}

void TestCommandLine::formFileList()
{
    QString error;
    const QList<FormArgument> files = parseFormArgument(QStringLiteral("f=@a.png;type=image/png,b.png"), error);
    QCOMPARE(files.size(), 2);
    QCOMPARE(files.at(0),
             (FormArgument{FormArgument::File, QStringLiteral("f"), QStringLiteral("a.png"), {}, "image/png"}));
    QCOMPARE(files.at(1), (FormArgument{FormArgument::File, QStringLiteral("f"), QStringLiteral("b.png"), {}, {}}));
    const QList<FormArgument> literal = parseFormString(QStringLiteral("k=@a;type=x"), error);
    QCOMPARE(literal, QList<FormArgument>({FormArgument{
                          FormArgument::Text, QStringLiteral("k"), QStringLiteral("@a;type=x"), {}, {}}}));
}

void TestCommandLine::rates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("bytes") << QStringLiteral("500") << qint64(500);
    QTest::newRow("k") << QStringLiteral("2k") << qint64(2048);
    QTest::newRow("K") << QStringLiteral("2K") << qint64(2048);
    QTest::newRow("M") << QStringLiteral("1.5M") << qint64(1572864);
    QTest::newRow("G") << QStringLiteral("3G") << qint64(3) * 1024 * 1024 * 1024;
    for (const char *bad : {"", "k", "0", "-1", "1T", "1e30", "nan", "inf", "M1"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << qint64(-1);
}

void TestCommandLine::rates()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(bytesOfRate(text), bytes);
}

void TestCommandLine::helpAnswersFirst_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("topic");
    QTest::newRow("program") << words("--help") << int(HelpCommand::Program);
    QTest::newRow("letter") << words("-h") << int(HelpCommand::Program);
    QTest::newRow("upload") << words("upload|--help") << int(HelpCommand::Upload);
    QTest::newRow("upload, letter") << words("upload|-h") << int(HelpCommand::Upload);
    QTest::newRow("download, incomplete") << words("download|-k|--help") << int(HelpCommand::Download);
    QTest::newRow("serve") << words("serve|--help") << int(HelpCommand::Serve);
}

void TestCommandLine::helpAnswersFirst()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, topic);
    QCOMPARE(int(parsed<HelpCommand>(arguments).topic), topic);
    parsed<VersionCommand>(words("--version"));
}

void TestCommandLine::helpNamesEveryOption()
{
    const QString upload = helpText(HelpCommand::Upload);
    const QString download = helpText(HelpCommand::Download);
    for (const char *option : {"-H", "-u", "--oauth2-bearer", "-x", "--cacert", "-k", "--http2", "--timeout",
                               "--answer-timeout", "--parallel", "--limit-rate", "--retry", "--max-redirs", "--appid",
                               "--appversion", "--json", "-q", "--profile-dir"}) {
        QVERIFY2(upload.contains(QLatin1String(option)), option);
        QVERIFY2(download.contains(QLatin1String(option)), option);
    }
    for (const char *option : {"--name", "--together", "-F", "-T", "-X"})
        QVERIFY2(upload.contains(QLatin1String(option)), option);
    for (const char *option : {"-o", "-d", "--temp", "--checksum", "--segments", "--any-type"})
        QVERIFY2(download.contains(QLatin1String(option)), option);
    QVERIFY(helpText(HelpCommand::Program).contains(QLatin1String("--with-server")));
    for (const auto topic : {HelpCommand::Program, HelpCommand::Upload, HelpCommand::Download, HelpCommand::Serve}) {
        for (const QString &line : helpText(topic).split(u'\n'))
            QVERIFY2(line.size() < 80, qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
