#include "core/store/SentFiles.h"

#include <QDir>

namespace ferry {

QStringList sentFrom(const QString &directory, const TransferRequest &request)
{
    const auto *upload = std::get_if<UploadRequest>(&request);
    if (!upload || directory.isEmpty())
        return {};
    QStringList files;
    // A download that is not saved yet lies there too, and may be sent as any other file.
    const QString inside = directory + u'/' + sentFolderPrefix;
    const auto add = [&](const QString &path) {
        if (path.startsWith(inside) && QDir::cleanPath(path) == path)
            files.append(path);
    };
    add(upload->rawBodyPath);
    for (const FormFile &file : upload->files)
        add(file.path);
    return files;
}

} // namespace ferry
