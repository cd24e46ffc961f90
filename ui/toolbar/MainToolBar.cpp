#include "ui/toolbar/MainToolBar.h"

#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/rates/LimitsMenu.h"
#include "ui/toolbar/SearchField.h"
#include "ui/toolbar/SteadyButton.h"
#include "ui/toolbar/WindowActions.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace ferry::ui {

MainToolBar::MainToolBar(WindowActions &actions, QWidget *parent)
    : QToolBar(parent)
{
    setObjectName(QStringLiteral("toolbar"));
    setWindowTitle(tr("Toolbar"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    toggleViewAction()->setEnabled(false);
    setFixedHeight(scaled(metrics::toolbarHeight));
    m_row = new QWidget(this);
    QWidget *row = m_row;
    addWidget(row);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(metrics::space8, 0, metrics::space8, 1);
    layout->setSpacing(metrics::space4);
    m_upload = addButton(row, actions.upload);
    setButtonKind(m_upload, ButtonKind::Tonal);
    layout->addWidget(m_upload);
    m_download = addButton(row, actions.download);
    layout->addWidget(m_download);
    auto *line = new QFrame(row);
    line->setFrameShape(QFrame::VLine);
    line->setFixedWidth(1);
    line->setFixedHeight(metrics::icon);
    layout->addSpacing(metrics::space8);
    layout->addWidget(line);
    layout->addSpacing(metrics::space8);
    auto *pause = new SteadyButton({WindowActions::tr("Pause"), WindowActions::tr("Resume")}, row);
    m_forSelection = {fill(pause, actions.pauseOrResume), addButton(row, actions.cancel), addButton(row, actions.retry),
                      addButton(row, actions.save)};
    for (QToolButton *button : std::as_const(m_forSelection))
        layout->addWidget(button);
    layout->addStretch(1);
    m_atOnceLabel = new QLabel(tr("At once"), row);
    m_atOnceLabel->setForegroundRole(QPalette::PlaceholderText); // the secondary text of the theme
    m_atOnce = new QComboBox(row);
    m_atOnce->setIconSize(QSize(metrics::iconSmall, metrics::iconSmall));
    for (int i = 1; i <= 10; ++i)
        m_atOnce->addItem(QLocale().toString(i));
    m_atOnce->setAccessibleName(tr("How many run at once"));
    m_atOnce->setToolTip(tr("How many run at once"));
    m_atOnce->setMaxVisibleItems(10);
    m_atOnceLabel->setBuddy(m_atOnce);
    m_search = new SearchField(row);
    m_search->setHint(tr("Ctrl F", "short form of the shortcut"));
    m_more = makeIconButton(QStringLiteral("more"), tr("More"), row);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    fillMore(actions);
    layout->addWidget(m_atOnceLabel);
    layout->addSpacing(metrics::space4);
    layout->addWidget(m_atOnce);
    layout->addSpacing(metrics::space8);
    layout->addWidget(m_search);
    layout->addSpacing(metrics::space4);
    layout->addWidget(m_more);
    connect(m_atOnce, &QComboBox::activated, this, [this](int at) { emit parallelChosen(at + 1); });
    fitTo(scaled(metrics::wideWindow));
}

QToolButton *MainToolBar::addButton(QWidget *parent, QAction *action)
{
    return fill(new QToolButton(parent), action);
}

QToolButton *MainToolBar::fill(QToolButton *button, QAction *action)
{
    button->setDefaultAction(action);
    button->setIconSize(QSize(metrics::icon, metrics::icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    const auto name = [button, action] { button->setAccessibleName(action->text()); };
    connect(action, &QAction::changed, button, name);
    name();
    return button;
}

void MainToolBar::fillMore(WindowActions &actions)
{
    QMenu *menu = m_more->menu();
    menu->addActions({actions.paste, actions.selectAll, actions.find});
    menu->addSeparator();
    menu->addActions({actions.saveAs, actions.rename, actions.remove, actions.removeDone, actions.undo});
    menu->addSeparator();
    menu->addActions({actions.pauseAll, actions.resumeAll});
    m_limits = new LimitsMenu(menu);
    menu->addMenu(m_limits);
    menu->addSeparator();
    menu->addActions({actions.details, actions.nextPane});
    menu->addSeparator();
    menu->addActions({actions.settings, actions.about, actions.quit});
}

void MainToolBar::setParallel(int count)
{
    m_atOnce->setCurrentIndex(count - 1);
}

void MainToolBar::fitTo(int windowWidth)
{
    // Larger text and longer words of a language need more room than the widths of the design say.
    const int first = windowWidth < scaled(metrics::narrowWindow) ? Narrow
                      : windowWidth < scaled(metrics::wideWindow) ? Medium
                                                                  : Wide;
    for (int step = first; step <= ShortSearch; ++step) {
        giveWay(Step(step));
        if (m_row->layout()->minimumSize().width() <= windowWidth)
            return;
    }
}

void MainToolBar::giveWay(Step step)
{
    const bool narrow = step >= Narrow;
    const auto setWords = [](QToolButton *button, bool words) {
        button->setToolButtonStyle(words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    };
    for (QToolButton *button : m_forSelection)
        setWords(button, !narrow);
    setWords(m_download, step < NoDownloadWord);
    setWords(m_upload, step < NoUploadWord);
    m_atOnceLabel->setVisible(!narrow);
    const bool pictured = narrow && step < NoCountIcon;
    for (int i = 0; i < m_atOnce->count(); ++i)
        m_atOnce->setItemIcon(i, pictured ? icon(QStringLiteral("active")) : QIcon());
    m_atOnce->setFixedWidth(scaled(pictured ? 84 : 64));
    static constexpr int searchWidths[] = {220, 168, 132};
    const int search = scaled(searchWidths[qMin<int>(step, Narrow)]);
    m_search->setFixedWidth(step < ShortSearch ? search : qMax(96, scaled(48)));
}

} // namespace ferry::ui
