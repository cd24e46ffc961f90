#include "core/store/RequestCodec.h"

#include "core/store/RequestFields.h"
#include "core/types/SecretParameters.h"
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

/// Empties the secrets of a request one by one and writes down what they were called.
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
        if (withoutSecrets(url) != url) // else it stays as it was written
            url = withEmptySecrets(url);
    }

    void clean(HeaderList &headers)
    {
        HeaderList kept;
        for (const auto &[name, value] : std::as_const(headers)) {
            const bool secret = isSecretName(name);
            if (secret)
                m_missing.append(QString::fromLatin1(name));
            kept.append(name, secret ? QByteArray() : value);
        }
        headers = kept;
    }

    void clean(QList<FormField> &fields)
    {
        for (FormField &field : fields) {
            if (!isSecretField(field.name))
                continue;
            m_missing.append(field.name);
            field.value.clear();
        }
    }

    void clean(TransferOptions &options)
    {
        if (options.hasCredentials())
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
        for (const auto &written : items) {
            const auto clean = pairWithoutPasswords(written);
            if (clean != written)
                m_missing.append(QStringLiteral("password"));
            if (isSecretParameter(clean.first, clean.second))
                m_missing.append(clean.first);
        }
    }

    QStringList &m_missing;
};

/// What has one of these names and no value goes.
class BlankRemover
{
public:
    explicit BlankRemover(const QStringList &names)
        : m_names(names)
    {
    }

    void clean(UploadRequest &request) const
    {
        clean(request.url);
        clean(request.headers);
        request.fields.removeIf(
            [this](const FormField &field) { return field.value.isEmpty() && m_names.contains(field.name); });
    }

    void clean(DownloadRequest &request) const
    {
        clean(request.url);
        clean(request.headers);
    }

private:
    void clean(QUrl &url) const
    {
        QUrlQuery query(url);
        auto pairs = query.queryItems(QUrl::FullyEncoded);
        const auto isBlank = [this](const std::pair<QString, QString> &pair) {
            return pair.second.isEmpty() && m_names.contains(QUrl::fromPercentEncoding(pair.first.toUtf8()));
        };
        if (pairs.removeIf(isBlank) == 0)
            return;
        query.setQueryItems(pairs);
        url.setQuery(query.isEmpty() ? QString() : query.query(QUrl::FullyEncoded));
    }

    void clean(HeaderList &headers) const
    {
        HeaderList kept;
        for (const auto &[name, value] : std::as_const(headers)) {
            if (!value.isEmpty() || !m_names.contains(QString::fromLatin1(name)))
                kept.append(name, value);
        }
        headers = kept;
    }

    const QStringList &m_names;
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

TransferRequest withoutBlanks(const TransferRequest &request, const QStringList &missing)
{
    TransferRequest sendable = request;
    std::visit([remover = BlankRemover(missing)](auto &r) { remover.clean(r); }, sendable);
    return sendable;
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
