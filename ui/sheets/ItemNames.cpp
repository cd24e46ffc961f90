#include "ui/sheets/ItemNames.h"

#include "ui/look/Icons.h"
#include "ui/parts/NameList.h"
#include "ui/queue/RowText.h"

#include <QCoreApplication>

namespace ferry::ui {

namespace {

/// Gives the texts their translation context.
class ItemNames
{
    Q_DECLARE_TR_FUNCTIONS(ItemNames)
};

} // namespace

NameList *makeItemNames(const QList<TransferSnapshot> &items, QString (*detail)(const TransferSnapshot &),
                        QWidget *parent)
{
    QList<NameList::Item> rows;
    for (const TransferSnapshot &s : items.mid(0, mostItemsNamed))
        rows.append({fileIconName(s.name), shownName(s), detail(s), false});
    if (items.size() > mostItemsNamed)
        rows.append({{}, ItemNames::tr("and %n more", nullptr, int(items.size()) - mostItemsNamed), {}, true});
    auto *list = new NameList(NameList::Look::Plain, parent);
    list->setItems(rows);
    return list;
}

} // namespace ferry::ui
