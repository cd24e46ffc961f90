#include "core/store/JsonDocument.h"
#include "core/store/RequestCodec.h"
#include "core/store/SnapshotCodec.h"
#include "core/store/SnapshotFields.h"
#include "tests/support/SampleStored.h"
#include "tests/support/TestCertificate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ferry;

/// Values on their way to the disk and back: every field, no secret, and nothing else than what is known.
class TestStoreCodec : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldIsWritten();
    void requests_comeBackWhole();
    void items_comeBackWhole();
    void exchanges_comeBackWhole();
    void certificates_comeBackWhole();
    void plainRequestsAreShort();
    void secrets_areLeftOutAndNamed();
    void nameOrPasswordAlone_isASecret_data();
    void nameOrPasswordAlone_isASecret();
    void passwordInAQueryWithoutAName_isLeftOutAndNamed();
    void secrets_ofAnswersAreLeftOut();
    void unknownValuesAreNotTaken();
    void cutTextsAreNotTaken();
    void damagedTextsDoNoHarm();
    void whyItWaits_isNoChange_data();
    void whyItWaits_isNoChange();
};

namespace {

using Change = void (*)(TransferSnapshot &);

/// As it lies on the disk.
QJsonObject objectIn(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        qWarning() << error.errorString() << text;
    return document.object();
}

template <typename T>
QJsonObject objectOf(const T &value)
{
    return objectIn(json::textOf(value));
}

TransferRequest roundTrip(const TransferRequest &request)
{
    return requestFrom(requestText(request));
}

} // namespace

// The samples set every field, see there; so each is in the object.
void TestStoreCodec::everyFieldIsWritten()
{
    QCOMPARE(objectOf(sample::options()).size(), sample::optionsKept);
    QCOMPARE(objectOf(sample::options().proxy).size(), 3);
    QCOMPARE(objectOf(sample::upload()).size(), sample::uploadKept);
    QCOMPARE(objectOf(sample::upload().files.first()).size(), 4);
    QCOMPARE(objectOf(sample::upload().fields.first()).size(), 3);
    QCOMPARE(objectOf(sample::download()).size(), sample::downloadKept);
    QCOMPARE(objectOf(sample::error()).size(), sample::errorKept);
    QCOMPARE(objectOf(sample::exchange()).size(), sample::exchangeKept);
    QCOMPARE(objectOf(sample::exchange().timings).size(), 6);
    const StoredItem item = sample::item(sample::upload());
    QCOMPARE(objectOf(item.snapshot).size(), sample::snapshotKept);
    QCOMPARE(objectOf(item.snapshot.attempts.last()).size(), 3); // no status with this error
    QCOMPARE(objectOf(*item.snapshot.signIn).size(), 5);
    QCOMPARE(objectOf(item).size(), sample::itemKept);
    QCOMPARE(objectIn(factsText(item)).size(), sample::snapshotKept + sample::itemKept); // no name twice
}

void TestStoreCodec::requests_comeBackWhole()
{
    for (const TransferRequest &request : {TransferRequest(sample::upload()), TransferRequest(sample::download()),
                                           TransferRequest(UploadRequest()), TransferRequest(DownloadRequest())}) {
        QVERIFY(roundTrip(request) == request);
        QVERIFY(withoutSecrets(request).request == request);
        QCOMPARE(withoutSecrets(request).missing, QStringList());
    }
}

void TestStoreCodec::items_comeBackWhole()
{
    const StoredItem item = sample::item(sample::upload());
    const StoredItem back = factsFrom(factsText(item));
    QCOMPARE(factsText(back), factsText(item));
    QVERIFY(back.snapshot.error == item.snapshot.error);
    QVERIFY(back.snapshot.attempts == item.snapshot.attempts);
    QVERIFY(back.snapshot.signIn == item.snapshot.signIn);
    QCOMPARE(back.snapshot.waitUntil, item.snapshot.waitUntil);
    QCOMPARE(back.missing, item.missing);
}

void TestStoreCodec::exchanges_comeBackWhole()
{
    const Exchange exchange = sample::exchange();
    const Exchange back = exchangeFrom(exchangeText(exchange));
    QCOMPARE(exchangeText(back), exchangeText(exchange));
    QVERIFY(back.headers == exchange.headers);
    QVERIFY(back.redirects == exchange.redirects);
    QVERIFY(back.timings == exchange.timings);
    QCOMPARE(back.bodySize, exchange.bodySize);
}

void TestStoreCodec::certificates_comeBackWhole()
{
    TlsFacts facts = sample::error().tls;
    facts.chain = {QSslCertificate(TestCertificate::selfSigned().pem())};
    QVERIFY(!facts.chain.first().isNull());
    QCOMPARE(objectOf(facts).size(), 5);
    const auto back = json::valueOf<TlsFacts>(json::textOf(facts));
    QVERIFY(back == facts);
}

// A hundred thousand of them lie in a history.
void TestStoreCodec::plainRequestsAreShort()
{
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("https://a/b"));
    QCOMPARE(requestText(request), QByteArrayLiteral("{\"kind\":\"download\",\"url\":\"https://a/b\"}"));
}

void TestStoreCodec::secrets_areLeftOutAndNamed()
{
    UploadRequest request = sample::upload();
    request.url = QUrl(QStringLiteral("https://me:hidden@up.example/x?a=1&sig=hidden"));
    request.headers.append(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer hidden"));
    request.headers.append(QByteArrayLiteral("X-Api-Key"), QByteArrayLiteral("hidden"));
    request.fields.append(FormField{QStringLiteral("token"), QByteArrayLiteral("hidden"), {}});
    request.options.user = QStringLiteral("hidden");
    request.options.password = QStringLiteral("hidden");
    request.options.bearerToken = QStringLiteral("hidden");
    request.options.insecure = true;
    request.options.proxy.url = QUrl(QStringLiteral("http://me:hidden@proxy:3128"));
    const KeptRequest kept = withoutSecrets(request);
    const QByteArray text = requestText(kept.request);
    QVERIFY2(!text.contains("hidden"), text.constData());
    QCOMPARE(kept.missing,
             (QStringList{QStringLiteral("password"), QStringLiteral("sig"), QStringLiteral("Authorization"),
                          QStringLiteral("X-Api-Key"), QStringLiteral("token")}));
    // Their names stay where they stood, and go before anything is sent.
    const auto named = std::get<UploadRequest>(requestFrom(text));
    QVERIFY(!named.options.insecure); // any certificate is taken in the launch alone that was told so
    QCOMPARE(named.url, QUrl(QStringLiteral("https://up.example/x?a=1&sig=")));
    QCOMPARE(named.fields.last(), (FormField{QStringLiteral("token"), {}, {}}));
    QCOMPARE(named.headers.values("X-Api-Key"), QList<QByteArray>{QByteArray()});
    const auto sendable = std::get<UploadRequest>(withoutBlanks(named, kept.missing));
    QCOMPARE(sendable.url, QUrl(QStringLiteral("https://up.example/x?a=1")));
    QCOMPARE(sendable.fields.size(), sample::upload().fields.size());
    QCOMPARE(sendable.headers, sample::upload().headers);
}

void TestStoreCodec::nameOrPasswordAlone_isASecret_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("any");
    QTest::newRow("none") << QString() << QString() << false;
    QTest::newRow("a name") << QStringLiteral("t0ken") << QString() << true;
    QTest::newRow("a password") << QString() << QStringLiteral("t0ken") << true;
    QTest::newRow("both") << QStringLiteral("me") << QStringLiteral("pw") << true;
}

void TestStoreCodec::nameOrPasswordAlone_isASecret()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(bool, any);
    DownloadRequest request = sample::download();
    request.options.user = user;
    request.options.password = password;
    QCOMPARE(request.options.hasCredentials(), any);
    const KeptRequest kept = withoutSecrets(request);
    QCOMPARE(kept.missing, any ? QStringList{QStringLiteral("password")} : QStringList());
    QVERIFY(!optionsOf(kept.request).hasCredentials());
}

// What has no "=" is the name of a pair for all that take queries apart.
void TestStoreCodec::passwordInAQueryWithoutAName_isLeftOutAndNamed()
{
    UploadRequest request = sample::upload();
    request.url = QUrl(QStringLiteral("https://up.example/fetch?a=1&http://me:hidden@from.example/x"));
    const KeptRequest kept = withoutSecrets(request);
    const QByteArray text = requestText(kept.request);
    QVERIFY2(!text.contains("hidden"), text.constData());
    QCOMPARE(kept.missing, QStringList{QStringLiteral("password")});
    const QUrl left(QStringLiteral("https://up.example/fetch?a=1&http://from.example/x"));
    QCOMPARE(urlOf(requestFrom(text)), left);
    QCOMPARE(urlOf(withoutBlanks(kept.request, kept.missing)), left);
}

void TestStoreCodec::secrets_ofAnswersAreLeftOut()
{
    Exchange exchange = sample::exchange();
    exchange.url = QUrl(QStringLiteral("http://a/?token=hidden"));
    exchange.redirects = {{302, exchange.url, exchange.url}};
    exchange.headers = {{QByteArrayLiteral("Set-Cookie"), QByteArrayLiteral("hidden")},
                        {QByteArrayLiteral("Location"), QByteArrayLiteral("http://a/?token=hidden")}};
    exchange.requestHeaders = {{QByteArrayLiteral("Cookie"), QByteArrayLiteral("hidden")}};
    StoredItem item = sample::item(sample::upload());
    item.snapshot.link = exchange.url;
    const QByteArray text = exchangeText(exchange) + factsText(item);
    QVERIFY2(!text.contains("hidden"), text.constData());
}

void TestStoreCodec::unknownValuesAreNotTaken()
{
    QJsonObject object{{QStringLiteral("kind"), 9999},
                       {QStringLiteral("phase"), -1},
                       {QStringLiteral("subject"), 5},
                       {QStringLiteral("later"), QJsonArray{1}},
                       {QStringLiteral("detail"), QStringLiteral("x")}};
    const auto error = json::valueOf<TransferError>(QJsonDocument(object).toJson());
    TransferError expected;
    expected.detail = QStringLiteral("x");
    QVERIFY(error == expected);
    QVERIFY(std::holds_alternative<DownloadRequest>(requestFrom({})));
}

// No look goes behind the end of a text, wherever that is; the address sanitizer sees it.
void TestStoreCodec::cutTextsAreNotTaken()
{
    const QByteArray none = factsText(StoredItem());
    const QByteArray facts = factsText(sample::item(sample::upload()));
    for (qsizetype size = 0; size < facts.size(); ++size) {
        const std::vector<char> cut(facts.begin(), facts.begin() + size);
        QCOMPARE(factsText(factsFrom(QByteArrayView(cut.data(), size))), none);
    }
    const QByteArray request = requestText(sample::upload());
    for (qsizetype size = 0; size < request.size(); ++size) {
        const std::vector<char> cut(request.begin(), request.begin() + size);
        QVERIFY(requestFrom(QByteArrayView(cut.data(), size)) == TransferRequest(DownloadRequest()));
    }
}

void TestStoreCodec::damagedTextsDoNoHarm()
{
    const QByteArray text = requestText(sample::upload());
    for (qsizetype at = 0; at < text.size(); ++at) {
        for (const char byte : {'\0', '"', '\\', '{', ']', ',', '9', 'u', '\xd8'}) {
            QByteArray damaged = text;
            damaged[at] = byte;
            const TransferRequest read = requestFrom(damaged);
            if (JsonDocument(damaged).root().IsNull())
                QCOMPARE(requestText(read), requestText(DownloadRequest()));
        }
    }
}

void TestStoreCodec::whyItWaits_isNoChange_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *name, bool same, Change change) { QTest::newRow(name) << change << same; };
    row("nothing", true, [](TransferSnapshot &) {});
    row("for a host, in line", true, [](TransferSnapshot &s) { s.waitReason = WaitReason::Host; });
    row("for a host that asked", true, [](TransferSnapshot &s) {
        s.state = TransferState::Waiting;
        s.stateSince = s.stateSince.addSecs(1);
        s.waitReason = WaitReason::Host;
        s.waitHost = QStringLiteral("h:80");
        s.waitUntil = s.stateSince.addSecs(60);
    });
    row("for the network", true, [](TransferSnapshot &s) {
        s.state = TransferState::Waiting;
        s.waitReason = WaitReason::Network;
    });
    row("for its next try", false, [](TransferSnapshot &s) {
        s.state = TransferState::Waiting;
        s.waitReason = WaitReason::Retry;
    });
    row("after another try", false, [](TransferSnapshot &s) { ++s.tries; });
    row("with an error", false, [](TransferSnapshot &s) { s.error = sample::error(); });
    row("it runs", false, [](TransferSnapshot &s) { s.state = TransferState::Connecting; });
    row("held", false, [](TransferSnapshot &s) { s.intent = Intent::Hold; });
}

// Thousands that wait for one host would else be written anew whenever it says so.
void TestStoreCodec::whyItWaits_isNoChange()
{
    QFETCH(const Change, change);
    StoredItem before;
    before.snapshot.state = TransferState::Queued;
    before.snapshot.stateSince = QDateTime::currentDateTimeUtc();
    before.snapshot.waitReason = WaitReason::Place;
    StoredItem after = before;
    change(after.snapshot);
    QTEST(sameButProgress(before, after), "same");
    QTEST(sameButProgress(after, before), "same");
}

QTEST_GUILESS_MAIN(TestStoreCodec)
#include "tst_storecodec.moc"
