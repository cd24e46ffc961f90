#include "core/store/RequestCodec.h"

#include "core/store/RequestFields.h"
#include "core/types/Secrets.h"

#include <QUrlQuery>

namespace ferry {

namespace {

const QLatin1String kindName("kind");
const QLatin1String uploadKind("upload");
const QLatin1String downloadKind("download");

/// Takes the secrets of a request out one by one and writes down what they were called.
class SecretRemover
{
public:
    explicit SecretRemover(QStringList &missing)
        : m_missing(missing)
    {
    }

    void clean(QUrl &url)
    {
        if (!url.userInfo().isEmpty())
            m_missing.append(QStringLiteral("password"));
        if (url.hasQuery())
            noteParameters(QUrlQuery(url));
        url = withoutSecrets(url);
    }

    void clean(HeaderList &headers)
    {
        HeaderList kept;
        for (const auto &[name, value] : std::as_const(headers)) {
            if (isSecretName(name))
                m_missing.append(QString::fromLatin1(name));
            else
                kept.append(name, value);
        }
        headers = kept;
    }

    void clean(QList<FormField> &fields)
    {
        fields.removeIf([this](const FormField &field) {
            const bool secret = isSecretField(field.name);
            if (secret)
                m_missing.append(field.name);
            return secret;
        });
    }

    void clean(TransferOptions &options)
    {
        if (!options.user.isEmpty() || !options.password.isEmpty())
            m_missing.append(QStringLiteral("password"));
        if (!options.bearerToken.isEmpty())
            m_missing.append(QStringLiteral("token"));
        options.user.clear();
        options.password.clear();
        options.bearerToken.clear();
        // The proxy asks for the password again; the user name of its address is kept, as the settings keep it.
        options.proxy.url = options.proxy.url.adjusted(QUrl::RemovePassword);
    }

    void clean(UploadRequest &request)
    {
        clean(request.url);
        clean(request.headers);
        clean(request.fields);
        clean(request.options);
    }

    void clean(DownloadRequest &request)
    {
        clean(request.url);
        clean(request.headers);
        clean(request.options);
    }

private:
    void noteParameters(const QUrlQuery &query)
    {
        const auto items = query.queryItems(QUrl::FullyDecoded);
        for (const auto &[name, value] : items) {
            if (isSecretParameter(name, value))
                m_missing.append(name);
        }
    }

    QStringList &m_missing;
};

/// Which of the two it is; the name of that may stand behind all others.
bool isUpload(QByteArrayView text)
{
    JsonReader reader(text);
    QString kind;
    reader.object([&](QByteArrayView key) {
        if (key == QByteArrayView(kindName.data()))
            json::read(reader, kind);
        else
            reader.skip();
    });
    return kind == uploadKind;
}

} // namespace

KeptRequest withoutSecrets(const TransferRequest &request)
{
    KeptRequest kept{request, {}};
    SecretRemover remover(kept.missing);
    std::visit([&](auto &r) { remover.clean(r); }, kept.request);
    kept.missing.removeDuplicates();
    return kept;
}

QByteArray requestText(const TransferRequest &request)
{
    JsonText text;
    text.beginObject();
    text.key(kindName.data());
    const QLatin1String kind = kindOf(request) == TransferKind::Upload ? uploadKind : downloadKind;
    text.latin1({kind.data(), kind.size()});
    std::visit([&text](const auto &r) { json::writeFields(text, r); }, request);
    text.endObject();
    return text.bytes();
}

TransferRequest requestFrom(QByteArrayView text)
{
    if (isUpload(text))
        return json::valueOf<UploadRequest>(text);
    return json::valueOf<DownloadRequest>(text);
}

} // namespace ferry
