#include "core/devserver/Router.h"

#include "core/devserver/FileHandler.h"
#include "core/devserver/HttpText.h"
#include "core/devserver/Pages.h"
#include "core/devserver/TryRoutes.h"
#include "core/devserver/UploadHandler.h"

namespace ferry::devserver {

namespace {

std::unique_ptr<Handler> fixed(Response response)
{
    return std::make_unique<FixedHandler>(std::move(response));
}

/// 501 for a method that this server has never heard of, 405 with what would work for the others.
std::unique_ptr<Handler> refuseMethod(const RequestHead &head, const QByteArray &allowed)
{
    static const QByteArrayList known = {"GET",     "HEAD",  "POST",  "PUT",    "DELETE",
                                         "OPTIONS", "PATCH", "TRACE", "CONNECT"};
    if (!known.contains(head.method))
        return fixed(Response::error(501, "The method \"" + head.method + "\" is not known here."));
    Response response = head.method == "OPTIONS"
                            ? Response()
                            : Response::error(405, head.method + " does not work here. What does: " + allowed + '.');
    if (head.method == "OPTIONS")
        response.status = 204;
    response.add("Allow", allowed);
    return fixed(std::move(response));
}

std::unique_ptr<Handler> routeFile(const RequestHead &head, const ServerContext &context)
{
    const QString name = QString::fromUtf8(percentDecoded(QByteArrayView(head.path).sliced(7)));
    if (head.method == "GET" || head.method == "HEAD")
        return std::make_unique<GetHandler>(head, name, context);
    if (head.method == "PUT")
        return std::make_unique<PutHandler>(head, name, context);
    if (head.method != "DELETE")
        return refuseMethod(head, "GET, HEAD, PUT, DELETE, OPTIONS");
    if (!context.store->remove(name))
        return fixed(Response::error(404, "There is no file of this name here."));
    Response response;
    response.status = 204;
    return fixed(std::move(response));
}

std::unique_ptr<Handler> routePage(const RequestHead &head, const ServerContext &context)
{
    if (head.method != "GET" && head.method != "HEAD")
        return refuseMethod(head, "GET, HEAD, OPTIONS");
    if (head.path == "/favicon.ico")
        return fixed(pageIcon());
    return fixed(head.path == "/" ? page(indexPage(*context.store)) : Response::json(200, fileListJson(context)));
}

} // namespace

std::unique_ptr<Handler> route(const RequestHead &head, const ServerContext &context)
{
    if (head.path == "/" || head.path == "/files/" || head.path == "/favicon.ico")
        return routePage(head, context);
    if (head.path == "/upload") {
        if (head.method == "POST")
            return std::make_unique<UploadHandler>(head, context);
        return refuseMethod(head, "POST, OPTIONS");
    }
    if (head.path.startsWith("/files/"))
        return routeFile(head, context);
    if (head.path.startsWith("/try/"))
        return routeTry(head, context);
    return fixed(Response::error(404, "There is nothing at this address. What there is, the page at / lists."));
}

} // namespace ferry::devserver
