#pragma once

#include "core/devserver/FileStore.h"
#include "core/devserver/Handler.h"
#include "core/devserver/HttpConnection.h"

namespace ferry::devserver {

/// A file as the answer to an upload names it.
struct ReceivedFile
{
    QByteArray fieldName;
    QByteArray fileName; ///< as the client told it
    QByteArray type;
    qint64 size = 0;
    QByteArray sha256;
    QString storedName;
};

/// {"name", "filename", "type", "size", "sha256", "url"}
QByteArray fileJson(const ReceivedFile &file, const ServerContext &context);
/// "/files/NAME" with the name encoded.
QByteArray filePath(const QString &storedName);

/// PUT /files/NAME: the raw body becomes the file, over one of that name. Until it is whole, the old one is served.
class PutHandler : public Handler
{
public:
    PutHandler(const RequestHead &head, QString name, const ServerContext &context);

    std::optional<Response> begin() override;
    std::optional<Response> body(QByteArrayView bytes) override;
    Response end() override;

private:
    Response diskProblem() const;

    const RequestHead &m_head;
    const QString m_name;
    const ServerContext m_context;
    std::unique_ptr<IncomingFile> m_file;
};

/// GET and HEAD /files/NAME: conditions, ranges, as an attachment; with ?inline=1 pictures and text to look at.
class GetHandler : public Handler
{
public:
    GetHandler(const RequestHead &head, QString name, const ServerContext &context);
    Response end() override;

private:
    const RequestHead &m_head;
    const QString m_name;
    const ServerContext m_context;
};

/// Answers the same whatever the body, which is not wanted.
class FixedHandler : public Handler
{
public:
    explicit FixedHandler(Response response)
        : m_response(std::move(response))
    {
    }
    std::optional<Response> begin() override { return std::move(m_response); }
    Response end() override { return Response(); }

private:
    Response m_response;
};

} // namespace ferry::devserver
