#pragma once

#include "core/types/CertificateException.h"
#include "ui/settings/SettingsPage.h"
#include "ui/settings/UndoLine.h"

#include <optional>

class QListWidget;
class QPushButton;
class QToolButton;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class BoxFrame;
class ToneLabel;

/// The certificates that are trusted in spite of their faults, with host, port, fingerprint and since when. Removing
/// one takes effect at once and can be undone until the next one. GUI thread.
class TrustPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit TrustPage(Settings &settings, QWidget *parent = nullptr);

    QListWidget *list() const { return m_list; }
    ToneLabel *emptyText() const { return m_empty; }
    QPushButton *removeButton() const { return m_remove; }
    QPushButton *undoButton() const { return m_undo->button(); }
    QToolButton *copyButton() const { return m_copy; }
    void removeCurrent();
    void undo();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void read();
    void enableButtons();
    void addItem(const CertificateException &exception);

    struct Removed
    {
        CertificateException exception;
        bool kept = false;
    };

    Settings &m_settings;
    QList<CertificateException> m_shown;
    std::optional<Removed> m_removed;
    ToneLabel *m_empty = nullptr;
    QListWidget *m_list = nullptr;
    BoxFrame *m_box = nullptr;
    QPushButton *m_remove = nullptr;
    QToolButton *m_copy = nullptr;
    UndoLine *m_undo = nullptr;
};

} // namespace ferry::ui
