#pragma once

#include "core/devserver/DevServer.h"
#include "ui/settings/SettingsDialog.h"

#include <QObject>
#include <memory>

namespace ferry {

/// Switches the built-in developer server on and off and says what the window needs to know of it. GUI thread; the
/// server has a thread of its own.
class DevServerControl : public QObject
{
    Q_OBJECT

public:
    explicit DevServerControl(QObject *parent = nullptr);
    ~DevServerControl() override;

    void setRunning(bool on);
    const ui::DevServerStatus &status() const { return m_status; }

signals:
    void statusChanged();

private:
    std::unique_ptr<devserver::DevServer> m_server;
    ui::DevServerStatus m_status;
};

} // namespace ferry
