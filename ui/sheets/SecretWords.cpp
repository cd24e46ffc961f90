#include "ui/sheets/SecretWords.h"

#include "core/types/SecretParameters.h"
#include "ui/parts/ForeignText.h"

#include <QCoreApplication>

namespace ferry::ui {

namespace {

/// Gives the sentences their translation context.
class SecretFieldWords
{
    Q_DECLARE_TR_FUNCTIONS(SecretWords)
};

QString listed(QStringList names)
{
    for (QString &name : names)
        name = SecretFieldWords::tr("“%1”", "a name in a list").arg(harmless(name));
    return names.join(SecretFieldWords::tr(", ", "between two names of a list"));
}

} // namespace

QString secretsNotKept(const QUrl &url)
{
    QStringList names = secretParameters(url);
    names.removeDuplicates();
    if (!url.userInfo().isEmpty() && names.isEmpty())
        return SecretFieldWords::tr(
            "The name and the password before the host are not kept: write them into the address each time.");
    if (!url.userInfo().isEmpty())
        return SecretFieldWords::tr(
                   "The name and the password before the host are not kept, and neither are the values of secrets: %1.")
            .arg(listed(names));
    if (names.isEmpty())
        return {};
    return names.size() == 1
               ? SecretFieldWords::tr("%1 is a secret. Its value is not kept: Ferry asks for it each time.")
                     .arg(listed(names))
               : SecretFieldWords::tr("%1 are secrets. Their values are not kept: Ferry asks for them each time.")
                     .arg(listed(names));
}

QString secretsMissing(const QUrl &url)
{
    QStringList names = missingSecrets(url);
    names.removeDuplicates();
    if (names.isEmpty())
        return {};
    return names.size() == 1
               ? SecretFieldWords::tr("%1 is a secret and is not kept. Write its value into the address.")
                     .arg(listed(names))
               : SecretFieldWords::tr("%1 are secrets and are not kept. Write their values into the address.")
                     .arg(listed(names));
}

QString secretMissing(const QString &name)
{
    return SecretFieldWords::tr("“%1” is a secret and was not kept. Write its value, or remove it.").arg(name);
}

} // namespace ferry::ui
