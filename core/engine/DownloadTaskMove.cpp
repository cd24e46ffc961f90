// What is held goes along to the folder that the person chose since. The rest is in DownloadTask.cpp.
#include "core/engine/DownloadTask.h"

#include "core/engine/CopyThreads.h"
#include "core/engine/PartMove.h"
#include "core/io/RenameReach.h"

namespace ferry {

/// Where the bytes lie until they are saved: the launch's own directory, unless they go by themselves to a place that a
/// rename from there does not reach, since the last step shall be a rename and not a copy; or that another run is to
/// find them in.
QString DownloadTask::partFolder() const
{
    const auto &saveTo = download().saveTo;
    const QString &launchDirectory = context().temporaryDirectory;
    // A page that is held is not saved by itself: a person is told of it, and no hidden file in their folder.
    if (!saveTo || m_heldHtml)
        return launchDirectory;
    return isLasting() || !renameReaches(launchDirectory, saveTo->directory) ? saveTo->directory : launchDirectory;
}

bool DownloadTask::waitsBefore()
{
    const auto &saveTo = download().saveTo;
    const QString from = m_resume.keptFolder();
    if (from.isEmpty() || !saveTo || renameReaches(from, saveTo->directory))
        return false;
    m_move = std::make_unique<PartMove>(copyThreads(), m_resume.kept(), partFolder(),
                                        context().temporaryDirectory);
    connect(m_move.get(), &PartMove::ended, this, &DownloadTask::partMoved);
    return true;
}

void DownloadTask::partMoved()
{
    PartMove *move = m_move.release();
    move->deleteLater();
    if (move->failure()) {
        fail(*move->failure());
        return;
    }
    const QString path = move->takePart();
    if (path.isEmpty()) {
        m_resume.discard();
    } else {
        const KeptPart before = m_resume.moved(path);
        emit partIsElsewhere(); // or a kill would find the old one gone, and not the new one
        ResumeAttempt::drop(before);
    }
    begin();
}

} // namespace ferry
