#pragma once

#include "core/devserver/FileStore.h"
#include "core/devserver/Handler.h"
#include "core/devserver/HttpConnection.h"
#include "core/devserver/MultipartReader.h"
#include "core/devserver/UrlEncodedReader.h"

#include <vector>

namespace ferry::devserver {

/// POST /upload: takes any form, writes its files to disk as they come, and answers with what it got. The files get
/// their names when the whole form is there; if it breaks off or is refused, nothing of it stays.
class UploadHandler : public Handler, public MultipartReader::Sink, public UrlEncodedReader::Sink
{
public:
    UploadHandler(const RequestHead &head, const ServerContext &context);

    std::optional<Response> begin() override;
    std::optional<Response> body(QByteArrayView bytes) override;
    Response end() override;

private:
    struct File
    {
        PartHead head;
        std::unique_ptr<IncomingFile> content;
        QString storedName;
    };

    bool partBegan(const PartHead &head) override;
    bool partContent(QByteArrayView bytes) override;
    bool partEnded() override;
    bool pairRead(QByteArray name, QByteArray value) override;

    bool spend(qsizetype bytes);
    bool refuse(int status, const QByteArray &sentence);
    bool diskProblem(const QString &reason);
    Response refusal() const;
    bool publish();
    Response jsonAnswer() const;
    Response htmlAnswer() const;

    const RequestHead &m_head;
    const ServerContext m_context;
    std::unique_ptr<MultipartReader> m_multipart;
    std::unique_ptr<UrlEncodedReader> m_urlEncoded;
    PartHead m_part;
    QByteArray m_value;
    std::unique_ptr<IncomingFile> m_file;
    QList<std::pair<QByteArray, QByteArray>> m_fields;
    std::vector<File> m_files;
    qsizetype m_spent = 0; ///< bytes of names and values kept in memory
    Refusal m_refusal;
};

} // namespace ferry::devserver
