#include "ui/toolbar/WindowActions.h"

#include "core/engine/TransferEngine.h"
#include "core/models/TransferModel.h"
#include "ui/look/Icons.h"
#include "ui/queue/QueueHead.h"

#include <QActionGroup>
#include <QWidget>

namespace ferry::ui {

WindowActions::WindowActions(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    upload = make(tr("Upload"), "upload", {Qt::CTRL | Qt::Key_U}, tr("Upload files"));
    download = make(tr("Download"), "download", {Qt::CTRL | Qt::Key_D}, tr("Download links"));
    cancel = make(tr("Cancel"), "cancel", {}, tr("Cancel what waits or runs"));
    retry = make(tr("Retry"), "retry", {Qt::CTRL | Qt::Key_R},
                 tr("Start ended items again, and at once what waits for its next try"));
    save = make(tr("Save"), "save", {Qt::CTRL | Qt::Key_S}, tr("Save finished downloads to the download folder"));
    saveAs = make(tr("Save as…"), "save", {Qt::CTRL | Qt::SHIFT | Qt::Key_S});
    open = make(tr("Open"), "open");
    showInFolder = make(tr("Show in its folder"), "folder");
    copy = make(tr("Copy link or address"), "copy", {Qt::CTRL | Qt::Key_C});
    openLink = make(tr("Open the link"), "link");
    rename = make(tr("Rename"), nullptr, {Qt::Key_F2});
    remove = make(tr("Remove from the list"), "trash", {Qt::Key_Delete});
    again = make(tr("Upload again…"), nullptr);
    removeDone = make(tr("Remove finished items"), "trash");
    makeOrder();
    decideAgain = make(tr("Send again"), "retry");
    decideDone = make(tr("Mark as done"), "done");
    review = make(tr("Review the certificate…"), "lock");
    signIn = make(tr("Sign in…"), "lock");
    paste = make(tr("Paste files, pictures or links"), nullptr, {Qt::CTRL | Qt::Key_V});
    selectAll = make(tr("Select all"), nullptr, {Qt::CTRL | Qt::Key_A});
    find = make(tr("Search"), "search", {Qt::CTRL | Qt::Key_F});
    undo = make(tr("Undo the removal"), nullptr, {Qt::CTRL | Qt::Key_Z});
    details = make(tr("Details"), "info", {Qt::Key_F4, Qt::CTRL | Qt::Key_I});
    details->setCheckable(true);
    settings = make(tr("Settings…"), "settings", {Qt::CTRL | Qt::Key_Comma});
    nextPane = make(tr("Next part of the window"), nullptr, {Qt::Key_F6});
    about = make(tr("About Ferry"), nullptr);
    quit = make(tr("Quit"), nullptr, {Qt::CTRL | Qt::Key_Q});
    static constexpr Qt::Key digits[] = {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_6};
    for (size_t i = 0; i < filters.size(); ++i)
        filters[i] = make(filterName(TransferFilter(int(i))), nullptr, {Qt::CTRL | digits[i]});
}

void WindowActions::makeOrder()
{
    pauseOrResume = make(tr("Pause"), "pause", {Qt::Key_Space});
    pause = make(tr("Pause"), "pause");
    resume = make(tr("Resume"), "resume");
    startNow = make(tr("Start now"), "resume");
    pauseAll = make(tr("Pause all"), "pause");
    resumeAll = make(tr("Resume all"), "resume");
    replaceAddress = make(tr("Replace the address…"), "link");
    compare = make(tr("Compare a checksum…"), nullptr); // a check mark would say that it is switched on
    auto *group = new QActionGroup(this);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional); // several items may differ
    const std::pair<Priority, QString> levels[] = {
        {Priority::High, tr("High")}, {Priority::Normal, tr("Normal")}, {Priority::Low, tr("Low")}};
    for (size_t i = 0; i < priorities.size(); ++i) {
        priorities[i] = make(levels[i].second, nullptr);
        priorities[i]->setData(int(levels[i].first));
        priorities[i]->setCheckable(true);
        group->addAction(priorities[i]);
    }
    const std::tuple<QueueMove, QString, Qt::Key> places[] = {{QueueMove::Up, tr("Up"), Qt::Key_Up},
                                                              {QueueMove::Down, tr("Down"), Qt::Key_Down},
                                                              {QueueMove::Top, tr("To the top"), Qt::Key_Home},
                                                              {QueueMove::Bottom, tr("To the bottom"), Qt::Key_End}};
    for (size_t i = 0; i < moves.size(); ++i) {
        const auto &[where, text, key] = places[i];
        moves[i] = make(text, nullptr, {Qt::ALT | key});
        moves[i]->setData(int(where));
    }
    // A key that is held would go on with the next row each time, where the one before has left the list.
    for (QAction *action : {save, retry, remove, pauseOrResume})
        action->setAutoRepeat(false);
    for (QAction *action : ofTheList())
        action->setShortcutContext(Qt::WidgetShortcut);
}

QList<QAction *> WindowActions::ofTheList() const
{
    QList<QAction *> list(moves.begin(), moves.end());
    list.prepend(pauseOrResume);
    return list;
}

QAction *WindowActions::make(const QString &text, const char *iconName, const QList<QKeySequence> &keys,
                             const QString &why)
{
    auto *action = new QAction(text, this);
    if (iconName)
        action->setIcon(icon(QString::fromLatin1(iconName)));
    action->setShortcuts(keys);
    action->setWhatsThis(why.isEmpty() ? text : why);
    setTip(action, action->whatsThis());
    m_window->addAction(action);
    return action;
}

void WindowActions::setTip(QAction *action, const QString &what, const QString &whyNot)
{
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    QStringList lines = {key.isEmpty() ? what : tr("%1 (%2)", "what, shortcut").arg(what, key)};
    if (!action->isEnabled() && !whyNot.isEmpty())
        lines << whyNot;
    action->setToolTip(lines.join(u'\n'));
}

} // namespace ferry::ui
