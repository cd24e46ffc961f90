#include "core/engine/RequestCheck.h"
#include "core/engine/RequestHead.h"

#include "core/types/ErrorText.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace ferry;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(ferry::RequestField)
Q_DECLARE_METATYPE(std::function<void(ferry::UploadRequest &)>)
Q_DECLARE_METATYPE(std::function<void(ferry::DownloadRequest &)>)

using ChangeUpload = std::function<void(UploadRequest &)>;
using ChangeDownload = std::function<void(DownloadRequest &)>;

class TestRequestCheck : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void goodOnesPass();
    void uploads_data();
    void uploads();
    void uploadOfTheUnreadable();
    void downloads_data();
    void downloads();
    void addresses_data();
    void addresses();
    void typedAddresses_data();
    void typedAddresses();
    void everyProblemIsNamedAtOnce();
    void secretsAreNotInSentences();
    void tenThousandFiles();

private:
    UploadRequest goodUpload() const;
    DownloadRequest goodDownload() const;

    QTemporaryDir m_directory;
    QString m_file;
};

void TestRequestCheck::initTestCase()
{
    QVERIFY(m_directory.isValid());
    m_file = m_directory.filePath(QStringLiteral("a.txt"));
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("abc");
    QVERIFY(QDir(m_directory.path()).mkdir(QStringLiteral("folder")));
    QCOMPARE(::mkfifo(QFile::encodeName(m_directory.filePath(QStringLiteral("pipe"))).constData(), 0600), 0);
}

UploadRequest TestRequestCheck::goodUpload() const
{
    UploadRequest request;
    request.url = QUrl(QStringLiteral("https://a.example/upload"));
    request.fields = {{QStringLiteral("a"), "1", {}}, {QStringLiteral("a"), "2", {}}};
    FormFile file;
    file.path = m_file;
    request.files = {file};
    request.headers = {{"X-Trace", "1"}, {"X-Trace", "2"}};
    return request;
}

DownloadRequest TestRequestCheck::goodDownload() const
{
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("https://a.example/a.zip"));
    request.saveTo = SaveTarget{m_directory.path(), {}, NameTaken::KeepBoth};
    request.checksum = ExpectedChecksum{"sha256", QByteArray(64, 'a')};
    return request;
}

void TestRequestCheck::goodOnesPass()
{
    QCOMPARE(checkRequest(goodUpload()).size(), 0);
    QCOMPARE(checkRequest(goodDownload()).size(), 0);
    UploadRequest raw = goodUpload();
    raw.method = "PUT";
    raw.rawBodyPath = m_file;
    raw.files.clear();
    raw.fields.clear();
    raw.headers = {{"Content-Type", "text/plain"}};
    raw.options.answerTimeout = 3600s;
    raw.options.timeout = 1s;
    raw.options.identity = Identity{QStringLiteral("wx1"), QStringLiteral("0")};
    raw.options.proxy = {ProxyChoice::Explicit, QUrl(QStringLiteral("socks5h://u:p@127.0.0.1:1080"))};
    QCOMPARE(checkRequest(raw).size(), 0);
    UploadRequest onlyFields = goodUpload();
    onlyFields.files.clear();
    onlyFields.fields.first().name = QStringLiteral("a\r\n\"b");
    QCOMPARE(checkRequest(onlyFields).size(), 0);
    UploadRequest withUser = goodUpload();
    withUser.url = QUrl(QStringLiteral("https://u:p@a.example/"));
    QCOMPARE(checkRequest(withUser).size(), 0);
    DownloadRequest upperCase = goodDownload();
    upperCase.checksum = ExpectedChecksum{"MD5", QByteArray(32, 'F')};
    QCOMPARE(checkRequest(upperCase).size(), 0);
}

void TestRequestCheck::uploads_data()
{
    QTest::addColumn<ChangeUpload>("change");
    QTest::addColumn<RequestField>("field");
    QTest::addColumn<int>("row");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *tag, RequestField field, int at, ErrorKind kind, const char *words,
                        const ChangeUpload &change) {
        QTest::newRow(tag) << change << field << at << kind << QString::fromLatin1(words);
    };
    using enum RequestField;
    const auto header = ErrorKind::Header;
    const auto source = ErrorKind::Source;
    row("no address", Address, -1, header, "missing", [](auto &r) { r.url = QUrl(); });
    row("odd scheme", Address, -1, header, "ftp", [](auto &r) { r.url.setScheme(QStringLiteral("ftp")); });
    row("no method", Method, -1, header, "missing", [](auto &r) { r.method.clear(); });
    row("broken method", Method, -1, header, "no method", [](auto &r) { r.method = "PO ST"; });
    row("CONNECT", Method, -1, header, "CONNECT", [](auto &r) { r.method = "CONNECT"; });
    row("GET", Method, -1, header, "GET", [](auto &r) { r.method = "GET"; });
    row("nothing to send", Files, -1, header, "nothing to send", [](auto &r) {
        r.files.clear();
        r.fields.clear();
    });
    const auto second = [this](const QString &path) {
        return [this, path](UploadRequest &r) {
            FormFile file;
            file.path = m_directory.filePath(path);
            r.files.append(file);
        };
    };
    row("missing file", Files, 1, source, "does not exist", second(QStringLiteral("no")));
    row("folder", Files, 1, source, "folder", second(QStringLiteral("folder")));
    row("pipe", Files, 1, source, "named pipe", second(QStringLiteral("pipe")));
    row("device", Files, 1, source, "device", [](auto &r) {
        FormFile file;
        file.path = QStringLiteral("/dev/zero");
        r.files.append(file);
    });
    row("no path", Files, 0, source, "No file", [](auto &r) { r.files[0].path.clear(); });
    row("raw body missing", Files, 0, source, "does not exist",
        [](auto &r) { r.rawBodyPath = QStringLiteral("/no/such"); });
    row("no field name", FieldName, 0, header, "field name", [](auto &r) { r.files[0].name.clear(); });
    row("NUL in a form key", FieldName, 0, header, "NUL", [](auto &r) { r.files[0].name = QString(QChar::Null); });
    row("NUL in a field", Fields, 1, header, "NUL", [](auto &r) { r.fields[1].name = QString(QChar::Null); });
    row("type of a file", Files, 0, header, "content type", [](auto &r) { r.files[0].contentType = "a/b\r\nX: y"; });
    row("type of a field", Fields, 0, header, "content type", [](auto &r) { r.fields[0].contentType = "a\n"; });
    const auto withHeader = [](const char *name, const QByteArray &value) {
        return [name, value](UploadRequest &r) { r.headers.append(name, value); };
    };
    row("Referer", Headers, 2, header, "Referer", withHeader("referer", "x"));
    row("Host", Headers, 2, header, "Host", withHeader("Host", "x"));
    row("Content-Length", Headers, 2, header, "Content-Length", withHeader("Content-Length", "1"));
    row("Transfer-Encoding", Headers, 2, header, "Transfer-Encoding", withHeader("Transfer-Encoding", "chunked"));
    row("Content-Type of a form", Headers, 2, header, "boundary", withHeader("Content-Type", "text/plain"));
    row("Connection", Headers, 2, header, "connection", withHeader("Connection", "close"));
    row("bad name", Headers, 2, header, "no header name", withHeader("X Y", "1"));
    row("no name", Headers, 2, header, "no name", withHeader("", "1"));
    row("line break in a value", Headers, 2, header, "line break", withHeader("X-A", "a\r\nHost: b"));
    row("NUL in a value", Headers, 2, header, "control", withHeader("X-A", QByteArray("\0", 1)));
    row("user with a colon", Headers, -1, header, "user name", [](auto &r) { r.options.user = QStringLiteral("a:b"); });
    row("token with a line break", Headers, -1, header, "token",
        [](auto &r) { r.options.bearerToken = QStringLiteral("a\nb"); });
    row("timeout too short", Timeout, -1, header, "1 to 60", [](auto &r) { r.options.timeout = 999ms; });
    row("timeout too long", Timeout, -1, header, "1 to 60", [](auto &r) { r.options.timeout = 60'001ms; });
    row("answer too short", Timeout, -1, header, "3600", [](auto &r) { r.options.answerTimeout = 0s; });
    row("answer too long", Timeout, -1, header, "3600", [](auto &r) { r.options.answerTimeout = 3601s; });
    row("redirects below 0", Address, -1, header, "redirects", [](auto &r) { r.options.maxRedirects = -1; });
    row("app id", Identity, -1, header, "app id", [](auto &r) {
        r.options.identity = ferry::Identity{QStringLiteral("a/b"), {}};
    });
    row("version", Identity, -1, header, "version", [](auto &r) {
        r.options.identity = ferry::Identity{QStringLiteral("wx1"), QStringLiteral("1/2")};
    });
    row("scheme of the proxy", Proxy, -1, header, "socks5h", [](auto &r) {
        r.options.proxy = {ProxyChoice::Explicit, QUrl(QStringLiteral("ftp://p.example"))};
    });
    row("host of the proxy", Proxy, -1, header, "no host", [](auto &r) {
        r.options.proxy = {ProxyChoice::Explicit, QUrl(QStringLiteral("http://"))};
    });
    row("roots that cannot be read", Address, -1, header, "cannot be read",
        [](auto &r) { r.options.caCertFile = QStringLiteral("/no/such.pem"); });
}

void TestRequestCheck::uploads()
{
    QFETCH(ChangeUpload, change);
    QFETCH(QString, words);
    UploadRequest request = goodUpload();
    change(request);
    const QList<RequestProblem> problems = checkRequest(request);
    QCOMPARE(problems.size(), 1);
    QTEST(problems.first().field, "field");
    QTEST(problems.first().row, "row");
    QTEST(problems.first().error.kind, "kind");
    const QString sentence = errorText(problems.first().error);
    QVERIFY2(sentence.contains(words) && sentence.endsWith(u'.'), qPrintable(sentence));
}

/// Before anything is sent.
void TestRequestCheck::uploadOfTheUnreadable()
{
    const QString path = m_directory.filePath(QStringLiteral("locked.txt"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0), 0);
    QCOMPARE(::chmod(QFile::encodeName(m_directory.path()).constData(), 0755), 0);
    UploadRequest request = goodUpload();
    request.files.first().path = path;
    const bool wasRoot = ::geteuid() == 0; // who may read all
    if (wasRoot)
        QCOMPARE(::seteuid(65534), 0);
    const QList<RequestProblem> problems = checkRequest(request);
    if (wasRoot)
        QCOMPARE(::seteuid(0), 0);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().field, RequestField::Files);
    QCOMPARE(problems.first().error.kind, ErrorKind::Source);
    const QString sentence = errorText(problems.first().error);
    QVERIFY2(sentence.contains(QStringLiteral("Permission is denied.")), qPrintable(sentence));
}

void TestRequestCheck::downloads_data()
{
    QTest::addColumn<ChangeDownload>("change");
    QTest::addColumn<RequestField>("field");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *tag, RequestField field, ErrorKind kind, const char *words,
                        const ChangeDownload &change) {
        QTest::newRow(tag) << change << field << kind << QString::fromLatin1(words);
    };
    using enum RequestField;
    const auto target = ErrorKind::Target;
    const auto header = ErrorKind::Header;
    row("no address", Address, header, "missing", [](auto &r) { r.url = QUrl(); });
    row("missing folder", SaveTo, target, "does not exist",
        [](auto &r) { r.saveTo->directory = QStringLiteral("/no/such"); });
    row("folder is a file", SaveTo, target, "not a folder", [this](auto &r) { r.saveTo->directory = m_file; });
    row("no folder", SaveTo, target, "No folder", [](auto &r) { r.saveTo->directory.clear(); });
    row("relative folder", SaveTo, target, "whole path", [](auto &r) { r.saveTo->directory = QStringLiteral("a"); });
    row("name with a slash", SaveTo, target, "no name", [](auto &r) { r.saveTo->fileName = QStringLiteral("../a"); });
    row("name of dots", SaveTo, target, "no name", [](auto &r) { r.saveTo->fileName = QStringLiteral(".."); });
    row("name too long", SaveTo, target, "no name", [](auto &r) { r.saveTo->fileName = QString(256, u'a'); });
    row("checksum of no kind", Checksum, header, "crc32", [](auto &r) { r.checksum->algorithm = "crc32"; });
    row("checksum too short", Checksum, header, "64", [](auto &r) { r.checksum->hex.chop(1); });
    row("checksum of other signs", Checksum, header, "64", [](auto &r) { r.checksum->hex[3] = 'g'; });
    row("Range of the caller's is allowed, Host is not", Headers, header, "Host", [](auto &r) {
        r.headers = {{"Range", "bytes=0-"}, {"Host", "a"}};
    });
}

void TestRequestCheck::downloads()
{
    QFETCH(ChangeDownload, change);
    QFETCH(QString, words);
    DownloadRequest request = goodDownload();
    change(request);
    const QList<RequestProblem> problems = checkRequest(request);
    QCOMPARE(problems.size(), 1);
    QTEST(problems.first().field, "field");
    QTEST(problems.first().error.kind, "kind");
    const QString sentence = errorText(problems.first().error);
    QVERIFY2(sentence.contains(words) && sentence.endsWith(u'.'), qPrintable(sentence));
}

void TestRequestCheck::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("words"); // empty: good
    const auto row = [](const char *typed, const char *words) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromLatin1(words);
    };
    row("https://a.example", "");
    row("a.example/upload?x=1#y", "");
    row("http://u:p@a.example:8080/", "");
    row("https://\xe6\x96\x87.example/\xe6\x96\x87", "");
    row("http://[::1]:8080/x", "");
    row("https://a.example/a b", "");
    row("", "missing");
    row("   ", "missing");
    row("ftp://a.example/", "ftp");
    row("file:///etc/passwd", "file");
    row("javascript:alert(1)", "javascript");
    row("data:text/plain,x", "data");
    row("https://", "no host");
    row("http:///path", "no host");
    row("https://a.example:99999/", "no address");
    row("https://a.example:0/", "port 0");
    row("https://[::1/", "no address");
    row("https://a b/", "no address");
    row("https://a.example/\nX: y", "line break");
    row("https://a.example/\x01", "control");
}

void TestRequestCheck::addresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, words);
    const std::optional<TransferError> error = checkAddress(addressFromText(typed), typed);
    QCOMPARE(error.has_value(), !words.isEmpty());
    if (!error)
        return;
    QCOMPARE(int(error->kind), int(ErrorKind::Header));
    QVERIFY2(errorText(*error).contains(words), qPrintable(errorText(*error)));
}

void TestRequestCheck::typedAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *typed, const char *url) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(url);
    };
    row("https://a.example/x", "https://a.example/x");
    row("HTTP://a.example", "http://a.example");
    row("  a.example/x ", "https://a.example/x");
    row("a.example:8443/x", "https://a.example:8443/x");
    row("intranet/x", "https://intranet/x");
    row("//a.example/x", "https://a.example/x");
    row("u:p@a.example/x", "https://u:p@a.example/x");
    // The last @ before the path ends the user info, as in browsers and curl.
    row("http://user:p@ss@host.example/x", "http://user:p%40ss@host.example/x");
    row("http://a@b@c@127.0.0.1:8080/x@y?z=@", "http://a%40b%40c@127.0.0.1:8080/x@y?z=@");
    row("u:p@ss@a.example/x", "https://u:p%40ss@a.example/x");
    row("https://a.example/@x@y", "https://a.example/@x@y");
    row("https://a.example?x=@y@", "https://a.example?x=@y@");
    row("localhost:8080/upload", "http://localhost:8080/upload");
    row("localhost", "http://localhost");
    row("app.localhost:81", "http://app.localhost:81");
    row("127.0.0.1:8080", "http://127.0.0.1:8080");
    row("192.168.1.2/x", "http://192.168.1.2/x");
    row("[::1]:8080/x", "http://[::1]:8080/x");
    row("<https://a.example/x>", "https://a.example/x");
    row("\"a.example\"", "https://a.example");
    row("ftp://a.example", "ftp://a.example");
    row("mailto:a@b.example", "mailto:a@b.example");
    row("", "");
}

void TestRequestCheck::typedAddresses()
{
    QFETCH(QString, typed);
    QTEST(addressFromText(typed).toString(QUrl::FullyEncoded), "url");
}

void TestRequestCheck::everyProblemIsNamedAtOnce()
{
    UploadRequest request = goodUpload();
    request.url = QUrl();
    request.method.clear();
    request.headers = {{"Host", "a"}, {"X-A", "1"}, {"", "b"}};
    request.options.timeout = 0s;
    request.files[0].path = QStringLiteral("/no/such");
    const QList<RequestProblem> problems = checkRequest(request);
    QCOMPARE(problems.size(), 6);
}

void TestRequestCheck::secretsAreNotInSentences()
{
    UploadRequest request = goodUpload();
    request.url = QUrl(QStringLiteral("ftp://user:canary@a.example/"));
    request.headers = {{"Authorization", "canary\n"}};
    request.options.password = QStringLiteral("canary\n");
    request.options.bearerToken = QStringLiteral("canary ");
    request.options.proxy = {ProxyChoice::Explicit, QUrl(QStringLiteral("ftp://u:canary@p.example"))};
    const QList<RequestProblem> problems = checkRequest(request);
    QCOMPARE(problems.size(), 5);
    const QString broken = QStringLiteral("https://u:canary@[::1/");
    QVERIFY(!errorText(*checkAddress(addressFromText(broken), broken)).contains(QLatin1String("canary")));
    for (const auto &typed :
         {QStringLiteral("http://u:p@canary@[::1/"), QStringLiteral("ftp://u:p@canary@a.example/")}) {
        const QUrl url = addressFromText(typed);
        QVERIFY(!errorText(*checkAddress(url, typed)).contains(QLatin1String("canary")));
        QVERIFY(!publicUrl(url).toString().contains(QLatin1String("canary")));
    }
    for (const RequestProblem &problem : problems) {
        QVERIFY(!errorText(problem.error).contains(QLatin1String("canary")));
        QVERIFY(!problem.error.subject.contains(QLatin1String("canary")));
    }
}

void TestRequestCheck::tenThousandFiles()
{
    UploadRequest request = goodUpload();
    FormFile file;
    file.path = m_file;
    request.files = QList<FormFile>(10'000, file);
    QCOMPARE(checkRequest(request).size(), 0);
    request.files[9'999].path = QStringLiteral("/no/such");
    const QList<RequestProblem> problems = checkRequest(request);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().row, 9'999);
}

QTEST_GUILESS_MAIN(TestRequestCheck)
#include "tst_requestcheck.moc"
