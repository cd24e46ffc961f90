#include "ui/settings/SettingsDialog.h"

#include "core/store/Settings.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/Surface.h"
#include "ui/parts/Tone.h"
#include "ui/parts/WindowSize.h"
#include "ui/settings/DestinationsPage.h"
#include "ui/settings/DevServerPage.h"
#include "ui/settings/GeneralPage.h"
#include "ui/settings/NetworkPage.h"
#include "ui/settings/PageListDelegate.h"
#include "ui/settings/TransfersPage.h"
#include "ui/settings/TrustPage.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QStackedWidget>

namespace ferry::ui {

namespace {

/// Shows where the focus is from the first key on.
class PageList final : public QListWidget
{
public:
    using QListWidget::QListWidget;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        window()->setAttribute(Qt::WA_KeyboardFocusChange);
        viewport()->update();
        QListWidget::keyPressEvent(event);
    }
};

} // namespace

SettingsDialog::SettingsDialog(Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
{
    setWindowModality(Qt::WindowModal);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    build();
    setWindowSizes(*this, {scaled(760), scaled(544)}, {scaled(560), 320});
    showPage(Page::General);
    m_list->setFocus(Qt::OtherFocusReason);
}

void SettingsDialog::build()
{
    const int row = m_list ? m_list->currentRow() : 0;
    if (m_content) {
        // At once, or it would share the room with the new one until it is deleted.
        layout()->removeWidget(m_content);
        m_content->hide();
        m_content->deleteLater();
    }
    setWindowTitle(tr("Settings"));
    m_content = new QWidget(this);
    auto *columns = new QHBoxLayout(m_content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    m_list = new PageList(m_content);
    m_list->setFixedWidth(scaled(160));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new PageListDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setAutoFillBackground(false);
    m_list->setMouseTracking(true);
    m_pages = new QStackedWidget;
    auto *side = new QVBoxLayout;
    side->setContentsMargins(metrics::space8, metrics::space12, metrics::space8, metrics::space8);
    side->addWidget(m_list);
    columns->addLayout(side);
    columns->addWidget(new Surface(m_pages, m_content), 1);
    layout()->addWidget(m_content);

    m_general = new GeneralPage(m_settings);
    m_transfers = new TransfersPage(m_settings);
    m_network = new NetworkPage(m_settings);
    m_destinations = new DestinationsPage(m_settings);
    m_trust = new TrustPage(m_settings);
    m_devServer = new DevServerPage;
    addPage(QStringLiteral("settings"), tr("General"), m_general);
    addPage(QStringLiteral("active"), tr("Transfers"), m_transfers);
    addPage(QStringLiteral("globe"), tr("Network"), m_network);
    addPage(QStringLiteral("upload"), tr("Destinations"), m_destinations);
    addPage(QStringLiteral("lock"), tr("Trust"), m_trust);
    addPage(QStringLiteral("server"), tr("Developer server"), m_devServer);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_devServer, &DevServerPage::wanted, this, &SettingsDialog::devServerWanted);
    connect(m_devServer, &DevServerPage::openFolderRequested, this, &SettingsDialog::openFolderRequested);
    m_devServer->setStatus(m_status);
    m_list->setCurrentRow(row);
}

void SettingsDialog::addPage(const QString &iconName, const QString &title, QWidget *page)
{
    auto *item = new QListWidgetItem(title, m_list);
    item->setData(PageListDelegate::IconRole, iconName);
    m_pages->addWidget(page);
}

void SettingsDialog::showPage(Page page)
{
    m_list->setCurrentRow(int(page));
}

SettingsDialog::Page SettingsDialog::page() const
{
    return Page(m_list->currentRow());
}

void SettingsDialog::setDevServer(const DevServerStatus &status)
{
    m_status = status;
    m_devServer->setStatus(status);
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace ferry::ui
