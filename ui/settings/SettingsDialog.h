#pragma once

#include <QDialog>
#include <QUrl>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class DevServerPage;

/// What the settings need to know of the built-in developer server.
struct DevServerStatus
{
    bool running = false;
    QUrl url;
    QString directory;
    QString error; ///< why it does not run; empty if it was not wanted

    friend bool operator==(const DevServerStatus &, const DevServerStatus &) = default;
};

/// The settings, in pages with a list at the left. Every change takes effect at once; there is no OK. GUI thread.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Page { General, Transfers, Destinations, DeveloperServer };
    Q_ENUM(Page)

    explicit SettingsDialog(Settings &settings, QWidget *parent = nullptr);

    void showPage(Page page);
    Page page() const;
    /// Call again whenever it starts or stops.
    void setDevServer(const DevServerStatus &status);

signals:
    /// The person wants the developer server on or off; the application answers by setDevServer().
    void devServerWanted(bool on);
    void openFolderRequested(const QString &directory);

private:
    void addPage(const QString &icon, const QString &title, QWidget *page);

    QListWidget *m_list = nullptr;
    QStackedWidget *m_pages = nullptr;
    DevServerPage *m_devServer = nullptr;
};

} // namespace ferry::ui
