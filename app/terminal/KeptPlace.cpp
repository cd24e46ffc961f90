#include "app/terminal/KeptPlace.h"

#include "app/terminal/TerminalText.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <sys/stat.h>

namespace ferry {

KeptPlace::KeptPlace(const QString &profileDirectory)
{
    const QString name = QStringLiteral("/kept");
    if (profileDirectory.isEmpty())
        m_roots = {QDir::tempPath(), // empty if TMPDIR names what does not exist
                   QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + name};
    else
        m_roots = {QDir(profileDirectory).absolutePath() + name};
    m_paths.resize(m_roots.size());
}

KeptPlace::~KeptPlace()
{
    for (const QString &path : std::as_const(m_paths)) {
        if (!path.isEmpty())
            QDir().rmdir(path); // only if nothing came to lie in it
    }
}

QString KeptPlace::path(qsizetype index)
{
    const QString &root = m_roots.at(index);
    if (m_paths.at(index).isEmpty() && !root.isEmpty()) {
        QDir().mkpath(QFileInfo(root).absolutePath());
        ::mkdir(QFile::encodeName(root).constData(), 0700); // if it is not there
        QTemporaryDir directory(root + QStringLiteral("/ferry-XXXXXX"));
        directory.setAutoRemove(false);
        if (directory.isValid())
            m_paths[index] = directory.path();
    }
    return m_paths.at(index);
}

TransferError KeptPlace::failure() const
{
    TransferError error;
    error.kind = ErrorKind::Target;
    error.subject = m_roots.last();
    error.detail = TerminalText::tr("No directory can be made there. TMPDIR in the environment, or --profile-dir, "
                                    "names another one.");
    return error;
}

} // namespace ferry
