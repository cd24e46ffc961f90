#include "core/devserver/TryRoutes.h"

#include "core/devserver/FileHandler.h"
#include "core/devserver/HttpText.h"
#include "core/devserver/Sha256.h"
#include "core/devserver/TryAnswers.h"

#include <QElapsedTimer>

namespace ferry::devserver {

namespace {

/// How a route treats the body of its request.
enum class Reading {
    First, ///< all of it before the answer
    Early, ///< up to ?after=BYTES, then comes the answer
    Slow,  ///< ?rate=BYTES a second
    Stops, ///< nothing behind ?after=BYTES
};

struct Entry
{
    const char *name; ///< the first part of the path below /try/
    Response (*answer)(TryRequest &);
    Reading reading = Reading::First;
};

constexpr TryRoute shown[] = {
    {"/try/status/CODE", "/try/status/503", "Answers with this status, 200 to 599."},
    {"/try/retry-after/VALUE?code=503", "/try/retry-after/5", "A refusal with this Retry-After, whatever it says."},
    {"/try/redirect/CODE?to=URL&n=N", "/try/redirect/302?n=3",
     "N redirects and then one to the address; with loop=1 they never end."},
    {"/try/interim/CODE?n=N", "/try/interim/103?n=2", "N interim answers (1xx) before the final one."},
    {"/try/early/CODE?after=BYTES", "/try/early/413",
     "Answers before the body is read, or after so many bytes of it, and reads on."},
    {"/try/early-close/CODE?after=BYTES", "/try/early-close/413",
     "The same, but closes; with abrupt=1 without letting the client finish."},
    {"/try/auth/basic", "/try/auth/basic", "Asks for a user and a password: both are ferry."},
    {"/try/headers?n=N&size=BYTES", "/try/headers?n=20&size=50",
     "N header lines of this size; with end=no they never end."},
    {"/try/echo", "/try/echo", "The request as JSON: method, headers as received, size and SHA-256 of its body."},
    {"/try/delay/SECONDS", "/try/delay/2.5", "Waits before it answers."},
    {"/try/slow?rate=BYTES&size=BYTES", "/try/slow?rate=1000&size=5000", "Sends so many bytes a second."},
    {"/try/stall?after=BYTES&size=BYTES", "/try/stall?after=1000&size=2000", "Falls silent in the middle."},
    {"/try/cut/BYTES?of=BYTES", "/try/cut/1000?of=2000", "Promises more than it sends, and closes."},
    {"/try/reset/BYTES?of=BYTES", "/try/reset/1000",
     "Sends some bytes and resets the connection; with head=no without any answer."},
    {"/try/length/CLAIMED?size=BYTES", "/try/length/500?size=1000",
     "A Content-Length that is a lie or no number at all; second=VALUE adds another one."},
    {"/try/chunked?size=BYTES", "/try/chunked?size=5000",
     "Chunks; end=no, bad, inside or trailer says how they end, length=VALUE adds a Content-Length."},
    {"/try/nolength?size=BYTES", "/try/nolength?size=5000",
     "No length, the close is the end; with end=reset it is a reset."},
    {"/try/close", "/try/close", "Reads the whole request and closes without an answer."},
    {"/try/silent", "/try/silent", "Reads the whole request and never answers."},
    {"/try/garbage", "/try/garbage", "Something that is not HTTP; kind=status or old gives other kinds."},
    {"/try/slow-read?rate=BYTES", "/try/slow-read?rate=1000", "Reads the body at so many bytes a second."},
    {"/try/stop-reading?after=BYTES", "/try/stop-reading", "Stops reading in the middle of the body."},
    {"/try/size/BYTES", "/try/size/1000000",
     "A file of exactly this size, with ranges; cut=BYTES breaks off whoever asks for no range."},
    {"/try/etag?size=BYTES", "/try/etag?size=1000", "A file whose ETag is another one each time."},
    {"/try/weak-etag?size=BYTES", "/try/weak-etag?size=1000", "A file with a weak ETag."},
    {"/try/range/KIND?size=BYTES", "/try/range/ignored?size=1000",
     "Ranges gone wrong: start, total, bare, ignored, refused, no-etag."},
    {"/try/html", "/try/html", "A page that is called data.zip."},
    {"/try/name?value=NAME", "/try/name?value=a%2Fb%2F..%2Fc.txt",
     "A file with this name in its Content-Disposition; raw=TEXT is the whole header."},
    {"/try/type?value=TYPE", "/try/type?value=text%2Fplain", "A file of this Content-Type."},
    {"/try/gzip?size=BYTES", "/try/gzip", "A gzip coding that nobody asked for."},
};

constexpr Entry entries[] = {
    {"status", answers::status},
    {"retry-after", answers::retryAfter},
    {"redirect", answers::redirect},
    {"interim", answers::interim},
    {"early", answers::early, Reading::Early},
    {"early-close", answers::earlyClose, Reading::Early},
    {"auth", answers::basicAuth},
    {"headers", answers::headers},
    {"echo", answers::echo},
    {"delay", answers::delay},
    {"slow", answers::slow},
    {"stall", answers::stall},
    {"cut", answers::cut},
    {"reset", answers::reset},
    {"length", answers::claimedLength},
    {"chunked", answers::chunked},
    {"nolength", answers::noLength},
    {"close", answers::close},
    {"silent", answers::silent},
    {"garbage", answers::garbage},
    {"slow-read", answers::received, Reading::Slow},
    {"stop-reading", answers::received, Reading::Stops},
    {"size", answers::size},
    {"etag", answers::etag},
    {"weak-etag", answers::weakEtag},
    {"range", answers::range},
    {"html", answers::html},
    {"name", answers::name},
    {"type", answers::type},
    {"gzip", answers::gzip},
};

constexpr qint64 readLimit = qint64(1) << 40;

class TryHandler : public Handler
{
public:
    TryHandler(const RequestHead &head, const Entry &entry, QByteArray argument, quint64 serial)
        : m_entry(entry)
        , m_request{head, TryParams(head.query), std::move(argument), 0, {}, serial}
    {
        if (m_entry.reading == Reading::Early || m_entry.reading == Reading::Stops)
            m_number = m_request.params.number("after", 0, 0, readLimit);
        else if (m_entry.reading == Reading::Slow)
            m_number = m_request.params.number("rate", 10'240, 1, readLimit);
        m_clock.start();
    }

    std::optional<Response> begin() override
    {
        const bool now = m_entry.reading == Reading::Early && m_number == 0;
        return now || !m_request.params.problem().isEmpty() ? std::optional(answer()) : std::nullopt;
    }

    std::optional<Response> body(QByteArrayView bytes) override
    {
        m_request.bodySize += bytes.size();
        if (m_entry.answer == answers::echo)
            m_hash.add(bytes); // the only one that tells it, and it costs more than all the rest
        const bool now = m_entry.reading == Reading::Early && m_request.bodySize >= m_number;
        return now ? std::optional(answer()) : std::nullopt;
    }

    Response end() override { return answer(); }

    qint64 allowance() override
    {
        if (m_entry.reading == Reading::Stops)
            return m_number;
        if (m_entry.reading == Reading::Slow)
            return qint64(double(m_clock.elapsed()) * double(m_number) / 1000.0);
        return Handler::allowance();
    }

private:
    Response answer()
    {
        m_request.bodySha256 = m_hash.hex();
        Response response = m_entry.answer(m_request);
        const QByteArray problem = m_request.params.problem();
        return problem.isEmpty() ? std::move(response) : Response::error(400, problem);
    }

    const Entry &m_entry;
    TryRequest m_request;
    Sha256 m_hash;
    QElapsedTimer m_clock;
    qint64 m_number = 0;
};

} // namespace

std::span<const TryRoute> tryRoutes()
{
    return shown;
}

std::unique_ptr<Handler> routeTry(const RequestHead &head, const ServerContext &context)
{
    const QByteArrayView rest = QByteArrayView(head.path).sliced(5);
    const qsizetype slash = rest.indexOf('/');
    const QByteArrayView name = slash < 0 ? rest : rest.first(slash);
    const QByteArray argument = slash < 0 ? QByteArray() : percentDecoded(rest.sliced(slash + 1));
    for (const Entry &entry : entries) {
        if (name == QByteArrayView(entry.name))
            return std::make_unique<TryHandler>(head, entry, argument, ++*context.serial);
    }
    return std::make_unique<FixedHandler>(
        Response::error(404, "There is no such route. The page at / lists what there is."));
}

} // namespace ferry::devserver
