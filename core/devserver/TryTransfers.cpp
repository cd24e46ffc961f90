#include "core/devserver/TryAnswers.h"
#include "core/devserver/TryBodies.h"

namespace ferry::devserver {

namespace {

constexpr qint64 delayLimitSeconds = 3600;

Response pattern(qint64 promised, std::unique_ptr<BodySource> body)
{
    Response response;
    response.add("Content-Type", "application/octet-stream");
    response.length = promised;
    response.body = std::move(body);
    return response;
}

/// No answer at all, only this end.
Response nothing(Step::Kind end, QByteArray bytes = {})
{
    Response response;
    response.status = 0;
    response.raw = true;
    response.close = true;
    response.body = std::make_unique<BytesBody>(std::move(bytes), end);
    return response;
}

} // namespace

namespace answers {

Response delay(TryRequest &request)
{
    const qint64 wait = request.params.milliseconds(request.argument, "The delay", delayLimitSeconds);
    Response response = Response::json(200, "{\"delayMs\": " + QByteArray::number(wait) + '}');
    response.delay = int(wait);
    return response;
}

Response slow(TryRequest &request)
{
    const qint64 size = request.params.number("size", 102'400, 0, sizeLimit);
    const qint64 rate = request.params.number("rate", 10'240, 1, sizeLimit);
    return pattern(size, std::make_unique<RateBody>(size, rate));
}

Response stall(TryRequest &request)
{
    const qint64 size = request.params.number("size", 2000, 1, sizeLimit);
    const qint64 after = request.params.number("after", size / 2, 0, size);
    return pattern(size, std::make_unique<PatternBody>(0, after, Step::Silence));
}

Response cut(TryRequest &request)
{
    const qint64 sent = request.params.check(request.argument, "The number of bytes", 0, sizeLimit);
    const qint64 promised = request.params.number("of", sent * 2 + 1, sent + 1, sizeLimit * 2 + 1);
    return pattern(promised, std::make_unique<PatternBody>(0, sent, Step::Cut));
}

Response reset(TryRequest &request)
{
    const qint64 sent = request.params.check(request.argument, "The number of bytes", 0, sizeLimit);
    const qint64 promised = request.params.number("of", sent * 2 + 1, sent + 1, sizeLimit * 2 + 1);
    if (request.params.text("head") == "no")
        return nothing(Step::Reset);
    return pattern(promised, std::make_unique<PatternBody>(0, sent, Step::Reset));
}

/// What is claimed may be any text: clients meet signs, letters and nothing at all there.
Response claimedLength(TryRequest &request)
{
    const qint64 size = request.params.number("size", 1000, 0, sizeLimit);
    Response response = pattern(-1, std::make_unique<PatternBody>(0, size));
    response.add("Content-Length", headerSafe(request.argument));
    if (request.params.has("second"))
        response.add("Content-Length", headerSafe(request.params.text("second")));
    return response;
}

Response chunked(TryRequest &request)
{
    using Ending = ChunkedBody::Ending;
    const qint64 size = request.params.number("size", 100'000, 0, sizeLimit);
    const QByteArray end = request.params.text("end", "proper");
    const Ending ending = end == "no"        ? Ending::Missing
                          : end == "bad"     ? Ending::BadSize
                          : end == "inside"  ? Ending::Inside
                          : end == "trailer" ? Ending::Trailer
                                             : Ending::Proper;
    if (ending == Ending::Proper && end != "proper")
        return Response::error(400, "end is no, bad, inside or trailer.");
    Response response = pattern(-1, std::make_unique<ChunkedBody>(size, ending));
    response.framesItself = true;
    response.add("Transfer-Encoding", "chunked");
    if (request.params.has("length"))
        response.add("Content-Length", headerSafe(request.params.text("length")));
    return response;
}

Response noLength(TryRequest &request)
{
    const qint64 size = request.params.number("size", 100'000, 0, sizeLimit);
    const bool reset = request.params.text("end") == "reset";
    return pattern(-1, std::make_unique<PatternBody>(0, size, reset ? Step::Reset : Step::End));
}

Response close(TryRequest &)
{
    return nothing(Step::Cut);
}

Response silent(TryRequest &)
{
    return nothing(Step::Silence);
}

Response garbage(TryRequest &request)
{
    const QByteArray kind = request.params.text("kind");
    if (kind == "status")
        return nothing(Step::Cut, QByteArrayLiteral("HTTP/1.1 abc Odd\r\nContent-Length: 2\r\n\r\nhi"));
    if (kind == "old")
        return nothing(Step::Cut, QByteArrayLiteral("<html>An answer as in 1991, without a head.</html>\r\n"));
    return nothing(Step::Cut, QByteArrayLiteral("\x01\x02\x03 this is not HTTP\r\n\r\n"));
}

Response received(TryRequest &request)
{
    return Response::json(200, "{\"bytesRead\": " + QByteArray::number(request.bodySize) + '}');
}

} // namespace answers

} // namespace ferry::devserver
