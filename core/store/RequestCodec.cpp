#include "core/store/RequestCodec.h"

#include "core/store/RequestFields.h"
#include "core/types/Secrets.h"

#include <QUrlQuery>

namespace ferry {

namespace {

const QString uploadKind = QStringLiteral("upload");
const QString downloadKind = QStringLiteral("download");

/// Which of the two a request is; stands beside its own fields.
struct KindField
{
    QString kind;
};

} // namespace

template <>
struct json::Fields<KindField>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("kind", &KindField::kind);
    }
};

namespace {

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
    const KindField kind{kindOf(request) == TransferKind::Upload ? uploadKind : downloadKind};
    return std::visit([&kind](const auto &r) { return json::textOf(kind, r); }, request);
}

TransferRequest requestFrom(QByteArrayView text)
{
    const JsonDocument document(text);
    KindField kind;
    json::read(document.root(), kind);
    TransferRequest request = DownloadRequest();
    if (kind.kind == uploadKind)
        request = UploadRequest();
    std::visit([&document](auto &r) { json::read(document.root(), r); }, request);
    return request;
}

} // namespace ferry
