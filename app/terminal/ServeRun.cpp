#include "app/terminal/ServeRun.h"

#include "app/terminal/JsonReporter.h"
#include "app/terminal/TerminalText.h"

#include <QDateTime>
#include <QDir>

namespace ferry {

namespace {

QString absolute(const QString &directory)
{
    return directory.isEmpty() ? QString() : QDir(directory).absolutePath();
}

devserver::Options optionsOf(const ServeCommand &command)
{
    devserver::Options options;
    options.port = command.port;
    options.directory = absolute(command.root);
    options.certificateFile = command.tlsCertificate;
    options.keyFile = command.tlsKey;
    return options;
}

} // namespace

ServeRun::ServeRun(const ServeCommand &command)
    : m_command(command)
    , m_server(optionsOf(command))
{
    connect(&m_server, &devserver::DevServer::requestFinished, this, &ServeRun::logRequest);
}

bool ServeRun::start()
{
    Output messages(Output::Messages);
    if (!m_server.start()) {
        messages.say(TerminalText::tr("ferry: The developer server cannot start. %1").arg(m_server.errorString()));
        return false;
    }
    const QString url = m_server.url().toString();
    if (m_command.json)
        m_results.write(JsonReporter::line("listening", {{QStringLiteral("url"), url}}));
    else
        m_results.write(url.toUtf8() + '\n');
    if (m_results.failed()) { // nobody would know where it is
        messages.say(TerminalText::tr("ferry: Standard output cannot be written to any more."));
        return false;
    }
    if (!m_command.json && !m_command.quiet)
        messages.say(TerminalText::tr("Files are kept in %1. Ctrl-C ends the server.").arg(m_server.directory()));
    return true;
}

void ServeRun::logRequest(const devserver::RequestRecord &record)
{
    const QString method = QString::fromLatin1(record.method);
    if (m_command.json) {
        m_results.write(JsonReporter::line("request", {{QStringLiteral("method"), method},
                                                       {QStringLiteral("path"), record.path},
                                                       {QStringLiteral("status"), record.status},
                                                       {QStringLiteral("bytesIn"), record.bytesIn},
                                                       {QStringLiteral("bytesOut"), record.bytesOut},
                                                       {QStringLiteral("milliseconds"), record.milliseconds}}));
    } else if (!m_command.quiet) {
        const QString line = TerminalText::tr("%1  %2 %3  %4  in %5, out %6, %7 ms")
                                 .arg(QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss")), method,
                                      record.path, QString::number(record.status), TerminalText::bytes(record.bytesIn),
                                      TerminalText::bytes(record.bytesOut), QString::number(record.milliseconds));
        m_results.say(line);
    }
}

} // namespace ferry
