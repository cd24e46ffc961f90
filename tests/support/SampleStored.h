#pragma once

#include "core/store/StoredItem.h"

namespace ferry::sample {

/// Values in which no field has its default. The bindings name every field: one that is added later does not compile
/// here until it is set too.

inline TransferOptions options()
{
    using namespace std::chrono_literals;
    TransferOptions o;
    o.timeout = 7s;
    o.answerTimeout = 90s;
    o.maxRedirects = 3;
    o.identity = Identity{QStringLiteral("wx1"), QStringLiteral("12")};
    o.proxy = {ProxyChoice::Explicit, QUrl(QStringLiteral("socks5h://me@proxy:1080")), QStringLiteral("a.example")};
    o.caCertFile = QStringLiteral("/ca.pem");
    o.retries = 4;
    o.rateLimit = 5000;
    o.priority = Priority::Low;
    return o;
}
constexpr int optionsKept = 9;
[[maybe_unused]] inline void everyField(const TransferOptions &o)
{
    // user, password and bearerToken are never kept.
    [[maybe_unused]] const auto &[a, b, c, d, e, user, password, bearerToken, f, g, h, i, j] = o;
    [[maybe_unused]] const auto &[proxyA, proxyB, proxyC] = o.proxy;
    [[maybe_unused]] const auto &[identityA, identityB] = *o.identity;
}

inline UploadRequest upload()
{
    UploadRequest r;
    r.url = QUrl(QStringLiteral("https://up.example/%C3%A4?a=1%262&b"));
    r.method = QByteArrayLiteral("PATCH");
    r.fields = {
        FormField{QStringLiteral("n\u00e4me"), QByteArray("\0\xff\r\n\xc3\xa4", 6), QByteArrayLiteral("text/x")},
        FormField{QStringLiteral("empty"), {}, {}}};
    r.files = {FormFile{QStringLiteral("key"), QStringLiteral("/a/\u4f60.txt"), QStringLiteral("n"),
                        QByteArrayLiteral("a/b")}};
    r.rawBodyPath = QStringLiteral("/raw");
    r.headers = {{QByteArrayLiteral("X-Same"), QByteArrayLiteral("1")},
                 {QByteArrayLiteral("X-Same"), QByteArrayLiteral("\xe4")}};
    r.options = options();
    r.safeToRepeat = true;
    r.idempotencyKey = QByteArrayLiteral("key-1");
    r.contentDigest = true;
    r.destinationName = QStringLiteral("Office");
    return r;
}
constexpr int uploadKept = 11;
[[maybe_unused]] inline void everyField(const UploadRequest &r)
{
    [[maybe_unused]] const auto &[a, b, c, d, e, f, g, h, i, j, k] = r;
    [[maybe_unused]] const auto &[fieldA, fieldB, fieldC] = r.fields.first();
    [[maybe_unused]] const auto &[fileA, fileB, fileC, fileD] = r.files.first();
}

inline DownloadRequest download()
{
    DownloadRequest r;
    r.url = QUrl(QStringLiteral("http://down.example:8080/file"));
    r.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("*/*")}};
    r.saveTo = SaveTarget{QStringLiteral("/home/me"), QStringLiteral("file.bin"), NameTaken::Fail};
    r.checksum = ExpectedChecksum{QByteArrayLiteral("sha1"), QByteArrayLiteral("0123")};
    r.sha256 = false;
    r.anyType = true;
    r.segments = 4;
    r.keepPartial = true;
    r.checkNeighbour = true;
    r.options = options();
    return r;
}
constexpr int downloadKept = 10;
[[maybe_unused]] inline void everyField(const DownloadRequest &r)
{
    [[maybe_unused]] const auto &[a, b, c, d, e, f, g, h, i, j] = r;
    [[maybe_unused]] const auto &[targetA, targetB, targetC] = *r.saveTo;
    [[maybe_unused]] const auto &[sumA, sumB] = *r.checksum;
}

inline QDateTime moment(int number)
{
    return QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + number, Qt::UTC);
}

inline TransferError error()
{
    TransferError e;
    e.kind = ErrorKind::Tls;
    e.phase = Phase::Tls;
    e.statusCode = 502;
    e.timedOut = true;
    e.accepted = true;
    e.subject = QStringLiteral("host");
    e.detail = QStringLiteral("why");
    e.bytesMoved = 99;
    e.tls = {TlsFault::SelfSigned, true, true, QByteArray(32, '\xaa'), {}};
    return e;
}
constexpr int errorKept = 9;
[[maybe_unused]] inline void everyField(const TransferError &e)
{
    [[maybe_unused]] const auto &[a, b, c, d, f, g, h, i, j] = e;
    [[maybe_unused]] const auto &[tlsA, tlsB, tlsC, tlsD, tlsE] = e.tls;
}

inline Exchange exchange()
{
    Exchange x;
    x.method = QByteArrayLiteral("PUT");
    x.url = QUrl(QStringLiteral("http://a/b"));
    x.requestHeaders = {{QByteArrayLiteral("Host"), QByteArrayLiteral("a")}};
    x.redirects = {{302, QUrl(QStringLiteral("http://x/")), QUrl(QStringLiteral("http://y/"))}};
    x.interimStatus = {100, 103};
    x.statusCode = 413;
    x.reason = QByteArrayLiteral("Too Large");
    x.headers = {{QByteArrayLiteral("Server"), QByteArrayLiteral("s\xe4")}};
    x.body = QByteArray("\0body\xff", 6);
    x.bodySize = 2'000'000;
    x.codedBody = true;
    x.bodyFile = QStringLiteral("/tmp/body");
    x.timings = {1, 2, 3, 4, 5, 6};
    x.protocol = QByteArrayLiteral("HTTP/1.1");
    x.peer = QStringLiteral("127.0.0.1:80");
    x.connectionReused = true;
    return x;
}
constexpr int exchangeKept = 15; ///< without the body, which has its own column, partial and secrets
[[maybe_unused]] inline void everyField(const Exchange &x)
{
    [[maybe_unused]] const auto &[method, url, requestHeaders, redirects, interim, status, reason, headers, body,
                                  bodySize, coded, bodyFile, partial, timings, protocol, peer, reused, secrets] = x;
    [[maybe_unused]] const auto &[hopA, hopB, hopC] = x.redirects.first();
    [[maybe_unused]] const auto &[tA, tB, tC, tD, tE, tF] = x.timings;
}

inline TransferSnapshot snapshot(const TransferRequest &request)
{
    TransferSnapshot s;
    s.request = std::make_shared<const TransferRequest>(request);
    s.state = TransferState::Refused;
    s.intent = Intent::Hold;
    s.attempt = 3;
    s.name = QStringLiteral("n\u00e4me");
    s.bytesDone = 5'000'000'000;
    s.bytesTotal = 6'000'000'000;
    s.waitReason = WaitReason::Retry;
    s.waitHost = QStringLiteral("slow.example");
    s.waitUntil = moment(1);
    s.tries = 2;
    s.attempts = {PastAttempt{1, moment(2), 503, std::nullopt}, PastAttempt{2, moment(3), 0, error()}};
    s.priority = Priority::High;
    s.rateLimit = 1000;
    s.resumable = Resumable::NoValidator;
    s.added = moment(4);
    s.stateSince = moment(5);
    s.exchange = std::make_shared<const Exchange>(exchange());
    s.error = error();
    s.heldHtml = true;
    s.lengthUnknown = true;
    s.tempPath = QStringLiteral("/t/part");
    s.savedPath = QStringLiteral("/home/me/file");
    s.sha256 = QByteArrayLiteral("abcd");
    s.checkedBy = QStringLiteral("Repr-Digest");
    s.link = QUrl(QStringLiteral("https://img.example/1.png"));
    s.serverReason = QStringLiteral("too large");
    s.signIn =
        SignIn{QUrl(QStringLiteral("http://a")), QStringLiteral("realm"), QByteArrayLiteral("Digest"), true, true};
    return s;
}
/// Those in the facts: neither those with columns of their own nor those of the moment.
constexpr int snapshotKept = 21;
[[maybe_unused]] inline void everyField(const TransferSnapshot &s)
{
    [[maybe_unused]] const auto &[id, request, state, intent, attempt, name, bytesDone, bytesTotal, bytesPerSecond,
                                  secondsLeft, queuePosition, waitReason, waitHost, waitUntil, tries, attempts,
                                  priority, rateLimit, resumable, connections, added, stateSince, exchange, error,
                                  heldHtml, lengthUnknown, tempPath, savingTo, bytesCopied, savedPath, sha256,
                                  checkedBy, link, serverReason, signIn] = s;
    [[maybe_unused]] const auto &[pastA, pastB, pastC, pastD] = s.attempts.first();
    [[maybe_unused]] const auto &[signA, signB, signC, signD, signE] = *s.signIn;
}

inline StoredItem item(const TransferRequest &request)
{
    StoredItem i;
    i.place = 77;
    i.snapshot = snapshot(request);
    i.givenName = QStringLiteral("mine");
    i.partPath = QStringLiteral("/t/half");
    i.fileIdentity = QStringLiteral("1:2:3");
    i.savingTo = QStringLiteral("/saved");
    i.missing = {QStringLiteral("Authorization")};
    return i;
}
constexpr int itemKept = 4;
[[maybe_unused]] inline void everyField(const StoredItem &i)
{
    [[maybe_unused]] const auto &[key, place, snapshot, givenName, partPath, fileIdentity, savingTo, missing] = i;
}

} // namespace ferry::sample
