// What an answer repeats of the secrets that were sent.
#include "core/engine/RequestSecrets.h"
#include "core/types/Secrets.h"

#include <QTest>

using namespace ferry;

class TestSentSecrets : public QObject
{
    Q_OBJECT

private slots:
    void requests_data();
    void requests();
    void signInIsKnownByWhatWasSent();
    void escapedOnesAreFound_data();
    void escapedOnesAreFound();
    void ordinaryTextStays();
    void reasonIsHiddenBeforeItIsCut();
};

namespace {

const QString dots = secretDots();

UploadRequest emptyUpload()
{
    UploadRequest request;
    request.url = QUrl(QStringLiteral("https://example.com/up"));
    return request;
}

} // namespace

void TestSentSecrets::requests_data()
{
    QTest::addColumn<TransferRequest>("request");
    QTest::addColumn<QByteArray>("echo");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const UploadRequest &request, const QByteArray &echo, const QString &shown) {
        QTest::newRow(name) << TransferRequest(request) << echo << shown;
    };
    UploadRequest r = emptyUpload();
    r.options.user = QStringLiteral("me");
    r.options.password = QStringLiteral("pass word");
    row("password", r, "no pass word here", QStringLiteral("no %1 here").arg(dots));
    row("password as it is sent", r, "Basic " + QByteArray("me:pass word").toBase64(), QStringLiteral("Basic ") + dots);
    r = emptyUpload();
    r.options.bearerToken = QStringLiteral("tokentoken");
    row("token", r, "bad token tokentoken", QStringLiteral("bad token ") + dots);
    r = emptyUpload();
    r.url = QUrl(QStringLiteral("https://me:userinfo@example.com/?api_key=a%2Fsecret&page=longvalue"));
    row("address", r, "userinfo a%2Fsecret a/secret longvalue", QStringLiteral("%1 %1 %1 longvalue").arg(dots));
    r = emptyUpload();
    r.headers = {{"X-Api-Key", "keykey"},
                 {"Authorization", "Token abcdef"},
                 {"Cookie", "a=first1; b=second"},
                 {"X-Plain", "plainvalue"}};
    row("headers", r, "keykey, abcdef, first1/second, plainvalue",
        QStringLiteral("%1, %1, %1/%1, plainvalue").arg(dots));
    r = emptyUpload();
    r.fields = {{QStringLiteral("password"), "fieldsecret", {}}, {QStringLiteral("title"), "fieldtitle", {}}};
    row("fields", r, "fieldsecret of fieldtitle", dots + QStringLiteral(" of fieldtitle"));
    r = emptyUpload();
    r.options.proxy = {ProxyChoice::Explicit, QUrl(QStringLiteral("http://me:proxypass@proxy/"))};
    row("proxy", r, "proxypass", dots);
    r = emptyUpload();
    r.options.bearerToken = QStringLiteral("short");
    row("short enough to be a word", r, "too short", QStringLiteral("too short"));
}

void TestSentSecrets::requests()
{
    QFETCH(TransferRequest, request);
    QFETCH(QByteArray, echo);
    QFETCH(QString, shown);
    const SentSecrets secrets = secretsOf(request);
    QCOMPARE(QString::fromUtf8(secrets.hiddenIn(echo)), shown);
    QCOMPARE(secrets.hiddenIn(QString::fromUtf8(echo)), shown);
    QCOMPARE(secrets.hiddenIn(HeaderList{{"X-Echo", echo}}), (HeaderList{{"X-Echo", shown.toUtf8()}}));
    QString body = shown;
    QCOMPARE(QString::fromUtf8(secrets.hiddenInBody(echo)), body.replace(dots, QStringLiteral("******")));
}

void TestSentSecrets::signInIsKnownByWhatWasSent()
{
    SentSecrets secrets = secretsOf(emptyUpload());
    QVERIFY(secrets.isEmpty());
    const QByteArray pair = QByteArray("me:typed by hand").toBase64();
    addSecretsOf({{"Host", "example.com"}, {"Authorization", "Basic " + pair}}, secrets);
    QCOMPARE(QString::fromUtf8(secrets.hiddenIn("typed by hand, " + pair + ", example.com")),
             QStringLiteral("%1, %1, example.com").arg(dots));
    // The name of a realm is no secret.
    SentSecrets digest;
    addSecretsOf({{"Authorization", R"(Digest username="somebody", realm="the lab", response="0123456789")"}}, digest);
    QCOMPARE(digest.hiddenIn(QByteArray("somebody in the lab")), QByteArray("somebody in the lab"));
}

void TestSentSecrets::escapedOnesAreFound_data()
{
    QTest::addColumn<QByteArray>("echo");
    QTest::newRow("as it is") << QByteArray(R"(a/b"c\d<e)");
    QTest::newRow("address") << QByteArray("a%2Fb%22c%5Cd%3Ce");
    QTest::newRow("page") << QByteArray(R"(a/b&quot;c\d&lt;e)");
    QTest::newRow("JSON") << QByteArray(R"(a/b\"c\\d<e)");
    QTest::newRow("JSON of PHP") << QByteArray(R"(a\/b\"c\\d<e)");
}

void TestSentSecrets::escapedOnesAreFound()
{
    QFETCH(QByteArray, echo);
    SentSecrets secrets;
    secrets.add(R"(a/b"c\d<e)");
    QCOMPARE(QString::fromUtf8(secrets.hiddenIn('[' + echo + ']')), u'[' + dots + u']');
}

void TestSentSecrets::ordinaryTextStays()
{
    const SentSecrets none;
    const QByteArray text("what a server says");
    QVERIFY(none.hiddenIn(text).isSharedWith(text)); // nothing is copied or looked for
    QVERIFY(none.hiddenInBody(text).isSharedWith(text));
    QCOMPARE(none.hiddenIn(HeaderList{{"Server", text}}), (HeaderList{{"Server", text}}));
}

void TestSentSecrets::reasonIsHiddenBeforeItIsCut()
{
    Exchange exchange;
    exchange.headers = {{"Content-Type", "text/plain"}};
    exchange.secrets.add("cutinthemiddle");
    // The secret would begin before the 200th character and end behind it.
    const QString reason = reasonWithoutSecrets(QByteArray(190, 'a') + " cutinthemiddle and more of it", exchange);
    QVERIFY2(!reason.contains(QLatin1String("cut")), qPrintable(reason));
    QVERIFY(reason.size() <= 200);
}

QTEST_GUILESS_MAIN(TestSentSecrets)
#include "tst_sentsecrets.moc"
