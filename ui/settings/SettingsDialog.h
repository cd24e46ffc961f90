#pragma once

#include <QDialog>
#include <QUrl>

class QListWidget;
class QStackedWidget;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class DestinationsPage;
class DevServerPage;
class GeneralPage;
class NetworkPage;
class TransfersPage;
class TrustPage;

/// What the settings need to know of the built-in developer server.
struct DevServerStatus
{
    bool running = false;
    QUrl url;
    QString directory;
    QString error;     ///< why it does not run; empty if it was not wanted
    int takenPort = 0; ///< its usual one, which another program has now; 0: it has it

    friend bool operator==(const DevServerStatus &, const DevServerStatus &) = default;
};

/// The settings, in pages with a list at the left. Every change takes effect at once; there is no OK. GUI thread.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Page { General, Transfers, Network, Destinations, Trust, DeveloperServer };
    Q_ENUM(Page)

    explicit SettingsDialog(Settings &settings, QWidget *parent = nullptr);

    void showPage(Page page);
    Page page() const;
    /// Call again whenever it starts or stops.
    void setDevServer(const DevServerStatus &status);

    QListWidget *pageList() const { return m_list; }
    GeneralPage *general() const { return m_general; }
    TransfersPage *transfers() const { return m_transfers; }
    NetworkPage *network() const { return m_network; }
    DestinationsPage *destinations() const { return m_destinations; }
    TrustPage *trust() const { return m_trust; }
    DevServerPage *devServer() const { return m_devServer; }

signals:
    /// The person wants the developer server on or off; the application answers by setDevServer().
    void devServerWanted(bool on);
    void openFolderRequested(const QString &directory);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void addPage(const QString &icon, const QString &title, QWidget *page);

    Settings &m_settings;
    DevServerStatus m_status;
    QWidget *m_content = nullptr; ///< all of it, made anew when the language changes
    QListWidget *m_list = nullptr;
    QStackedWidget *m_pages = nullptr;
    GeneralPage *m_general = nullptr;
    TransfersPage *m_transfers = nullptr;
    NetworkPage *m_network = nullptr;
    DestinationsPage *m_destinations = nullptr;
    TrustPage *m_trust = nullptr;
    DevServerPage *m_devServer = nullptr;
};

} // namespace ferry::ui
