#include "core/engine/UploadBody.h"

#include "core/http/ContentType.h"
#include "core/http/FormEncoding.h"
#include "core/io/FrozenFile.h"

#include <QFileInfo>
#include <QHttpMultiPart>

namespace ferry {

UploadBody::UploadBody(const UploadRequest &request, const QByteArray &boundary)
{
    if (request.rawBodyPath.isEmpty()) {
        buildForm(request, boundary);
    } else {
        m_contentType = guessContentType(request.rawBodyPath);
        openFile(request.rawBodyPath, FrozenFile::Hold::FromOpen);
    }
}

UploadBody::~UploadBody() = default;

FrozenFile *UploadBody::openFile(const QString &path, FrozenFile::Hold hold)
{
    m_files.push_back(std::make_unique<FrozenFile>(path, hold));
    FrozenFile *file = m_files.back().get();
    if (!file->open() && !m_failure)
        m_failure = file->failure();
    return file;
}

// Fields first: a server that reads as it goes knows what a file is about before its bytes come.
void UploadBody::buildForm(const UploadRequest &request, const QByteArray &boundary)
{
    m_form = std::make_unique<QHttpMultiPart>(QHttpMultiPart::FormDataType);
    m_form->setBoundary(boundary);
    m_contentType = QByteArrayLiteral("multipart/form-data; boundary=") + boundary;

    for (const FormField &field : request.fields) {
        QHttpPart part;
        part.setRawHeader(QByteArrayLiteral("Content-Disposition"), formDataDisposition(field.name));
        if (!field.contentType.isEmpty())
            part.setRawHeader(QByteArrayLiteral("Content-Type"), field.contentType);
        part.setBody(field.value);
        m_form->append(part);
    }
    const auto hold = request.files.size() == 1 ? FrozenFile::Hold::FromOpen : FrozenFile::Hold::WhileRead;
    for (const FormFile &file : request.files) {
        const QString name = file.fileName.isEmpty() ? QFileInfo(file.path).fileName() : file.fileName;
        QHttpPart part;
        part.setRawHeader(QByteArrayLiteral("Content-Disposition"), formDataDisposition(file.name, name));
        part.setRawHeader(QByteArrayLiteral("Content-Type"),
                          file.contentType.isEmpty() ? guessContentType(name) : file.contentType);
        part.setBodyDevice(openFile(file.path, hold));
        m_form->append(part);
    }
}

std::optional<TransferError> UploadBody::check()
{
    for (const auto &file : m_files) {
        if (m_failure)
            break;
        file->stillSame();
        m_failure = file->failure();
    }
    return m_failure;
}

} // namespace ferry
