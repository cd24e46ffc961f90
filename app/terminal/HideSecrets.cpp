#include "app/terminal/HideSecrets.h"

#include "core/engine/RequestCheck.h"
#include "core/types/Secrets.h"

#include <cstring>
#include <QRegularExpression>
#include <QUrlQuery>

namespace ferry {

namespace {

/// As it was typed, which of an address is unknown: with its percents, or without.
void collectFromUrl(QStringList &secrets, const QUrl &url)
{
    secrets << url.password(QUrl::FullyEncoded) << url.password(QUrl::FullyDecoded);
    for (const QUrlQuery &pairs : {QUrlQuery(url), QUrlQuery(url.fragment(QUrl::FullyEncoded))}) {
        for (const auto format : {QUrl::FullyEncoded, QUrl::FullyDecoded}) {
            for (const auto &[name, value] : pairs.queryItems(format)) {
                if (isSecretParameter(name, value))
                    secrets << value;
            }
        }
    }
}

void collectFromAddress(QStringList &secrets, const QString &typed)
{
    collectFromUrl(secrets, addressFromText(typed));
    // Typed half with percents and half without, neither of the forms of the address is what stands there.
    static const QRegularExpression password(QStringLiteral("^(?:[^/?#]*//)?[^/?#@:]*:([^/?#]*)@"));
    secrets << password.match(typed).captured(1);
}

/// What a name does not tell may be in the value, as an address with a password.
bool isSecretText(bool byName, const QString &text)
{
    return byName || isSecretParameter({}, text);
}

/// As the value of a field was typed, if it was between quotes (see FormParser).
QString asInQuotes(QString text)
{
    return text.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
}

QStringList secretsOf(const CommonOptions &common)
{
    const TransferOptions &transfer = common.transfer;
    QStringList secrets{transfer.password, transfer.bearerToken};
    secrets << common.replacedSecrets;
    collectFromUrl(secrets, transfer.proxy.url);
    for (const auto &[name, value] : common.headers) {
        const QString text = QString::fromUtf8(value);
        if (isSecretText(isSecretName(name), text))
            secrets << text;
    }
    return secrets;
}

QStringList secretsOf(const TerminalCommand &command)
{
    if (const auto *upload = std::get_if<UploadCommand>(&command)) {
        QStringList secrets = secretsOf(upload->common);
        collectFromAddress(secrets, upload->address);
        for (const FormArgument &field : upload->form) {
            if (field.kind == FormArgument::Text && isSecretText(isSecretField(field.name), field.text))
                secrets << field.text << asInQuotes(field.text);
        }
        return secrets;
    }
    QStringList secrets;
    QStringList addresses;
    if (const auto *download = std::get_if<DownloadCommand>(&command)) {
        secrets = secretsOf(download->common);
        addresses = download->addresses;
    } else if (const auto *window = std::get_if<WindowCommand>(&command)) {
        addresses = window->links;
    }
    for (const QString &address : addresses)
        collectFromAddress(secrets, address);
    return secrets;
}

} // namespace

void hideSecrets(int argc, char **argv, const TerminalCommand &command)
{
    for (const QString &secret : secretsOf(command)) {
        const QByteArray bytes = secret.toLocal8Bit();
        for (int i = 1; i < argc && !bytes.isEmpty(); ++i) {
            for (char *at = std::strstr(argv[i], bytes.constData()); at; at = std::strstr(at, bytes.constData())) {
                std::memset(at, 'x', size_t(bytes.size()));
                at += bytes.size();
            }
        }
    }
}

} // namespace ferry
