#include "core/wire/ResponseHead.h"
#include "tests/fuzz/Require.h"

#include <cstdint>

using namespace ferry;
using fuzz::require;

namespace {

/// Whatever length is told, nothing follows (RFC 9112 6.3).
bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

} // namespace

/// The input is what a server sends before a body, line by line as libcurl hands it over.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(reinterpret_cast<const char *>(data), qsizetype(size));
    ResponseHead head;
    for (qsizetype at = 0; at < input.size();) {
        const qsizetype newline = input.indexOf('\n', at);
        const qsizetype end = newline < 0 ? input.size() : newline + 1;
        const ResponseHead::Event event = head.feed(input.sliced(at, end - at));
        at = end;
        require(head.interimStatus().size() <= ResponseHead::maxInterim + 1);
        require(head.contentLength() >= -1);
        require(head.headers().size() <= ResponseHead::maxLines);
        if (event == ResponseHead::Event::Bad) {
            require(!head.problem().isEmpty());
            return 0;
        }
        require(head.problem().isEmpty());
        if (event != ResponseHead::Event::Final)
            continue;
        require(head.isComplete() && head.statusCode() >= 200 && head.statusCode() <= 999);
        if (hasNoBody(head.statusCode()))
            continue;
        require(!head.isChunked() || head.contentLength() == -1);
        // Two lengths that differ are never taken for one.
        const QList<QByteArray> lengths = head.headers().values("Content-Length");
        for (const QByteArray &length : lengths) {
            for (const QByteArray &entry : length.split(',')) {
                bool number = false;
                const qint64 value = entry.trimmed().toLongLong(&number);
                require(number && value >= 0);
                require(head.contentLength() < 0 || value == head.contentLength());
            }
        }
    }
    return 0;
}
