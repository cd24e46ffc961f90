#include "core/store/SentFiles.h"

namespace ferry {

QStringList sentFrom(const QString &directory, const TransferRequest &request)
{
    const auto *upload = std::get_if<UploadRequest>(&request);
    if (!upload || directory.isEmpty())
        return {};
    QStringList files;
    const QString inside = directory + u'/';
    if (upload->rawBodyPath.startsWith(inside))
        files.append(upload->rawBodyPath);
    for (const FormFile &file : upload->files) {
        if (file.path.startsWith(inside))
            files.append(file.path);
    }
    return files;
}

} // namespace ferry
