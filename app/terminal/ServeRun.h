#pragma once

#include "app/terminal/Output.h"
#include "app/terminal/TerminalCommand.h"
#include "core/devserver/DevServer.h"

namespace ferry {

/// `ferry serve`: the developer server with its log on standard output. Main thread; the server ends with it.
class ServeRun : public QObject
{
    Q_OBJECT

public:
    explicit ServeRun(const ServeCommand &command);

    /// Says where it listens, or why it cannot.
    bool start();

private:
    void logRequest(const devserver::RequestRecord &record);

    ServeCommand m_command;
    Output m_results{Output::Results};
    devserver::DevServer m_server;
};

} // namespace ferry
