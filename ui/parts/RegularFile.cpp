#include "ui/parts/RegularFile.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ferry::ui {

bool openRegular(QFile &file, const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat about = {};
    // Asked before, because opening some devices does something, and again of what was opened.
    if (::stat(name.constData(), &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    const int descriptor = ::open(name.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    if (::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) &&
        file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return true;
    ::close(descriptor);
    return false;
}

} // namespace ferry::ui
