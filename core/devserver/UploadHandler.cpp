#include "core/devserver/UploadHandler.h"

#include "core/devserver/FileHandler.h"
#include "core/devserver/HttpText.h"
#include "core/devserver/Pages.h"

namespace ferry::devserver {

namespace {

constexpr qsizetype valueLimit = 1024 * 1024;
constexpr qsizetype fieldsLimit = 16 * 1024 * 1024; ///< all names and values together
constexpr int fieldCountLimit = 10'000;

bool isUrlEncoded(QByteArrayView contentType)
{
    const qsizetype end = contentType.indexOf(';');
    return sameToken(trimmedBlanks(end < 0 ? contentType : contentType.first(end)),
                     "application/x-www-form-urlencoded");
}

} // namespace

UploadHandler::UploadHandler(const RequestHead &head, const ServerContext &context)
    : m_head(head)
    , m_context(context)
{
}

std::optional<Response> UploadHandler::begin()
{
    const QByteArray type = m_head.header("Content-Type");
    const QByteArray boundary = boundaryOf(type);
    if (!boundary.isEmpty()) {
        m_multipart = std::make_unique<MultipartReader>(boundary, *this);
    } else if (isUrlEncoded(type)) {
        m_urlEncoded = std::make_unique<UrlEncodedReader>(*this, valueLimit);
    } else if (type.left(19).toLower() == "multipart/form-data") {
        return Response::error(400, "The Content-Type has no boundary of 1 to 70 characters.");
    } else {
        return Response::error(415, "This address takes forms: multipart/form-data with a boundary, or "
                                    "application/x-www-form-urlencoded. For a raw body use PUT /files/NAME.");
    }
    return std::nullopt;
}

std::optional<Response> UploadHandler::body(QByteArrayView bytes)
{
    if (m_multipart ? m_multipart->feed(bytes) : m_urlEncoded->feed(bytes))
        return std::nullopt;
    return refusal();
}

Response UploadHandler::end()
{
    if (!(m_multipart ? m_multipart->finish() : m_urlEncoded->finish()))
        return refusal();
    if (!publish())
        return Response::error(507, "The server cannot give the stored files their names.");
    return acceptsHtml(m_head) ? htmlAnswer() : jsonAnswer();
}

bool UploadHandler::partBegan(const PartHead &head)
{
    m_part = head;
    if (!spend(head.name.size() + head.fileName.size() + head.contentType.size()))
        return false;
    if (!head.isFile)
        return true;
    m_file = m_context.store->create();
    return m_file->isOpen() || diskProblem(m_file->errorString());
}

bool UploadHandler::partContent(QByteArrayView bytes)
{
    if (m_file)
        return m_file->append(bytes) || diskProblem(m_file->errorString());
    if (m_value.size() + bytes.size() > valueLimit)
        return refuse(413, "The field \"" + m_part.name + "\" is longer than 1 MiB. Send it as a file.");
    m_value.append(bytes);
    return spend(bytes.size());
}

bool UploadHandler::partEnded()
{
    if (!m_file) {
        m_fields.append({m_part.name, std::exchange(m_value, QByteArray())});
        return true;
    }
    if (!m_file->finish())
        return diskProblem(m_file->errorString());
    // A browser sends a file input that was left empty as a file without a name and content.
    const bool leftEmpty = m_part.fileName.isEmpty() && m_file->size() == 0;
    if (!leftEmpty)
        m_files.push_back({m_part, std::move(m_file), QString()});
    m_file.reset();
    return true;
}

bool UploadHandler::pairRead(QByteArray name, QByteArray value)
{
    if (m_fields.size() >= fieldCountLimit)
        return refuse(413, "The form has more than " + QByteArray::number(fieldCountLimit) + " fields.");
    const qsizetype size = name.size() + value.size();
    m_fields.append({std::move(name), std::move(value)});
    return spend(size);
}

bool UploadHandler::spend(qsizetype bytes)
{
    m_spent += bytes;
    return m_spent <= fieldsLimit ||
           refuse(413, QByteArrayLiteral("The names and values of the form are longer than 16 MiB together."));
}

bool UploadHandler::refuse(int status, const QByteArray &sentence)
{
    m_refusal = {status, sentence};
    return false;
}

bool UploadHandler::diskProblem(const QString &reason)
{
    return refuse(507, "The server cannot store the file: " + reason.toUtf8() + '.');
}

Response UploadHandler::refusal() const
{
    using Problem = MultipartReader::Problem;
    const Problem problem = m_multipart ? m_multipart->problem() : Problem::Refused;
    if (m_urlEncoded && m_urlEncoded->tooLong())
        return Response::error(413, "A field of the form is longer than 1 MiB.");
    if (problem == Problem::Refused)
        return Response::error(m_refusal.status, m_refusal.sentence);
    return Response::error(problem == Problem::Malformed ? 400 : 413, m_multipart->errorString());
}

/// All or none: if one file cannot get its name, those before it are removed again.
bool UploadHandler::publish()
{
    for (File &file : m_files) {
        file.storedName = m_context.store->publish(*file.content, QString::fromUtf8(file.head.fileName));
        if (!file.storedName.isEmpty())
            continue;
        for (const File &published : m_files) {
            if (!published.storedName.isEmpty())
                m_context.store->remove(published.storedName);
        }
        return false;
    }
    return true;
}

Response UploadHandler::jsonAnswer() const
{
    QByteArray json = "{\"fields\": [";
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        json += (i ? ", [" : "[") + jsonString(m_fields[i].first) + ", " + jsonString(m_fields[i].second) + ']';
    json += "], \"files\": [";
    bool first = true;
    for (const File &file : m_files) {
        json += first ? "" : ", ";
        json += fileJson({file.head.name, file.head.fileName, file.head.contentType, file.content->size(),
                          file.content->sha256(), file.storedName},
                         m_context);
        first = false;
    }
    return Response::json(200, json + "]}");
}

Response UploadHandler::htmlAnswer() const
{
    QList<ReceivedFile> files;
    for (const File &file : m_files) {
        files.append({file.head.name, file.head.fileName, file.head.contentType, file.content->size(),
                      file.content->sha256(), file.storedName});
    }
    return page(uploadResultPage(m_fields, files));
}

} // namespace ferry::devserver
