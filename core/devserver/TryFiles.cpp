#include "core/devserver/Representation.h"
#include "core/devserver/TryAnswers.h"
#include "core/devserver/TryBodies.h"

namespace ferry::devserver {

namespace {

constexpr qint64 gzipLimit = 16 * 1024 * 1024;

/// A file of the pattern. With ?cut=BYTES a request without Range gets no further than that, so that there is
/// something to resume.
Representation patternFile(TryRequest &request, qint64 size, QByteArray etag)
{
    const qint64 cut = request.params.number("cut", size, 0, sizeLimit);
    const bool whole = !request.head.header("Range").isNull() || cut >= size;
    Representation what;
    what.size = size;
    what.etag = std::move(etag);
    what.body = [whole, cut](qint64 offset, qint64 length) {
        return std::make_unique<PatternBody>(offset, whole ? length : std::min(length, cut),
                                             whole ? Step::End : Step::Cut);
    };
    return what;
}

/// As a GET, whatever the method: other methods have no ranges, and here they should.
Response representFor(const TryRequest &request, const Representation &what)
{
    RequestHead head = request.head;
    if (!head.isHead())
        head.method = QByteArrayLiteral("GET");
    return represent(head, what);
}

void replaceHeader(Response &response, const char *name, const QByteArray &value)
{
    for (auto &[key, old] : response.headers) {
        if (key == name)
            old = value;
    }
}

void removeHeader(Response &response, const char *name)
{
    response.headers.removeIf([name](const auto &header) { return header.first == name; });
}

/// A 206 whose Content-Range is not the one that was asked for.
void breakRange(Response &response, const QByteArray &kind, const Representation &what, ByteRange range)
{
    if (kind == "bare")
        return removeHeader(response, "Content-Range");
    qint64 total = what.size;
    if (kind == "total")
        ++total;
    if (kind == "start" && range.first < range.last) {
        ++range.first;
        response.length = range.last - range.first + 1;
        response.body = what.body(range.first, response.length);
    }
    replaceHeader(response, "Content-Range",
                  "bytes " + QByteArray::number(range.first) + '-' + QByteArray::number(range.last) + '/' +
                      QByteArray::number(total));
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = ~quint32(0);
    for (const char c : bytes) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1U)));
    }
    return ~crc;
}

QByteArray littleEndian(quint32 value)
{
    const char bytes[] = {char(value), char(value >> 8), char(value >> 16), char(value >> 24)};
    return QByteArray(bytes, sizeof bytes);
}

/// RFC 1952 around the deflate stream that qCompress() puts between four bytes of size, two of zlib's head, and
/// four of its checksum.
QByteArray gzipped(const QByteArray &bytes)
{
    const QByteArray zlib = qCompress(bytes);
    const QByteArray head("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    return head + zlib.mid(6, zlib.size() - 10) + littleEndian(crc32(bytes)) + littleEndian(quint32(bytes.size()));
}

} // namespace

namespace answers {

Response size(TryRequest &request)
{
    const qint64 bytes = request.params.check(request.argument, "The size", 0, sizeLimit);
    return representFor(request, patternFile(request, bytes, "\"size-" + QByteArray::number(bytes) + '"'));
}

Response etag(TryRequest &request)
{
    const qint64 bytes = request.params.number("size", 1'000'000, 0, sizeLimit);
    return representFor(request, patternFile(request, bytes, "\"new-" + QByteArray::number(request.serial) + '"'));
}

Response weakEtag(TryRequest &request)
{
    const qint64 bytes = request.params.number("size", 1'000'000, 0, sizeLimit);
    return representFor(request, patternFile(request, bytes, QByteArrayLiteral("W/\"weak\"")));
}

Response range(TryRequest &request)
{
    static const QByteArrayList kinds = {"start", "total", "bare", "ignored", "refused", "no-etag"};
    const QByteArray kind = request.argument;
    if (!kinds.contains(kind))
        return Response::error(400, "What can be wrong with the range: " + kinds.join(", ") + '.');
    const qint64 bytes = request.params.number("size", 1'000'000, 1, sizeLimit);
    Representation what =
        patternFile(request, bytes, kind == "no-etag" ? QByteArray() : QByteArrayLiteral("\"range\""));
    const QByteArray asked = request.head.header("Range");
    if (!asked.isNull() && kind == "refused") {
        Response response = Response::error(416, "No range is good enough here.");
        response.add("Content-Range", "bytes */" + QByteArray::number(bytes));
        return response;
    }
    RequestHead head = request.head;
    if (kind == "ignored")
        head.headers.removeIf([](const auto &header) { return header.first.toLower() == "range"; });
    Response response = represent(head, what);
    ByteRange wanted;
    if (response.status == 206 && kind != "no-etag" && parseRange(asked, bytes, wanted) == RangeKind::Partial)
        breakRange(response, kind, what, wanted);
    return response;
}

Response html(TryRequest &)
{
    Response response = Response::html(
        200, "<!DOCTYPE html><title>Sign in</title><p>A page where a file was expected, as portals send it.</p>\n");
    response.add("Content-Disposition", "attachment; filename=\"data.zip\"");
    return response;
}

Response name(TryRequest &request)
{
    Response response = Response::withBytes(200, "application/octet-stream", patternBytes(0, 64));
    response.add("Content-Disposition",
                 headerSafe(request.params.has("raw")
                                ? request.params.text("raw")
                                : "attachment; filename=\"" + request.params.text("value", "ferry.bin") + '"'));
    return response;
}

Response type(TryRequest &request)
{
    return Response::withBytes(200, headerSafe(request.params.text("value", "application/x-unheard-of")),
                               patternBytes(0, 64));
}

Response gzip(TryRequest &request)
{
    const qint64 bytes = request.params.number("size", 100'000, 0, gzipLimit);
    if (!request.params.problem().isEmpty())
        return Response();
    Response response = Response::withBytes(200, "text/plain; charset=utf-8", gzipped(patternBytes(0, bytes)));
    response.add("Content-Encoding", "gzip");
    return response;
}

} // namespace answers

} // namespace ferry::devserver
