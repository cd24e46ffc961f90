#include "core/devserver/FileHandler.h"

#include "core/devserver/HttpText.h"
#include "core/devserver/Representation.h"
#include "core/devserver/TryParams.h"

#include <QUrl>

namespace ferry::devserver {

namespace {

struct TypeOfExtension
{
    const char *extension;
    const char *type;
};

/// What a browser may show by itself comes first: pictures without scripts in them.
constexpr TypeOfExtension pictures[] = {
    {"png", "image/png"}, {"jpg", "image/jpeg"},  {"jpeg", "image/jpeg"},
    {"gif", "image/gif"}, {"webp", "image/webp"}, {"avif", "image/avif"},
};
constexpr TypeOfExtension texts[] = {
    {"txt", "text/plain"},        {"log", "text/plain"}, {"md", "text/markdown"}, {"csv", "text/csv"},
    {"json", "application/json"}, {"html", "text/html"}, {"htm", "text/html"},    {"css", "text/css"},
    {"js", "text/javascript"},    {"xml", "text/xml"},
};
constexpr TypeOfExtension others[] = {
    {"svg", "image/svg+xml"},   {"pdf", "application/pdf"}, {"zip", "application/zip"},
    {"gz", "application/gzip"}, {"mp4", "video/mp4"},       {"webm", "video/webm"},
    {"mp3", "audio/mpeg"},      {"wav", "audio/wav"},       {"wasm", "application/wasm"},
};

template <size_t n>
QByteArray lookUp(const TypeOfExtension (&table)[n], const QByteArray &extension)
{
    for (const TypeOfExtension &entry : table) {
        if (extension == entry.extension)
            return entry.type;
    }
    return QByteArray();
}

/// The headers that say what the file is and whether it may be shown.
void describe(Representation &what, const QString &name, bool wantsInline)
{
    const QByteArray extension = name.section(QLatin1Char('.'), -1).toLower().toLatin1();
    const QByteArray picture = lookUp(pictures, extension);
    const QByteArray text = lookUp(texts, extension);
    const QByteArray other = lookUp(others, extension);
    if (wantsInline && !picture.isEmpty())
        what.contentType = picture;
    else if (wantsInline && !text.isEmpty())
        what.contentType = "text/plain; charset=utf-8"; // never as a page: it would have this server's origin
    else
        wantsInline = false;
    if (!wantsInline) {
        const QByteArray known = !picture.isEmpty() ? picture : !text.isEmpty() ? text : other;
        what.contentType = known.isEmpty() ? QByteArrayLiteral("application/octet-stream") : known;
    }
    const QByteArray kind = wantsInline ? "inline" : "attachment";
    what.headers.emplaceBack("Content-Disposition", kind + "; filename*=UTF-8''" + QUrl::toPercentEncoding(name));
    what.headers.emplaceBack("Content-Security-Policy", "default-src 'none'; sandbox");
}

/// A piece of a file. If the file has become shorter than promised, the answer is cut, never filled up.
class FileBody : public BodySource
{
public:
    FileBody(std::shared_ptr<QFile> file, qint64 offset, qint64 length)
        : m_file(std::move(file))
        , m_left(length)
    {
        m_file->seek(offset);
    }

    Step next(qint64 room) override
    {
        if (m_left == 0)
            return {};
        QByteArray bytes = m_file->read(std::min(room, m_left));
        if (bytes.isEmpty())
            return {Step::Cut, {}, 0};
        m_left -= bytes.size();
        return {Step::Bytes, std::move(bytes), 0};
    }

private:
    std::shared_ptr<QFile> m_file;
    qint64 m_left;
};

} // namespace

QByteArray filePath(const QString &storedName)
{
    return "/files/" + QUrl::toPercentEncoding(storedName);
}

QByteArray fileJson(const ReceivedFile &file, const ServerContext &context)
{
    const QByteArray url = context.address.origin() + filePath(file.storedName);
    return "{\"name\": " + jsonString(file.fieldName) + ", \"filename\": " + jsonString(file.fileName) +
           ", \"type\": " + jsonString(file.type) + ", \"size\": " + QByteArray::number(file.size) +
           ", \"sha256\": " + jsonString(file.sha256) + ", \"url\": " + jsonString(url) + '}';
}

PutHandler::PutHandler(const RequestHead &head, QString name, const ServerContext &context)
    : m_head(head)
    , m_name(std::move(name))
    , m_context(context)
{
}

std::optional<Response> PutHandler::begin()
{
    if (!FileStore::isSafe(m_name))
        return Response::error(400, "This is not a name that a file can have here.");
    if (!m_head.header("Content-Range").isNull())
        return Response::error(400, "A part of a file cannot be put; send the whole.");
    m_file = m_context.store->create();
    if (!m_file->isOpen())
        return diskProblem();
    return std::nullopt;
}

std::optional<Response> PutHandler::body(QByteArrayView bytes)
{
    if (m_file->append(bytes))
        return std::nullopt;
    return diskProblem();
}

Response PutHandler::end()
{
    if (!m_file->finish())
        return diskProblem();
    const bool existed = m_context.store->exists(m_name);
    if (!m_context.store->replace(*m_file, m_name))
        return Response::error(409, "The file cannot take the place of what has this name.");
    const ReceivedFile file{{},    m_name.toUtf8(), m_head.header("Content-Type"), m_file->size(), m_file->sha256(),
                            m_name};
    Response response = Response::json(existed ? 200 : 201, fileJson(file, m_context));
    if (!existed)
        response.add("Location", filePath(m_name));
    return response;
}

Response PutHandler::diskProblem() const
{
    return Response::error(507, "The server cannot store the file: " + m_file->errorString().toUtf8() + '.');
}

GetHandler::GetHandler(const RequestHead &head, QString name, const ServerContext &context)
    : m_head(head)
    , m_name(std::move(name))
    , m_context(context)
{
}

Response GetHandler::end()
{
    OpenedFile opened = m_context.store->open(m_name);
    if (!opened.file)
        return Response::error(404, "There is no file of this name here.");
    Representation what;
    what.size = opened.size;
    what.etag = opened.etag;
    what.modified = opened.modified;
    describe(what, m_name, TryParams(m_head.query).text("inline") == "1");
    what.body = [file = std::shared_ptr<QFile>(std::move(opened.file))](qint64 offset, qint64 length) {
        return std::make_unique<FileBody>(file, offset, length);
    };
    return represent(m_head, what);
}

} // namespace ferry::devserver
