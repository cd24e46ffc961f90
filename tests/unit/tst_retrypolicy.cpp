#include "core/engine/RetryPolicy.h"

#include <QTest>

using namespace ferry;
using namespace std::chrono;

Q_DECLARE_METATYPE(ferry::FailedTry)

/// What is tried again, and after which time.
class TestRetryPolicy : public QObject
{
    Q_OBJECT

private slots:
    void verdicts_data();
    void verdicts();
    void whatMayBeRepeated();
    void retryAfter_data();
    void retryAfter();
    void backoffGrowsToAMinute();
    void triesComeToAnEnd();
};

namespace {

constexpr sys_seconds noon{seconds(1'700'000'000)};

TransferRequest download()
{
    DownloadRequest request;
    request.options.retries = 5;
    return request;
}

UploadRequest uploadBy(const QByteArray &method)
{
    UploadRequest request;
    request.method = method;
    request.options.retries = 5;
    return request;
}

FailedTry answer(int status, const QByteArray &retryAfter = {}, const QByteArray &lastMethod = "POST")
{
    return {status, std::nullopt, retryAfter, {}, lastMethod, true};
}

/// Before all of the request's body had left.
FailedTry earlyAnswer(int status, const QByteArray &retryAfter, const QByteArray &lastMethod = "POST")
{
    return {status, std::nullopt, retryAfter, {}, lastMethod, false};
}

FailedTry failure(ErrorKind kind, Phase phase = Phase::None, const QByteArray &lastMethod = "POST")
{
    TransferError error;
    error.kind = kind;
    error.phase = phase;
    return {0, error, {}, {}, lastMethod, true};
}

FailedTry tlsFailure(TlsFault fault)
{
    FailedTry failed = failure(ErrorKind::Tls);
    failed.error->tls.fault = fault;
    return failed;
}

FailedTry proxyFailure(int status)
{
    FailedTry failed = failure(ErrorKind::Proxy);
    failed.error->statusCode = status;
    return failed;
}

FailedTry brokenAnswer(qint64 bytesMoved)
{
    FailedTry failed = failure(ErrorKind::Protocol);
    failed.error->bytesMoved = bytesMoved;
    return failed;
}

/// g: a download, p: a PUT, P: a POST, k: a POST with an Idempotency-Key, s: one that is safe to repeat.
QByteArray whoIsTriedAgain(FailedTry failed)
{
    UploadRequest keyed = uploadBy("POST");
    keyed.idempotencyKey = "5";
    UploadRequest safe = uploadBy("POST");
    safe.safeToRepeat = true;
    const QList<std::pair<char, TransferRequest>> all = {
        {'g', download()}, {'p', uploadBy("PUT")}, {'P', uploadBy("POST")}, {'k', keyed}, {'s', safe}};
    QByteArray result;
    for (const auto &[letter, request] : all) {
        if (RetryPolicy::decide(request, failed, 0, 0.5, noon).verdict == RetryDecision::Again)
            result += letter;
    }
    return result;
}

} // namespace

void TestRetryPolicy::verdicts_data()
{
    QTest::addColumn<FailedTry>("failed");
    QTest::addColumn<QByteArray>("again");
    const auto row = [](const QByteArray &name, const FailedTry &failed, const QByteArray &again) {
        QTest::newRow(name.constData()) << failed << again;
    };
    for (const int status : {408, 425, 429, 500, 502, 503, 504})
        row(QByteArray::number(status), answer(status), "gpks");
    for (const int status :
         {200, 204, 304, 400, 401, 403, 404, 407, 409, 410, 413, 416, 421, 422, 451, 501, 505, 507, 511})
        row(QByteArray::number(status), answer(status), "");
    row("429 that says when", answer(429, "3"), "gpks");
    row("429 that says when, early", earlyAnswer(429, "3"), "gpPks");
    row("429 that says nothing, early", earlyAnswer(429, {}), "gpks");
    row("500 that says when, early", earlyAnswer(500, "3"), "gpks");
    row("413 that says when, early", earlyAnswer(413, "3"), "");
    row("503 of a page that a POST led to, early", earlyAnswer(503, "3", "GET"), "gpks");
    row("503 that says when", answer(503, "Wed, 15 Nov 2023 06:13:20 GMT"), "");
    row("503 that says when, soon", answer(503, "Tue, 14 Nov 2023 22:20:00 GMT"), "gpks");
    row("503 that says when, soon and early", earlyAnswer(503, "Tue, 14 Nov 2023 22:20:00 GMT"), "gpPks");
    row("503 that says something", answer(503, "soon"), "gpks");
    row("500 that says when", answer(500, "3"), "gpks");
    row("404 that says when", answer(404, "3"), "");
    row("503 of a page that a POST led to", answer(503, "3", "GET"), "gpks");
    row("no address", failure(ErrorKind::Dns), "gpPks");
    row("no connection", failure(ErrorKind::Connect), "gpPks");
    row("no connection to where a POST led to", failure(ErrorKind::Connect, Phase::Connect, "GET"), "gpks");
    row("broken", failure(ErrorKind::Network), "gpks");
    row("silent before the connection", failure(ErrorKind::Timeout, Phase::Connect), "gpPks");
    row("silent in the handshake", failure(ErrorKind::Timeout, Phase::Tls), "gpPks");
    row("silent while sending", failure(ErrorKind::Timeout, Phase::Send), "gpks");
    row("silent while answering", failure(ErrorKind::Timeout, Phase::Receive), "gpks");
    row("sent and unanswered", failure(ErrorKind::UnknownOutcome, Phase::Await), "gpks");
    row("handshake cut", tlsFailure(TlsFault::Handshake), "gpPks");
    for (const TlsFault fault :
         {TlsFault::SelfSigned, TlsFault::UnknownRoot, TlsFault::Expired, TlsFault::NotYetValid, TlsFault::WrongHost,
          TlsFault::WrongUsage, TlsFault::WeakOrBroken, TlsFault::OldProtocol, TlsFault::ClientCertificate})
        row("certificate, fault " + QByteArray::number(int(fault)), tlsFailure(fault), "");
    row("proxy away", proxyFailure(0), "gpPks");
    row("proxy cannot", proxyFailure(502), "gpPks");
    row("proxy will not", proxyFailure(403), "");
    row("proxy asks who", proxyFailure(407), "");
    row("nonsense from the start", brokenAnswer(0), "");
    row("nonsense half-way", brokenAnswer(1000), "g");
    for (const ErrorKind kind :
         {ErrorKind::Abort, ErrorKind::Redirect, ErrorKind::Range, ErrorKind::Checksum, ErrorKind::Source,
          ErrorKind::Target, ErrorKind::DiskFull, ErrorKind::Header, ErrorKind::Rate})
        row(errorCode(kind), failure(kind), "");
}

void TestRetryPolicy::verdicts()
{
    QFETCH(FailedTry, failed);
    QFETCH(QByteArray, again);
    QCOMPARE(whoIsTriedAgain(failed), again);
}

void TestRetryPolicy::whatMayBeRepeated()
{
    QVERIFY(mayBeRepeated(download()));
    for (const char *method : {"PUT", "DELETE", "GET", "HEAD"})
        QVERIFY2(mayBeRepeated(uploadBy(method)), method);
    for (const char *method : {"POST", "PATCH", "post"})
        QVERIFY2(!mayBeRepeated(uploadBy(method)), method);
    UploadRequest byHeader = uploadBy("POST");
    byHeader.headers.append("idempotency-key", "7");
    QVERIFY(mayBeRepeated(byHeader));
}

void TestRetryPolicy::retryAfter_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<qint64>("waitMs");
    const auto row = [](const char *name, const char *field, RetryDecision::Verdict verdict, qint64 ms,
                        const char *date = "") {
        QTest::newRow(name) << QByteArray(field) << QByteArray(date) << int(verdict) << ms;
    };
    row("seconds", "120", RetryDecision::Again, 120'000);
    row("at once", "0", RetryDecision::Again, 200);
    row("an hour", "3600", RetryDecision::Again, 3'600'000);
    row("more than an hour", "3601", RetryDecision::TooLong, 3'601'000);
    row("absurd", "99999999999999999999", RetryDecision::TooLong, (qint64(1) << 31) * 1000);
    row("a date", "Tue, 14 Nov 2023 22:14:20 GMT", RetryDecision::Again, 60'000); // noon is 22:13:20
    row("a date that is past", "Tue, 14 Nov 2023 21:00:00 GMT", RetryDecision::Again, 200);
    row("a date far away", "Fri, 14 Nov 2053 22:14:20 GMT", RetryDecision::TooLong, 946'771'260'000);
    row("by the server's clock", "Sat, 01 Jan 2000 00:00:30 GMT", RetryDecision::Again, 30'000,
        "Sat, 01 Jan 2000 00:00:00 GMT");
    row("garbage", "-1", RetryDecision::Again, 500); // half of its own first step
    row("garbage with words", "in a while", RetryDecision::Again, 500);
}

void TestRetryPolicy::retryAfter()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, date);
    FailedTry failed = answer(503, field);
    failed.date = date;
    const RetryDecision decision = RetryPolicy::decide(download(), failed, 0, 0.5, noon);
    QTEST(int(decision.verdict), "verdict");
    QFETCH(qint64, waitMs);
    QCOMPARE(qint64(decision.wait.count()), waitMs);
    QCOMPARE(decision.byServer, !QByteArray(QTest::currentDataTag()).startsWith("garbage"));
}

void TestRetryPolicy::backoffGrowsToAMinute()
{
    const QList<int> limits = {1, 2, 4, 8, 16, 32, 60, 60, 60};
    for (int tries = 0; tries < limits.size(); ++tries) {
        const milliseconds limit = seconds(limits.at(tries));
        QCOMPARE(RetryPolicy::backoff(tries, 1.0), limit);
        QCOMPARE(RetryPolicy::backoff(tries, 0.5), limit / 2); // all of the way is open: full jitter
        QCOMPARE(RetryPolicy::backoff(tries, 0.0), milliseconds(200));
    }
    QCOMPARE(RetryPolicy::backoff(100, 1.0), milliseconds(60'000));
}

void TestRetryPolicy::triesComeToAnEnd()
{
    const TransferRequest request = download();
    QCOMPARE(RetryPolicy::decide(request, answer(503), 4, 0.5, noon).verdict, RetryDecision::Again);
    QCOMPARE(RetryPolicy::decide(request, answer(503), 5, 0.5, noon).verdict, RetryDecision::Never);
    QCOMPARE(RetryPolicy::decide(request, answer(503, "5"), 5, 0.5, noon).verdict, RetryDecision::Never);
    DownloadRequest none;
    QCOMPARE(RetryPolicy::decide(none, answer(503), 0, 0.5, noon).verdict, RetryDecision::Never);
    QCOMPARE(RetryPolicy::decide(none, answer(503, "9999"), 0, 0.5, noon).verdict, RetryDecision::Never);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
