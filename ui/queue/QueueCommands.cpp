#include "ui/queue/QueueCommands.h"

#include "core/store/Settings.h"
#include "ui/flows/SaveFlow.h"
#include "ui/look/FerryStyle.h"
#include "ui/parts/ForeignText.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>

namespace ferry::ui {

QueueCommands::QueueCommands(TransferEngine &engine, QueueModel &queue, Settings &settings, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_queue(queue)
    , m_settings(settings)
    , m_window(window)
    , m_save(new SaveFlow(engine, queue.transfers(), settings, window))
{
    connect(m_save, &SaveFlow::message, this, &QueueCommands::message);
}

QueueCommands::~QueueCommands()
{
    removeForGood();
}

void QueueCommands::removeForGood()
{
    m_heldByRemoval.clear();
    if (!m_removed.isEmpty())
        m_engine.remove(std::exchange(m_removed, {}));
    for (const Leftover &leftover : std::exchange(m_discarded, {}))
        m_engine.discard(leftover);
}

void QueueCommands::discard(const QList<Leftover> &leftovers)
{
    commitRemoval();
    m_discarded = leftovers;
    emit removalOpen(discardText(int(leftovers.size())));
}

bool QueueCommands::canCancel(const TransferSnapshot &s)
{
    // A save that is stopped leaves the file where it was, to be saved again.
    return isActive(s.state) || isInLine(s);
}

bool QueueCommands::canLimit(const TransferSnapshot &s)
{
    return canCancel(s) && s.state != TransferState::Saving;
}

bool QueueCommands::canRetry(const TransferSnapshot &s)
{
    // To send what may have arrived a second time is a decision of its own. A page that came in place of a file may
    // well be the file the next time.
    const bool ended =
        s.state == TransferState::Refused || s.state == TransferState::Failed || s.state == TransferState::Cancelled;
    return (ended && !s.mayHaveArrived()) || (s.state == TransferState::Ready && s.heldHtml) || waitsForATry(s);
}

bool QueueCommands::canSave(const TransferSnapshot &s)
{
    return s.state == TransferState::Ready && !s.heldHtml;
}

bool QueueCommands::canRename(const TransferSnapshot &s)
{
    // Once the headers are here it has the name that it would be saved under.
    return s.kind() == TransferKind::Download &&
           (s.state == TransferState::Ready || s.state == TransferState::Receiving);
}

bool QueueCommands::isEnded(const TransferSnapshot &s)
{
    return isFinal(s.state) || s.state == TransferState::Ready;
}

Fitting QueueCommands::fitting(const QList<TransferId> &ids) const
{
    Fitting f;
    const bool one = ids.size() == 1;
    for (const TransferId id : ids) {
        const TransferSnapshot *s = find(id);
        if (!s)
            continue;
        f.any = true;
        f.cancel |= canCancel(*s);
        f.retry |= canRetry(*s);
        f.save |= canSave(*s);
        f.copy = true;
        f.remove |= isEnded(*s) || canCancel(*s);
        f.moving |= isMoving(*s);
        f.discards |= isUnsaved(*s);
        f.removes |= isFinal(s->state) || isInLine(*s);
        fitOrder(f, *s);
        f.signIn |= s->signIn.has_value();
        f.sendAgain |= s->mayHaveArrived();
        f.markDone |= s->state == TransferState::Unknown;
        if (!one)
            continue;
        // Of what may have arrived, sendAgain() asks first and keeps the key by which a server knows it.
        f.again = isEnded(*s) && !s->mayHaveArrived();
        f.upload = s->kind() == TransferKind::Upload;
        f.replaceAddress = canReplaceAddress(*s);
        f.compare = canCompare(*s);
        f.saveAs = canSaveAs(*s);
        f.rename = canRename(*s);
        f.open = s->state == TransferState::Ready || !s->savedPath.isEmpty();
        f.showInFolder = !s->savedPath.isEmpty();
        f.openLink = !s->link.isEmpty();
        f.review = s->state == TransferState::Failed && s->error && s->error->kind == ErrorKind::Tls &&
                   !s->error->tls.chain.isEmpty();
    }
    return f;
}

QList<TransferId> QueueCommands::those(const QList<TransferId> &ids, bool (*fits)(const TransferSnapshot &)) const
{
    QList<TransferId> result;
    for (const TransferId id : ids) {
        if (const TransferSnapshot *s = find(id); s && fits(*s))
            result.append(id);
    }
    return result;
}

void QueueCommands::cancel(const QList<TransferId> &ids)
{
    stop(those(ids, &QueueCommands::canCancel));
}

void QueueCommands::stop(const QList<TransferId> &ids)
{
    const QList<TransferId> saves =
        those(ids, [](const TransferSnapshot &s) { return s.state == TransferState::Saving; });
    m_engine.cancel(ids);
    if (!saves.isEmpty())
        emit saveStopped();
}

void QueueCommands::retry(const QList<TransferId> &ids)
{
    QList<TransferId> ended, waiting;
    for (const TransferId id : those(ids, &QueueCommands::canRetry))
        (waitsForATry(*find(id)) ? waiting : ended).append(id);
    m_engine.retry(ended);
    m_engine.startNow(waiting);
}

void QueueCommands::sendAgain(const QList<TransferId> &ids)
{
    m_engine.retry(those(ids, [](const TransferSnapshot &s) { return s.mayHaveArrived(); }));
}

void QueueCommands::markDone(const QList<TransferId> &ids)
{
    for (const TransferId id : those(ids, [](const TransferSnapshot &s) { return s.state == TransferState::Unknown; }))
        m_engine.markDone(id);
}

void QueueCommands::save(const QList<TransferId> &ids)
{
    // A page that came in place of a file is saved only when a person means exactly it.
    m_save->save(those(ids, ids.size() == 1 ? &QueueCommands::isUnsaved : &QueueCommands::canSave));
}

void QueueCommands::saveAs(TransferId id)
{
    const TransferSnapshot *s = find(id);
    if (!s || !canSaveAs(*s))
        return;
    auto *dialog = new QFileDialog(m_window, tr("Save as"), QDir(m_settings.saveDirectory()).filePath(s->name));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // asked here, with a third answer
    dialog->selectFile(s->name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString &path) { saveTo(id, path); });
    dialog->open();
}

void QueueCommands::saveTo(TransferId id, const QString &path)
{
    if (QFileInfo::exists(path) || QFileInfo(path).isSymLink())
        return askWhereTaken(id, path);
    m_engine.save(id, SaveTarget{QFileInfo(path).path(), QFileInfo(path).fileName(), NameTaken::KeepBoth});
}

void QueueCommands::askWhereTaken(TransferId id, const QString &path)
{
    auto *box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Save as"));
    box->setText(tr("“%1” is already there.").arg(harmless(QFileInfo(path).fileName())));
    box->setInformativeText(tr("Replacing it cannot be undone."));
    auto *keep = box->addButton(tr("Keep both"), QMessageBox::AcceptRole);
    auto *replace = box->addButton(tr("Replace"), QMessageBox::DestructiveRole);
    box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    setButtonKind(keep, ButtonKind::Primary);
    setButtonKind(replace, ButtonKind::Destructive);
    const auto saveWith = [this, id, path](NameTaken what) {
        m_engine.save(id, SaveTarget{QFileInfo(path).path(), QFileInfo(path).fileName(), what});
    };
    connect(keep, &QPushButton::clicked, this, [saveWith] { saveWith(NameTaken::KeepBoth); });
    connect(replace, &QPushButton::clicked, this, [saveWith] { saveWith(NameTaken::Replace); });
    box->open();
}

void QueueCommands::open(TransferId id)
{
    const TransferSnapshot *s = find(id);
    const QString path = !s ? QString() : s->savedPath.isEmpty() ? s->tempPath : s->savedPath;
    if (path.isEmpty())
        return;
    if (!QFileInfo::exists(path))
        emit message(tr("“%1” is no longer there.").arg(s->name));
    else if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        emit message(tr("No program is set up to open “%1”.").arg(s->name));
}

void QueueCommands::showInFolder(TransferId id)
{
    const TransferSnapshot *s = find(id);
    if (s && !s->savedPath.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(s->savedPath).path()));
}

void QueueCommands::copy(const QList<TransferId> &ids)
{
    QStringList lines;
    int links = 0;
    for (const TransferId id : ids) {
        const TransferSnapshot *s = find(id);
        if (!s)
            continue;
        links += s->link.isEmpty() ? 0 : 1;
        lines << (s->link.isEmpty() ? s->url() : s->link).toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded);
    }
    if (lines.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    const int count = int(lines.size());
    emit message(links == count ? tr("%Ln link(s) copied.", nullptr, count)
                                : tr("%Ln address(es) copied.", nullptr, count));
}

void QueueCommands::openLink(TransferId id)
{
    if (const TransferSnapshot *s = find(id); s && !s->link.isEmpty())
        QDesktopServices::openUrl(s->link);
}

QString QueueCommands::discardText(int files)
{
    return tr("%Ln unsaved file(s) discarded", nullptr, files);
}

QString QueueCommands::removalText(const QList<TransferId> &ids) const
{
    // What is lost with it if nothing takes it back has to be said.
    const int unsaved = int(those(ids, &QueueCommands::isUnsaved).size());
    const int others = int(ids.size()) - unsaved;
    const QString discarded = discardText(unsaved);
    if (others == 0)
        return discarded;
    const int done = int(those(ids, [](const TransferSnapshot &s) { return s.state == TransferState::Done; }).size());
    const QString removed = done == others ? tr("%Ln finished item(s) removed from the list", nullptr, others)
                                           : tr("%Ln item(s) removed from the list", nullptr, others);
    return unsaved == 0 ? removed : tr("%1, %2", "what was removed, what was discarded").arg(removed, discarded);
}

void QueueCommands::remove(const QList<TransferId> &ids)
{
    const bool both = fitting(ids).cancelsAndDiscards();
    stop(those(ids, both ? &QueueCommands::canCancel : &QueueCommands::isMoving));
    const auto isAtRest = [](const TransferSnapshot &s) { return isEnded(s) || isInLine(s); };
    const QList<TransferId> gone = those(ids, both ? &QueueCommands::isUnsaved : +isAtRest);
    if (gone.isEmpty())
        return;
    commitRemoval();
    const QString sentence = removalText(gone);
    m_removed = gone;
    m_heldByRemoval =
        those(gone, [](const TransferSnapshot &s) { return isInLine(s) && s.state != TransferState::Paused; });
    m_engine.pause(m_heldByRemoval);
    m_queue.hide(gone);
    emit removalOpen(sentence);
}

void QueueCommands::takeOver(QueueCommands &other)
{
    commitRemoval();
    m_removed = std::exchange(other.m_removed, {});
    m_heldByRemoval = std::exchange(other.m_heldByRemoval, {});
    m_discarded = std::exchange(other.m_discarded, {});
    if (!canUndo())
        return;
    m_queue.hide(m_removed);
    emit removalOpen(m_removed.isEmpty() ? discardText(int(m_discarded.size())) : removalText(m_removed));
}

void QueueCommands::removeDone()
{
    remove(those(everything(), [](const TransferSnapshot &s) { return s.state == TransferState::Done; }));
}

void QueueCommands::undoRemoval()
{
    if (!canUndo())
        return;
    const QList<TransferId> back = std::exchange(m_removed, {});
    m_queue.show(back);
    m_engine.resume(std::exchange(m_heldByRemoval, {}));
    const QList<Leftover> files = std::exchange(m_discarded, {});
    emit removalClosed();
    emit removalUndone(back);
    if (!files.isEmpty())
        emit discardUndone(files);
}

void QueueCommands::commitRemoval()
{
    if (!canUndo())
        return;
    removeForGood();
    emit removalClosed();
}

} // namespace ferry::ui
