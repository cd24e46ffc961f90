#include "core/types/SecretParameters.h"

#include "core/types/Secrets.h"

#include <QUrlQuery>

namespace ferry {

namespace {

template <typename Wanted>
QStringList parameterNames(const QUrl &url, Wanted wanted)
{
    QStringList found;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[encoded, value] : items) {
        const QString name = QUrl::fromPercentEncoding(withoutPasswords(encoded).toUtf8());
        if (isSecretParameter(name, value) && wanted(value))
            found.append(name);
    }
    return found;
}

} // namespace

QStringList secretParameters(const QUrl &url)
{
    return parameterNames(url, [](const QString &) { return true; });
}

QStringList missingSecrets(const QUrl &url)
{
    return parameterNames(url, [](const QString &value) { return value.isEmpty(); });
}

QUrl withEmptySecrets(const QUrl &url)
{
    return withStandIns(url, [](const QString &) { return QStringLiteral(""); });
}

} // namespace ferry
