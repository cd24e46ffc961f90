#include "app/terminal/CommonOptionParser.h"

#include "app/terminal/TerminalText.h"

namespace ferry {

int numberInRange(const OptionReader::Item &item, int lowest, int highest, QString &error)
{
    bool ok = false;
    const int number = item.value.toInt(&ok);
    if (!ok || number < lowest || number > highest) {
        error = TerminalText::tr("%1 takes a whole number from %2 to %3, not “%4”.")
                    .arg(item.spelling)
                    .arg(lowest)
                    .arg(highest)
                    .arg(item.value);
    }
    return number;
}

qint64 bytesOfRate(const QString &text)
{
    qint64 unit = 1;
    QString number = text;
    if (number.endsWith(u'b', Qt::CaseInsensitive))
        number.chop(1);
    switch (number.isEmpty() ? 0 : number.back().toLower().unicode()) {
    case 'k':
        unit = 1024;
        break;
    case 'm':
        unit = 1024 * 1024;
        break;
    case 'g':
        unit = 1024 * 1024 * 1024;
        break;
    }
    if (unit > 1)
        number.chop(1);
    bool ok = false;
    const double count = number.toDouble(&ok) * double(unit);
    // 9e18 is the largest round number of bytes that a qint64 holds; comparisons with NaN are false.
    return ok && count >= 1 && count < 9e18 ? qint64(count) : -1;
}

bool CommonOptionParser::take(const OptionReader::Item &item, QString &error)
{
    bool known = true;
    error = takeTransport(item, known);
    if (!known) {
        known = true;
        error = takePatience(item, known);
    }
    return known;
}

QString CommonOptionParser::takeTransport(const OptionReader::Item &item, bool &known)
{
    TransferOptions &transfer = m_options.transfer;
    switch (*item.option) {
    case Option::Header:
        return takeHeader(item.value);
    case Option::User:
        return takeUser(item.value);
    case Option::Bearer:
        m_options.replacedSecrets << transfer.bearerToken;
        transfer.bearerToken = item.value;
        return item.value.isEmpty() ? TerminalText::tr("%1 needs a token.").arg(item.spelling) : QString();
    case Option::Proxy:
        return takeProxy(item.value);
    case Option::CaCert:
        transfer.caCertFile = item.value;
        return item.value.isEmpty() ? TerminalText::tr("%1 needs a file.").arg(item.spelling) : QString();
    case Option::Insecure:
        transfer.insecure = true;
        return {};
    case Option::Http2:
        m_options.http2 = true;
        return {};
    case Option::AppId:
        m_appId = item.value;
        return item.value.isEmpty() ? TerminalText::tr("%1 needs an appid.").arg(item.spelling) : QString();
    case Option::AppVersion:
        m_appVersion = item.value;
        return item.value.isEmpty() ? TerminalText::tr("%1 needs a version.").arg(item.spelling) : QString();
    default:
        known = false;
        return {};
    }
}

QString CommonOptionParser::takePatience(const OptionReader::Item &item, bool &known)
{
    QString error;
    switch (*item.option) {
    case Option::Timeout:
        return takeSeconds(item, 60, m_options.transfer.timeout);
    case Option::AnswerTimeout:
        return takeSeconds(item, 3600, m_options.transfer.answerTimeout.emplace());
    case Option::Parallel:
        m_options.parallel = numberInRange(item, 1, 10, error);
        return error;
    case Option::MaxRedirects:
        m_options.transfer.maxRedirects = numberInRange(item, 0, 50, error);
        return error;
    case Option::Retry:
        m_options.transfer.retries = numberInRange(item, 0, 100, error);
        return error;
    case Option::LimitRate:
        m_options.limitRate = bytesOfRate(item.value);
        return m_options.limitRate > 0
                   ? QString()
                   : TerminalText::tr("%1 takes bytes a second, for example 500k, 2M or 1G, not “%2”.")
                         .arg(item.spelling, item.value);
    case Option::Json:
        m_options.json = true;
        return {};
    case Option::Quiet:
        m_options.quiet = true;
        return {};
    case Option::ProfileDirectory:
        m_options.profileDirectory = item.value;
        return item.value.isEmpty() ? TerminalText::tr("%1 needs a directory.").arg(item.spelling) : QString();
    default:
        known = false;
        return {};
    }
}

QString CommonOptionParser::takeHeader(const QString &text)
{
    qsizetype end = text.indexOf(u':');
    const bool empty = end < 0 && text.endsWith(u';'); // curl's way to send a header without a value
    if (empty)
        end = text.size() - 1;
    if (end < 0) {
        return TerminalText::tr("“%1” is not a header. Write it as “Name: value”, or “Name;” for one without a value.")
            .arg(TerminalText::nameAlone(text));
    }
    // Only the spaces that HTTP drops; a line end in a value must be seen, and refused, later.
    QStringView value = QStringView(text).mid(end + 1);
    while (!value.isEmpty() && (value.front() == u' ' || value.front() == u'\t'))
        value = value.mid(1);
    while (!value.isEmpty() && (value.back() == u' ' || value.back() == u'\t'))
        value.chop(1);
    const QByteArray name = text.left(end).toUtf8();
    if (value.isEmpty() && !empty)
        m_options.removedHeaders.append(name);
    else
        m_options.headers.append(name, value.toUtf8());
    return {};
}

QString CommonOptionParser::takeUser(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    m_options.replacedSecrets << m_options.transfer.password;
    m_options.transfer.user = text.left(colon);
    m_options.transfer.password = colon < 0 ? QString() : text.mid(colon + 1);
    m_options.askPassword = colon < 0;
    return m_options.transfer.hasCredentials() ? QString() : TerminalText::tr("-u takes “user:password”.");
}

QString CommonOptionParser::takeProxy(const QString &text)
{
    if (text.isEmpty()) {
        m_options.transfer.proxy = {ProxyChoice::None, {}};
        return {};
    }
    const QUrl url(text.contains(QLatin1String("://")) ? text : QStringLiteral("http://") + text, QUrl::StrictMode);
    const QStringList schemes = {QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("socks5"),
                                 QStringLiteral("socks5h")};
    if (!url.isValid() || url.host().isEmpty() || !schemes.contains(url.scheme())) {
        // The text may hold a password, so it is not repeated.
        return TerminalText::tr(
            "-x takes the address of a proxy: http://, https://, socks5:// or socks5h://HOST:PORT.");
    }
    m_options.replacedSecrets << m_options.transfer.proxy.url.password(QUrl::FullyEncoded);
    m_options.transfer.proxy = {ProxyChoice::Explicit, url};
    return {};
}

QString CommonOptionParser::takeSeconds(const OptionReader::Item &item, int highest, std::chrono::milliseconds &result)
{
    bool ok = false;
    const double seconds = item.value.toDouble(&ok);
    if (!ok || !(seconds >= 1 && seconds <= highest)) {
        return TerminalText::tr("%1 takes seconds from 1 to %2, not “%3”.")
            .arg(item.spelling)
            .arg(highest)
            .arg(item.value);
    }
    result = std::chrono::milliseconds(qint64(seconds * 1000));
    return {};
}

QString CommonOptionParser::finish()
{
    if (m_appId.isEmpty() && !m_appVersion.isEmpty())
        return TerminalText::tr("--appversion goes with --appid.");
    if (!m_appId.isEmpty())
        m_options.transfer.identity = Identity{m_appId, m_appVersion.isEmpty() ? QStringLiteral("0") : m_appVersion};
    if (m_options.transfer.hasCredentials() && !m_options.transfer.bearerToken.isEmpty())
        return TerminalText::tr("-u and --oauth2-bearer exclude each other.");
    return {};
}

} // namespace ferry
