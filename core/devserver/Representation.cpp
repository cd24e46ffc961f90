#include "core/devserver/Representation.h"

#include "core/devserver/HttpText.h"

namespace ferry::devserver {

namespace {

/// -1 for no digits at all, -2 for anything that is not a number.
qint64 position(QByteArrayView digits)
{
    if (digits.isEmpty())
        return -1;
    if (digits.size() > 18)
        return -2;
    qint64 value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return -2;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// Whether one of a list of entity tags is this one. The strong comparison takes no weak tags (RFC 9110 8.8.3.2).
bool matches(QByteArrayView list, QByteArrayView etag, bool strong)
{
    if (trimmedBlanks(list) == "*")
        return true;
    const auto opaque = [](QByteArrayView tag) { return tag.startsWith("W/") ? tag.sliced(2) : tag; };
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView tag = trimmedBlanks(comma < 0 ? list : list.first(comma));
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
        if (strong ? tag == etag && !tag.startsWith("W/") : opaque(tag) == opaque(etag))
            return !etag.isEmpty();
    }
    return false;
}

enum class Verdict { Serve, NotModified, Failed };

Verdict checkConditions(const RequestHead &head, const Representation &what)
{
    const QByteArray ifMatch = head.header("If-Match");
    const QDateTime unmodifiedSince = parseHttpDate(head.header("If-Unmodified-Since"));
    if (!ifMatch.isNull()) {
        if (!matches(ifMatch, what.etag, true))
            return Verdict::Failed;
    } else if (unmodifiedSince.isValid() && what.modified.isValid() && what.modified > unmodifiedSince) {
        return Verdict::Failed;
    }
    const QByteArray ifNoneMatch = head.header("If-None-Match");
    const QDateTime modifiedSince = parseHttpDate(head.header("If-Modified-Since"));
    if (!ifNoneMatch.isNull())
        return matches(ifNoneMatch, what.etag, false) ? Verdict::NotModified : Verdict::Serve;
    if (modifiedSince.isValid() && what.modified.isValid() && what.modified <= modifiedSince)
        return Verdict::NotModified;
    return Verdict::Serve;
}

/// If-Range holds for the same strong tag, or for the same date if the file has not been touched within the last
/// seconds, in which it could have changed twice (RFC 9110 13.1.5, 8.8.2.2).
bool rangeHolds(const RequestHead &head, const Representation &what)
{
    const QByteArray ifRange = head.header("If-Range");
    if (ifRange.isNull())
        return true;
    if (ifRange.startsWith('"') || ifRange.startsWith("W/"))
        return matches(ifRange, what.etag, true) && !what.etag.startsWith("W/");
    const QDateTime date = parseHttpDate(ifRange);
    return date.isValid() && what.modified.isValid() && date == what.modified &&
           what.modified.secsTo(QDateTime::currentDateTimeUtc()) >= 2;
}

void describe(Response &response, const Representation &what)
{
    if (!what.etag.isEmpty())
        response.add("ETag", what.etag);
    if (what.modified.isValid())
        response.add("Last-Modified", httpDate(what.modified));
    response.add("Accept-Ranges", "bytes");
}

} // namespace

RangeKind parseRange(QByteArrayView value, qint64 size, ByteRange &range)
{
    const qsizetype equals = value.indexOf('=');
    if (equals < 0 || !sameToken(trimmedBlanks(value.first(equals)), "bytes"))
        return RangeKind::None;
    const QByteArrayView set = trimmedBlanks(value.sliced(equals + 1));
    const qsizetype dash = set.indexOf('-');
    if (dash < 0)
        return RangeKind::None;
    const qint64 first = position(set.first(dash));
    const qint64 last = position(set.sliced(dash + 1));
    if (first == -2 || last == -2 || (first < 0 && last < 0) || (first >= 0 && last >= 0 && last < first))
        return RangeKind::None;
    if (first < 0) {
        range = {std::max<qint64>(0, size - last), size - 1};
        return last == 0 || size == 0 ? RangeKind::Unsatisfiable : RangeKind::Partial;
    }
    range = {first, last < 0 ? size - 1 : std::min(last, size - 1)};
    return first >= size ? RangeKind::Unsatisfiable : RangeKind::Partial;
}

Response represent(const RequestHead &head, const Representation &what)
{
    Response response;
    const Verdict verdict = checkConditions(head, what);
    if (verdict == Verdict::Failed)
        return Response::error(412, "The file is not the one that the condition names.");
    if (verdict == Verdict::NotModified) {
        response.status = 304;
        describe(response, what);
        return response;
    }
    ByteRange range{0, what.size - 1};
    const QByteArray asked = head.header("Range");
    if (!asked.isNull() && head.method == "GET" && rangeHolds(head, what)) {
        const RangeKind kind = parseRange(asked, what.size, range);
        if (kind == RangeKind::Unsatisfiable) {
            response = Response::error(416, "The range lies behind the end of the file.");
            response.add("Content-Range", "bytes */" + QByteArray::number(what.size));
            return response;
        }
        if (kind == RangeKind::None) {
            range = {0, what.size - 1};
        } else {
            response.status = 206;
            response.add("Content-Range", "bytes " + QByteArray::number(range.first) + '-' +
                                              QByteArray::number(range.last) + '/' + QByteArray::number(what.size));
        }
    }
    response.add("Content-Type", what.contentType);
    describe(response, what);
    response.headers += what.headers;
    response.length = range.last - range.first + 1;
    response.body = what.body(range.first, response.length);
    return response;
}

} // namespace ferry::devserver
