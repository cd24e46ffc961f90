#include "ui/sheets/PauseDialog.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/NameList.h"
#include "ui/parts/Numbers.h"
#include "ui/queue/RowText.h"
#include "ui/queue/WaitText.h"
#include "ui/sheets/ItemNames.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ferry::ui {

namespace {

QString movedSize(const TransferSnapshot &s)
{
    return sizeText(s.bytesDone);
}

QString pauseQuestion(const QList<TransferSnapshot> &items)
{
    return items.size() == 1
               ? PauseDialog::tr("Pause “%1”, and start it over later?").arg(shownName(items.first()))
               : PauseDialog::tr("Pause %n items, and start them over later?", nullptr, int(items.size()));
}

QString whatPauseLoses(const QList<TransferSnapshot> &items)
{
    if (items.size() > 1)
        return PauseDialog::tr("These cannot be resumed. What was moved of them so far would be lost.");
    const TransferSnapshot &s = items.first();
    const QString lost = s.kind() == TransferKind::Upload
                             ? PauseDialog::tr("The %1 sent so far would be sent once more.", "a size")
                             : PauseDialog::tr("The %1 received so far would be thrown away.", "a size");
    return PauseDialog::tr("%1 %2", "two sentences").arg(notResumableText(s), lost.arg(movedSize(s)));
}

} // namespace

PauseDialog::PauseDialog(const QList<TransferSnapshot> &losing, const QList<TransferId> &others, QWidget *parent)
    : Notice(parent)
{
    setWindowTitle(tr("Pause"));
    setHead(QStringLiteral("problem"), Tone::Warn, pauseQuestion(losing), whatPauseLoses(losing));
    if (losing.size() > 1) {
        bodyLayout()->addSpacing(metrics::space8);
        NameList *list = makeItemNames(losing, movedSize, this);
        list->setAccessibleName(tr("Start over after a pause"));
        bodyLayout()->addWidget(list);
    }
    bodyLayout()->addStretch(1);
    QList<TransferId> ids;
    for (const TransferSnapshot &s : losing)
        ids.append(s.id);
    addButtons(ids, others);
    setMinimumWidth(scaled(420));
    fitHeight(scaled(520), scaled(180));
}

void PauseDialog::addButtons(const QList<TransferId> &losing, const QList<TransferId> &others)
{
    const int n = int(others.size());
    m_pause = makeButton(n > 0 ? tr("Pause all anyway") : tr("Pause anyway"), ButtonKind::Destructive, this);
    m_stay = makeButton(tr("Do not pause"), n > 0 ? ButtonKind::Plain : ButtonKind::Primary, this);
    footerLayout()->addWidget(m_pause);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(m_stay);
    connect(m_stay, &QPushButton::clicked, this, &QDialog::reject);
    confirmBy(m_pause, losing + others);
    if (n > 0) {
        m_others = makeButton(n == 1 ? tr("Pause the other one") : tr("Pause the other %n", nullptr, n),
                              ButtonKind::Primary, this);
        footerLayout()->addWidget(m_others);
        confirmBy(m_others, others);
    }
    (m_others ? m_others : m_stay)->setDefault(true);
}

void PauseDialog::confirmBy(QPushButton *button, const QList<TransferId> &ids)
{
    connect(button, &QPushButton::clicked, this, [this, ids] {
        accept();
        emit confirmed(ids);
    });
}

} // namespace ferry::ui
