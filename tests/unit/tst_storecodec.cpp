#include "core/store/RequestCodec.h"
#include "core/store/SnapshotCodec.h"
#include "core/store/SnapshotFields.h"
#include "tests/support/SampleStored.h"
#include "tests/support/TestCertificate.h"

#include <QJsonDocument>
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
    void secrets_ofAnswersAreLeftOut();
    void unknownValuesAreNotTaken();
};

namespace {

/// As it lies on the disk.
QJsonObject onDisk(const QJsonObject &object)
{
    return QJsonDocument::fromJson(QJsonDocument(object).toJson(QJsonDocument::Compact)).object();
}

TransferRequest roundTrip(const TransferRequest &request)
{
    return requestFromJson(onDisk(requestToJson(request)));
}

} // namespace

// The samples set every field, see there; so each is in the object.
void TestStoreCodec::everyFieldIsWritten()
{
    QCOMPARE(json::objectOf(sample::options()).size(), sample::optionsKept);
    QCOMPARE(json::objectOf(sample::options().proxy).size(), 3);
    QCOMPARE(json::objectOf(sample::upload()).size(), sample::uploadKept);
    QCOMPARE(json::objectOf(sample::upload().files.first()).size(), 4);
    QCOMPARE(json::objectOf(sample::upload().fields.first()).size(), 3);
    QCOMPARE(json::objectOf(sample::download()).size(), sample::downloadKept);
    QCOMPARE(json::objectOf(sample::error()).size(), sample::errorKept);
    QCOMPARE(json::objectOf(sample::exchange()).size(), sample::exchangeKept);
    QCOMPARE(json::objectOf(sample::exchange().timings).size(), 6);
    const StoredItem item = sample::item(sample::upload());
    QCOMPARE(json::objectOf(item.snapshot).size(), sample::snapshotKept);
    QCOMPARE(json::objectOf(item.snapshot.attempts.last()).size(), 3); // no status with this error
    QCOMPARE(json::objectOf(*item.snapshot.signIn).size(), 5);
    QCOMPARE(json::objectOf(item).size(), sample::itemKept);
    QCOMPARE(factsToJson(item).size(), sample::snapshotKept + sample::itemKept); // no name twice
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
    StoredItem back;
    readFacts(onDisk(factsToJson(item)), back);
    QCOMPARE(factsToJson(back), factsToJson(item));
    QVERIFY(back.snapshot.error == item.snapshot.error);
    QVERIFY(back.snapshot.attempts == item.snapshot.attempts);
    QVERIFY(back.snapshot.signIn == item.snapshot.signIn);
    QCOMPARE(back.snapshot.waitUntil, item.snapshot.waitUntil);
    QCOMPARE(back.missing, item.missing);
}

void TestStoreCodec::exchanges_comeBackWhole()
{
    const Exchange exchange = sample::exchange();
    const Exchange back = exchangeFromJson(onDisk(exchangeToJson(exchange)));
    QCOMPARE(exchangeToJson(back), exchangeToJson(exchange));
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
    QCOMPARE(json::objectOf(facts).size(), 3);
    TlsFacts back;
    json::readObject(onDisk(json::objectOf(facts)), back);
    QVERIFY(back == facts);
}

// A hundred thousand of them lie in a history.
void TestStoreCodec::plainRequestsAreShort()
{
    DownloadRequest request;
    request.url = QUrl(QStringLiteral("https://a/b"));
    QCOMPARE(QJsonDocument(requestToJson(request)).toJson(QJsonDocument::Compact),
             QByteArrayLiteral("{\"kind\":\"download\",\"url\":\"https://a/b\"}"));
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
    request.options.proxy.url = QUrl(QStringLiteral("http://me:hidden@proxy:3128"));
    const KeptRequest kept = withoutSecrets(request);
    const QByteArray text = QJsonDocument(requestToJson(kept.request)).toJson();
    QVERIFY2(!text.contains("hidden"), text.constData());
    QCOMPARE(kept.missing,
             (QStringList{QStringLiteral("password"), QStringLiteral("sig"), QStringLiteral("Authorization"),
                          QStringLiteral("X-Api-Key"), QStringLiteral("token")}));
    QCOMPARE(std::get<UploadRequest>(kept.request).url, QUrl(QStringLiteral("https://up.example/x?a=1")));
    QCOMPARE(std::get<UploadRequest>(kept.request).fields.size(), sample::upload().fields.size());
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
    const QByteArray text =
        QJsonDocument(exchangeToJson(exchange)).toJson() + QJsonDocument(factsToJson(item)).toJson();
    QVERIFY2(!text.contains("hidden"), text.constData());
}

void TestStoreCodec::unknownValuesAreNotTaken()
{
    QJsonObject object{{QStringLiteral("kind"), 9999},
                       {QStringLiteral("phase"), -1},
                       {QStringLiteral("subject"), 5},
                       {QStringLiteral("later"), QJsonArray{1}},
                       {QStringLiteral("detail"), QStringLiteral("x")}};
    TransferError error;
    json::readObject(object, error);
    TransferError expected;
    expected.detail = QStringLiteral("x");
    QVERIFY(error == expected);
    QVERIFY(std::holds_alternative<DownloadRequest>(requestFromJson({})));
}

QTEST_GUILESS_MAIN(TestStoreCodec)
#include "tst_storecodec.moc"
