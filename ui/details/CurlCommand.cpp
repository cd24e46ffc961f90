#include "ui/details/CurlCommand.h"

#include "core/types/Secrets.h"

#include <QUrlQuery>

namespace ferry::ui {

namespace {

QString shellQuoted(const QString &text)
{
    QString inner = text;
    inner.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + inner + u'\'';
}

/// "X-Api-Key" becomes "YOUR_X_API_KEY".
QString placeholder(const QString &name)
{
    QString upper = name.toUpper();
    for (QChar &c : upper) {
        if (!c.isLetterOrNumber())
            c = u'_';
    }
    return QStringLiteral("YOUR_") + upper;
}

/// Within -F, curl takes a quoted name or path with backslashes before quotes and backslashes.
QString curlQuoted(const QString &text)
{
    QString inner = text;
    inner.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + inner + u'"';
}

void addHeaders(QStringList &parts, const HeaderList &headers)
{
    for (const auto &[rawName, rawValue] : headers) {
        const QString name = QString::fromUtf8(rawName);
        const QString value = isSecretName(name) ? placeholder(name) : QString::fromUtf8(rawValue);
        // An empty header is written with a semicolon.
        parts.append(QStringLiteral("-H ") +
                     shellQuoted(value.isEmpty() ? name + u';' : name + QStringLiteral(": ") + value));
    }
}

void addOptions(QStringList &parts, const TransferOptions &options)
{
    if (options.identity)
        parts.append(QStringLiteral("-e ") +
                     shellQuoted(QStringLiteral("https://servicewechat.com/%1/%2/page-frame.html")
                                     .arg(options.identity->appId, options.identity->version)));
    if (!options.user.isEmpty())
        parts.append(QStringLiteral("-u ") + shellQuoted(options.user + QStringLiteral(":YOUR_PASSWORD")));
    if (!options.bearerToken.isEmpty())
        parts.append(QStringLiteral("--oauth2-bearer YOUR_TOKEN"));
    if (!options.caCertFile.isEmpty())
        parts.append(QStringLiteral("--cacert ") + shellQuoted(options.caCertFile));
    if (options.insecure)
        parts.append(QStringLiteral("-k"));
    if (options.proxy.kind != ProxyChoice::Explicit)
        return;
    parts.append(QStringLiteral("-x ") + shellQuoted(options.proxy.url.toString(QUrl::RemoveUserInfo)));
    if (!options.proxy.noProxyFor.isEmpty())
        parts.append(QStringLiteral("--noproxy ") + shellQuoted(options.proxy.noProxyFor));
}

void addUpload(QStringList &parts, const UploadRequest &upload)
{
    const bool raw = !upload.rawBodyPath.isEmpty();
    if (upload.method != (raw ? "PUT" : "POST"))
        parts.append(QStringLiteral("-X ") + shellQuoted(QString::fromUtf8(upload.method)));
    if (raw) {
        parts.append(QStringLiteral("-T ") + shellQuoted(upload.rawBodyPath));
        return;
    }
    for (const FormField &field : upload.fields) {
        const QString value = isSecretField(field.name) ? placeholder(field.name) : QString::fromUtf8(field.value);
        // Unlike -F it takes @ and < for what they are.
        parts.append(QStringLiteral("--form-string ") + shellQuoted(field.name + u'=' + value));
    }
    for (const FormFile &file : upload.files) {
        QString form = file.name + QStringLiteral("=@") + curlQuoted(file.path);
        if (!file.contentType.isEmpty())
            form += QStringLiteral(";type=") + QString::fromUtf8(file.contentType);
        if (!file.fileName.isEmpty())
            form += QStringLiteral(";filename=") + curlQuoted(file.fileName);
        parts.append(QStringLiteral("-F ") + shellQuoted(form));
    }
}

} // namespace

QString addressWithoutSecrets(const QUrl &url)
{
    return withStandIns(url, placeholder).toString(QUrl::FullyEncoded);
}

QString curlCommand(const TransferRequest &request)
{
    QStringList parts;
    if (const auto *upload = std::get_if<UploadRequest>(&request))
        addUpload(parts, *upload);
    else
        parts.append(QStringLiteral("-O -J"));
    addHeaders(parts, headersOf(request));
    addOptions(parts, optionsOf(request));
    parts.append(shellQuoted(addressWithoutSecrets(urlOf(request))));
    return QStringLiteral("curl ") + parts.join(QStringLiteral(" \\\n  "));
}

} // namespace ferry::ui
