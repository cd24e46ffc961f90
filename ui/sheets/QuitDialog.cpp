#include "ui/sheets/QuitDialog.h"

#include "core/engine/RequestCheck.h"
#include "ui/look/Theme.h"
#include "ui/parts/NameList.h"
#include "ui/parts/Numbers.h"
#include "ui/queue/WaitText.h"
#include "ui/sheets/ItemNames.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <map>

namespace ferry::ui {

namespace {

QString wholeSize(const TransferSnapshot &snapshot)
{
    return sizeText(qMax(snapshot.bytesTotal, snapshot.bytesDone));
}

QString doing(const TransferSnapshot &snapshot)
{
    const int percent = snapshot.percent();
    switch (snapshot.state) {
    case TransferState::Sending:
        return percent < 0 ? QuitDialog::tr("Sending") : QuitDialog::tr("Sending, %1 %").arg(percent);
    case TransferState::Receiving:
        return percent < 0 ? QuitDialog::tr("Receiving") : QuitDialog::tr("Receiving, %1 %").arg(percent);
    case TransferState::Awaiting:
        return QuitDialog::tr("Waiting for the answer");
    case TransferState::Connecting:
        return QuitDialog::tr("Connecting");
    case TransferState::Verifying:
        return QuitDialog::tr("Checking");
    case TransferState::Saving:
        return QuitDialog::tr("Saving");
    case TransferState::Paused:
        return QuitDialog::tr("Paused");
    default:
        return QuitDialog::tr("Waiting");
    }
}

enum class NextStart { GoesOn, StartsOver, Held, StaysUnknown };

/// What becomes of a running item when the program ends in the middle of it, and starts again with the same queue.
NextStart nextStart(const TransferSnapshot &s)
{
    const bool upload = s.kind() == TransferKind::Upload;
    if (s.state == TransferState::Saving)
        return NextStart::GoesOn;
    // All of it has left: the server may have taken it, whether its answer comes or not.
    if (upload && (s.state == TransferState::Awaiting || s.state == TransferState::Receiving))
        return NextStart::StaysUnknown;
    if (!secretsNotKept(*s.request).isEmpty())
        return NextStart::Held;
    if (!upload && (s.state == TransferState::Verifying || goesOnAfterPause(s)))
        return NextStart::GoesOn;
    return NextStart::StartsOver;
}

/// What was moved of it and would be moved once more.
qint64 bytesLost(const TransferSnapshot &s)
{
    const NextStart next = nextStart(s);
    const bool kept = s.kind() == TransferKind::Download && goesOnAfterPause(s);
    const bool moves = s.state != TransferState::Verifying; // else it was read, or is whole
    return next != NextStart::GoesOn && next != NextStart::StaysUnknown && moves && !kept ? s.bytesDone : 0;
}

} // namespace

QuitDialog::QuitDialog(const Kept &kept, QWidget *parent)
    : Notice(parent)
{
    setWindowTitle(tr("Quit Ferry"));
    std::map<NextStart, QList<TransferSnapshot>> items;
    qint64 lost = 0;
    for (const TransferSnapshot &s : kept.running) {
        items[nextStart(s)].append(s);
        lost += bytesLost(s);
    }
    const bool danger = lost > 0 || !items[NextStart::StaysUnknown].isEmpty();
    QString reason = tr("The queue and its files are kept, and there again at the next start.");
    if (lost > 0)
        reason = tr("%1 %2", "two sentences")
                     .arg(reason, tr("%1 that were moved would be lost: their items start over.", "a size")
                                      .arg(sizeText(lost)));
    if (!items[NextStart::StaysUnknown].isEmpty())
        reason = tr("%1 %2", "two sentences")
                     .arg(reason, tr("Of an upload that waits for its answer nobody would know whether it was taken."));
    setHead(danger ? QStringLiteral("problem") : QStringLiteral("info"), danger ? Tone::Warn : Tone::Accent,
            question(int(kept.unsaved.size()), int(kept.running.size())), reason);
    addList(tr("Not saved, and kept"), kept.unsaved, true);
    addList(tr("Answer would stay unknown"), items[NextStart::StaysUnknown], false);
    addList(tr("Held at the next start: their secrets are not kept"), items[NextStart::Held], false);
    addList(tr("Start over at the next start"), items[NextStart::StartsOver], false);
    addList(tr("Go on at the next start"), items[NextStart::GoesOn], false);
    bodyLayout()->addStretch(1);
    addKeepButtons(danger, !kept.unsaved.isEmpty());
    connect(this, &QDialog::rejected, this, [this] { decide(Choice::Stay); });
    setFixedWidth(scaled(520));
}

QuitDialog::QuitDialog(const QList<TransferSnapshot> &unsaved, const QList<TransferSnapshot> &stopped, QWidget *parent)
    : Notice(parent)
{
    setWindowTitle(tr("Quit Ferry"));
    const int files = int(unsaved.size());
    const QString reason = files > 0 ? tr("Temporary files are deleted when Ferry quits.")
                                     : tr("Transfers that are not finished stop when Ferry quits.");
    setHead(QStringLiteral("problem"), Tone::Warn, question(files, int(stopped.size())), reason);
    addList(tr("Would be deleted"), unsaved, true);
    addList(tr("Would be stopped"), stopped, false);
    bodyLayout()->addStretch(1);
    addButtons(files > 0);
    connect(this, &QDialog::rejected, this, [this] { decide(Choice::Stay); });
    setFixedWidth(scaled(520));
}

QString QuitDialog::question(int unsaved, int stopped)
{
    const QString files = unsaved == 1 ? tr("1 unsaved file") : tr("%n unsaved files", nullptr, unsaved);
    const QString transfers = stopped == 1 ? tr("1 running transfer") : tr("%n running transfers", nullptr, stopped);
    if (unsaved > 0 && stopped > 0)
        return tr("Quit with %1 and %2?", "a count of files, a count of transfers").arg(files, transfers);
    return tr("Quit with %1?", "a count of files or transfers").arg(unsaved > 0 ? files : transfers);
}

void QuitDialog::addList(const QString &title, const QList<TransferSnapshot> &items, bool sizes)
{
    if (items.isEmpty())
        return;
    bodyLayout()->addSpacing(metrics::space8);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::space4 + 2);
    head->addWidget(new ToneLabel(title, Tone::Text, 12, QFont::DemiBold, this));
    head->addWidget(new ToneLabel(QString::number(items.size()), Tone::Secondary, 12, QFont::Normal, this), 1);
    bodyLayout()->addLayout(head);

    NameList *list = makeItemNames(items, sizes ? &wholeSize : &doing, this);
    list->setAccessibleName(title);
    bodyLayout()->addWidget(list);
}

void QuitDialog::addButtons(bool anythingUnsaved)
{
    m_quit = makeButton(anythingUnsaved ? tr("Quit and delete") : tr("Stop and quit"), ButtonKind::Destructive, this);
    m_stay = makeButton(tr("Stay"), anythingUnsaved ? ButtonKind::Plain : ButtonKind::Primary, this);
    footerLayout()->addWidget(m_quit);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(m_stay);
    connect(m_quit, &QPushButton::clicked, this, [this] { decide(Choice::QuitAndDelete); });
    connect(m_stay, &QPushButton::clicked, this, [this] { decide(Choice::Stay); });
    if (anythingUnsaved)
        addSaveButton(ButtonKind::Primary);
    finish(m_save ? m_save : m_stay);
}

void QuitDialog::addSaveButton(ButtonKind kind)
{
    m_save = makeButton(tr("Save all and quit"), kind, this);
    footerLayout()->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, [this] { decide(Choice::SaveAllAndQuit); });
}

void QuitDialog::addKeepButtons(bool danger, bool anythingUnsaved)
{
    m_quit = makeButton(tr("Quit"), danger ? ButtonKind::Destructive : ButtonKind::Primary, this);
    m_stay = makeButton(tr("Stay"), danger ? ButtonKind::Primary : ButtonKind::Plain, this);
    if (danger)
        footerLayout()->addWidget(m_quit);
    footerLayout()->addStretch(1);
    if (anythingUnsaved)
        addSaveButton(ButtonKind::Plain);
    footerLayout()->addWidget(m_stay);
    if (!danger)
        footerLayout()->addWidget(m_quit);
    connect(m_quit, &QPushButton::clicked, this, [this] { decide(Choice::QuitAndKeep); });
    connect(m_stay, &QPushButton::clicked, this, [this] { decide(Choice::Stay); });
    finish(danger ? m_stay : m_quit);
}

void QuitDialog::finish(QPushButton *safe)
{
    safe->setDefault(true);
    safe->setFocus(Qt::TabFocusReason);
}

void QuitDialog::decide(Choice choice)
{
    m_choice = choice;
    disconnect(this, &QDialog::rejected, this, nullptr); // once is enough
    if (choice == Choice::Stay)
        reject();
    else
        accept();
    emit decided(choice);
}

} // namespace ferry::ui
