#pragma once

#include "core/io/FrozenFile.h"
#include "core/types/TransferError.h"
#include "core/types/TransferRequest.h"

#include <memory>
#include <optional>
#include <vector>

class QHttpMultiPart;

namespace ferry {

/// The body of one request: a form with its files, or one raw file. Opens the files at once and holds them as they
/// are; a body is sent once, and a redirect that wants it again takes a new one. Used on the thread that makes it.
class UploadBody
{
public:
    /// The boundary is a form's: see makeBoundary().
    UploadBody(const UploadRequest &request, const QByteArray &boundary);
    ~UploadBody();

    /// Why a file cannot be sent, or stopped being the file it was. Cheap: two system calls a file.
    std::optional<TransferError> check();
    /// Why a file could not be opened, or was not the same when that was asked last.
    const std::optional<TransferError> &failure() const { return m_failure; }

    /// The form, or null for a raw body. Stays the body's.
    QHttpMultiPart *form() const { return m_form.get(); }
    /// The raw file, or null for a form.
    FrozenFile *rawFile() const { return m_form ? nullptr : m_files.front().get(); }
    /// `multipart/form-data; boundary=...`, unquoted as browsers write it, since some servers read no quotes.
    const QByteArray &contentType() const { return m_contentType; }

private:
    void buildForm(const UploadRequest &request, const QByteArray &boundary);
    FrozenFile *openFile(const QString &path, FrozenFile::Hold hold);

    std::vector<std::unique_ptr<FrozenFile>> m_files;
    std::unique_ptr<QHttpMultiPart> m_form; ///< goes before the files it reads
    QByteArray m_contentType;
    std::optional<TransferError> m_failure;
};

} // namespace ferry
