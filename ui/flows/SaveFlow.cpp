#include "ui/flows/SaveFlow.h"

#include "core/engine/DownloadFolder.h"
#include "core/engine/TransferEngine.h"
#include "core/models/TransferModel.h"
#include "core/store/Settings.h"
#include "core/types/ErrorText.h"
#include "ui/look/FerryStyle.h"
#include "ui/parts/Background.h"
#include "ui/parts/ForeignText.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>

namespace ferry::ui {

SaveFlow::SaveFlow(TransferEngine &engine, const TransferModel &model, Settings &settings, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_model(model)
    , m_settings(settings)
    , m_window(window)
{
}

void SaveFlow::save(const QList<TransferId> &ids)
{
    QList<Named> items;
    for (const TransferId id : ids) {
        if (const TransferSnapshot *s = m_model.find(id))
            items.append({id, s->name});
    }
    const bool looks = m_settings.whenTaken() != WhenTaken::KeepBoth;
    runInBackground(
        this,
        [folder = m_settings.saveDirectory(), items, looks] {
            const std::optional<TransferError> error = makeDownloadFolder(folder);
            return Looked{error, error || !looks ? QList<Named>() : takenIn(folder, items)};
        },
        [this, ids](const Looked &looked) {
            if (looked.error)
                emit message(errorText(*looked.error));
            else
                sort(ids, looked.taken);
        });
}

QList<SaveFlow::Named> SaveFlow::takenIn(const QString &folder, const QList<Named> &items)
{
    QList<Named> taken;
    QSet<QString> names;
    for (const Named &item : items) {
        const QFileInfo there(QDir(folder).filePath(item.name));
        if (there.exists() || there.isSymLink() || names.contains(item.name))
            taken.append(item);
        names.insert(item.name);
    }
    return taken;
}

/// Under the next free name, should one have been taken meanwhile.
void SaveFlow::place(const QList<TransferId> &ids)
{
    for (const TransferId id : ids)
        m_engine.save(id, SaveTarget{m_settings.saveDirectory(), {}, NameTaken::KeepBoth});
}

void SaveFlow::sort(const QList<TransferId> &ids, const QList<Named> &taken)
{
    QList<TransferId> free = ids;
    for (const Named &one : taken)
        free.removeOne(one.id);
    place(free);
    if (taken.isEmpty())
        return;
    if (m_settings.whenTaken() == WhenTaken::Skip)
        skip(taken);
    else
        ask(taken);
}

void SaveFlow::ask(const QList<Named> &taken)
{
    auto *box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Save"));
    box->setText(taken.size() == 1 ? tr("“%1” is already there.").arg(harmless(taken.first().name))
                                   : tr("%n files of these names are already there.", nullptr, int(taken.size())));
    box->setInformativeText(tr("What is skipped stays ready to save."));
    auto *keep = box->addButton(tr("Keep both"), QMessageBox::AcceptRole);
    box->addButton(tr("Skip"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    setButtonKind(keep, ButtonKind::Primary);
    QList<TransferId> ids;
    for (const Named &one : taken)
        ids.append(one.id);
    connect(keep, &QPushButton::clicked, this, [this, ids] { place(ids); });
    box->open();
}

void SaveFlow::skip(const QList<Named> &taken)
{
    emit message(taken.size() == 1 ? tr("“%1” is already there. What came stays ready to save.").arg(taken.first().name)
                                   : tr("%n files of these names are already there. What came stays ready to save.",
                                        nullptr, int(taken.size())));
}

} // namespace ferry::ui
