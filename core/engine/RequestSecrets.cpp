#include "core/engine/RequestSecrets.h"

#include "core/http/ServerReason.h"
#include "core/types/Secrets.h"

#include <QUrlQuery>

namespace ferry {

namespace {

void addSignIn(const QString &user, const QString &password, SentSecrets &secrets)
{
    if (password.isEmpty())
        return;
    secrets.add(password.toUtf8());
    secrets.add((user + u':' + password).toUtf8().toBase64());
}

void addAddress(const QUrl &url, SentSecrets &secrets)
{
    addSignIn(url.userName(), url.password(QUrl::FullyDecoded), secrets);
    if (!url.hasQuery())
        return;
    const auto pairs = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[encoded, value] : pairs) {
        const QByteArray bytes = value.toUtf8();
        if (!isSecretParameter(QUrl::fromPercentEncoding(encoded.toUtf8()), value))
            continue;
        secrets.add(bytes);
        secrets.add(QByteArray::fromPercentEncoding(bytes));
    }
}

/// The whole of it, and what stands alone elsewhere: the token behind its scheme, the values of cookies.
void addHeader(const QByteArray &name, const QByteArray &value, SentSecrets &secrets)
{
    secrets.add(value);
    if (sameHeaderName(name, "Cookie")) {
        for (const QByteArray &pair : value.split(';'))
            secrets.add(pair.mid(pair.indexOf('=') + 1).trimmed());
        return;
    }
    const qsizetype space = value.indexOf(' ');
    const QByteArray token = value.mid(space + 1).trimmed();
    if (space < 0 || token.contains(' '))
        return;
    secrets.add(token);
    if (value.left(space).compare("Basic", Qt::CaseInsensitive) == 0) {
        const QByteArray pair = QByteArray::fromBase64(token);
        secrets.add(pair.mid(pair.indexOf(':') + 1));
    }
}

template <typename Headers>
void addHeaders(const Headers &headers, SentSecrets &secrets)
{
    for (const auto &[name, value] : headers) {
        if (isSecretName(name))
            addHeader(name, value, secrets);
    }
}

} // namespace

SentSecrets secretsOf(const TransferRequest &request)
{
    SentSecrets secrets;
    const TransferOptions &options = optionsOf(request);
    addSignIn(options.user, options.password, secrets);
    secrets.add(options.bearerToken.toUtf8());
    addAddress(urlOf(request), secrets);
    addHeaders(headersOf(request), secrets);
    if (options.proxy.kind == ProxyChoice::Explicit)
        addAddress(options.proxy.url, secrets);
    if (const auto *upload = std::get_if<UploadRequest>(&request)) {
        for (const FormField &field : upload->fields) {
            if (isSecretField(field.name))
                secrets.add(field.value);
        }
    }
    return secrets;
}

void addSecretsOf(const QList<HeaderField> &sentHeaders, SentSecrets &secrets)
{
    addHeaders(sentHeaders, secrets);
}

QString reasonWithoutSecrets(const QByteArray &body, const Exchange &exchange)
{
    return serverReason(body, exchange.headers.value("Content-Type"),
                        [&exchange](const QString &reason) { return exchange.secrets.hiddenIn(reason); });
}

} // namespace ferry
