#include "core/devserver/HttpText.h"
#include "core/devserver/TryAnswers.h"
#include "core/devserver/TryBodies.h"

#include <QUrl>

namespace ferry::devserver {

namespace {

constexpr qint64 floodLimit = 64 * 1024 * 1024;

int statusArgument(TryRequest &request, int least, int most)
{
    return int(request.params.check(request.argument, "The status", least, most));
}

Response plainStatus(TryRequest &request, int code)
{
    return Response::json(code, "{\"status\": " + QByteArray::number(code) +
                                    ", \"bytesRead\": " + QByteArray::number(request.bodySize) + '}');
}

} // namespace

QByteArray headerSafe(QByteArray value)
{
    value.replace("\r", "").replace("\n", "").replace('\0', "");
    return value;
}

namespace answers {

Response status(TryRequest &request)
{
    return plainStatus(request, statusArgument(request, 200, 599));
}

Response retryAfter(TryRequest &request)
{
    Response response = plainStatus(request, int(request.params.number("code", 503, 200, 599)));
    response.add("Retry-After", headerSafe(request.argument));
    return response;
}

Response redirect(TryRequest &request)
{
    Response response = plainStatus(request, statusArgument(request, 300, 399));
    const qint64 hops = request.params.number("n", 1, 1, 1000);
    const QByteArray to = request.params.text("to", "/try/echo");
    const QByteArray self = "/try/redirect/" + request.argument;
    if (request.params.has("loop"))
        response.add("Location", headerSafe(self + "?loop=1"));
    else if (hops > 1)
        response.add("Location",
                     headerSafe(self) + "?n=" + QByteArray::number(hops - 1) + "&to=" + to.toPercentEncoding());
    else
        response.add("Location", headerSafe(to));
    return response;
}

Response interim(TryRequest &request)
{
    const int code = statusArgument(request, 100, 199);
    const qint64 count = request.params.number("n", 1, 1, 1000);
    Response response = plainStatus(request, 200);
    for (qint64 i = 0; i < count; ++i) {
        response.before += "HTTP/1.1 " + QByteArray::number(code) + ' ' + reasonPhrase(code) +
                           "\r\nX-Try-Interim: " + QByteArray::number(i + 1) + "\r\n\r\n";
    }
    return response;
}

Response early(TryRequest &request)
{
    Response response = plainStatus(request, statusArgument(request, 200, 599));
    response.readsOn = true;
    return response;
}

Response earlyClose(TryRequest &request)
{
    Response response = plainStatus(request, statusArgument(request, 200, 599));
    response.close = true;
    response.abrupt = request.params.has("abrupt");
    return response;
}

Response basicAuth(TryRequest &request)
{
    if (request.argument != "basic")
        return Response::error(404, "The only scheme here is /try/auth/basic.");
    if (request.head.header("Authorization") == "Basic " + QByteArrayLiteral("ferry:ferry").toBase64())
        return Response::json(200, QByteArrayLiteral("{\"user\": \"ferry\"}"));
    Response response = Response::error(401, "The user is ferry, and so is the password.");
    response.add("WWW-Authenticate", "Basic realm=\"Ferry\", charset=\"UTF-8\"");
    return response;
}

Response headers(TryRequest &request)
{
    const qint64 lines = request.params.number("n", 10, 0, 1'000'000);
    const qint64 size = request.params.number("size", 100, 0, floodLimit);
    if (lines * size > floodLimit)
        return Response::error(400, "n times size must not be more than 64 MiB.");
    Response response;
    response.raw = true;
    response.close = true;
    response.body = std::make_unique<HeaderFloodBody>(lines, size, request.params.text("end") == "no");
    return response;
}

Response echo(TryRequest &request)
{
    QByteArray json = "{\"method\": " + jsonString(request.head.method) +
                      ", \"target\": " + jsonString(request.head.target) + ", \"headers\": [";
    bool first = true;
    for (const auto &[name, value] : request.head.headers) {
        json += (first ? "[" : ", [") + jsonString(name) + ", " + jsonString(value) + ']';
        first = false;
    }
    json += "], \"body\": {\"size\": " + QByteArray::number(request.bodySize) +
            ", \"sha256\": " + jsonString(request.bodySha256) + "}}";
    return Response::json(200, json);
}

} // namespace answers

} // namespace ferry::devserver
