#include "ui/settings/DestinationsPage.h"

#include "core/store/Settings.h"
#include "core/types/HostAndPort.h"
#include "core/types/Secrets.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Tone.h"
#include "ui/settings/DestinationEditor.h"
#include "ui/settings/PageListDelegate.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

DestinationsPage::DestinationsPage(Settings &settings, QWidget *parent)
    : SettingsPage(tr("Destinations"), parent)
    , m_settings(settings)
{
    auto *hint = new ToneLabel(tr("Servers with a name, to drop files on. Secrets are not kept with them."),
                               Tone::Secondary, 12);
    hint->setWordWrap(true);
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Destinations"));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new PageListDelegate(m_list));
    m_list->setMinimumHeight(scaled(200));
    m_list->installEventFilter(this);
    m_nothing = new ToneLabel(tr("No destination yet. A destination is a server that you upload to again and again: it "
                                 "stands in the sidebar, and files can be dropped on it. Choose Add… to name one, or "
                                 "keep one from the menu beside the address of an upload."),
                              Tone::Secondary, 13, QFont::Normal, m_list->viewport());
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMargin(metrics::space24);
    m_nothing->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *room = new QVBoxLayout(m_list->viewport());
    room->setContentsMargins(0, 0, 0, 0);
    room->addWidget(m_nothing);
    rows()->addWidget(hint);
    rows()->addWidget(new BoxFrame(m_list, BoxFrame::Kind::Input));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::space8);
    m_add = makeButton(tr("Add…"), ButtonKind::Plain, this, QStringLiteral("plus"));
    m_edit = makeButton(tr("Change…"), ButtonKind::Plain, this);
    m_remove = makeButton(tr("Remove"), ButtonKind::Plain, this);
    m_up = makeIconButton(QStringLiteral("up"), tr("Move up (Alt+Up)"), this);
    m_down = makeIconButton(QStringLiteral("down"), tr("Move down (Alt+Down)"), this);
    buttons->addWidget(m_add);
    buttons->addWidget(m_edit);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(m_up);
    buttons->addWidget(m_down);
    rows()->addLayout(buttons);
    m_undo = new UndoLine;
    rows()->addWidget(m_undo);

    connect(m_add, &QPushButton::clicked, this, [this] { edit(-1, {}); });
    connect(m_edit, &QPushButton::clicked, this, &DestinationsPage::editCurrent);
    connect(m_remove, &QPushButton::clicked, this, &DestinationsPage::removeCurrent);
    connect(m_undo, &UndoLine::undone, this, &DestinationsPage::undo);
    connect(m_up, &QToolButton::clicked, this, [this] { moveCurrent(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveCurrent(1); });
    connect(m_list, &QListWidget::itemDoubleClicked, this, &DestinationsPage::editCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, &DestinationsPage::enableButtons);
    connect(&settings, &Settings::destinationsChanged, this, &DestinationsPage::read);
    m_undoKey = new QShortcut(QKeySequence::Undo, this, this, &DestinationsPage::undo);
    m_undoKey->setContext(Qt::WidgetWithChildrenShortcut);
    read();
}

void DestinationsPage::read()
{
    const int row = m_list->currentRow();
    m_list->clear();
    for (const Destination &destination : m_settings.destinations()) {
        auto *item = new QListWidgetItem(
            tr("%1 · %2", "name, host").arg(destination.name, hostAndPort(destination.url)), m_list);
        item->setToolTip(harmless(shownAddress(destination.url)));
        item->setData(PageListDelegate::IconRole, QStringLiteral("server"));
    }
    m_list->setCurrentRow(qMin(qMax(row, 0), m_list->count() - 1));
    m_nothing->setVisible(m_list->count() == 0);
    m_list->setAccessibleDescription(m_list->count() == 0 ? m_nothing->text() : QString());
    enableButtons();
}

void DestinationsPage::enableButtons()
{
    const int row = m_list->currentRow();
    m_edit->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row < m_list->count() - 1);
    m_undoKey->setEnabled(m_removed.has_value()); // else the key stays free for a field
}

void DestinationsPage::editCurrent()
{
    const int row = m_list->currentRow();
    if (row >= 0)
        edit(row, m_settings.destinations().at(row));
}

void DestinationsPage::edit(int row, const Destination &destination)
{
    auto *editor = new DestinationEditor(destination, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    QStringList names;
    for (const Destination &other : m_settings.destinations())
        names.append(other.name);
    if (row >= 0)
        names.removeAt(row); // its own
    editor->setTakenNames(names);
    connect(editor, &DestinationEditor::made, this, [this, row](const Destination &made) {
        QList<Destination> all = m_settings.destinations();
        const int place = row >= 0 && row < all.size() ? row : int(all.size());
        if (place < all.size())
            all[place] = made;
        else
            all.append(made);
        m_settings.setDestinations(all);
        read();
        m_list->setCurrentRow(place);
    });
    editor->open();
}

void DestinationsPage::removeCurrent()
{
    const int row = m_list->currentRow();
    QList<Destination> all = m_settings.destinations();
    if (row < 0 || row >= all.size())
        return;
    m_removed = Removed{row, all.takeAt(row)};
    m_undo->say(tr("“%1” was removed.").arg(m_removed->destination.name));
    m_settings.setDestinations(all);
    read();
    if (all.isEmpty())
        undoButton()->setFocus(Qt::TabFocusReason);
}

void DestinationsPage::undo()
{
    const std::optional<Removed> back = std::exchange(m_removed, std::nullopt);
    m_undo->clear();
    enableButtons();
    if (!back)
        return;
    QList<Destination> all = m_settings.destinations();
    const int row = qMin(back->row, int(all.size()));
    all.insert(row, back->destination);
    m_settings.setDestinations(all);
    read();
    m_list->setCurrentRow(row);
    m_list->setFocus(Qt::TabFocusReason);
}

void DestinationsPage::moveCurrent(int by)
{
    const int row = m_list->currentRow();
    QList<Destination> all = m_settings.destinations();
    if (row < 0 || row + by < 0 || row + by >= all.size())
        return;
    all.move(row, row + by);
    m_settings.setDestinations(all);
    read();
    m_list->setCurrentRow(row + by);
}

bool DestinationsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return SettingsPage::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool alt = key->modifiers() & Qt::AltModifier;
    if (key->key() == Qt::Key_Delete &&
        !key->isAutoRepeat()) // each would remove one more, and only the last comes back
        removeCurrent();
    else if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
        editCurrent();
    else if (alt && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
        moveCurrent(key->key() == Qt::Key_Up ? -1 : 1);
    else
        return false;
    return true;
}

} // namespace ferry::ui
