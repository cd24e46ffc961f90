#include "core/types/SentSecrets.h"

#include "core/types/Secrets.h"

#include <algorithm>

namespace ferry {

void SentSecrets::add(const QByteArray &secret)
{
    if (secret.size() < shortest)
        return;
    QByteArray inJson = secret;
    inJson.replace('\\', "\\\\").replace('"', "\\\"");
    QByteArray inJsonOfPhp = inJson;
    inJsonOfPhp.replace('/', "\\/");
    for (const QByteArray &form : {secret, secret.toPercentEncoding(),
                                   QString::fromUtf8(secret).toHtmlEscaped().toUtf8(), inJson, inJsonOfPhp}) {
        if (!m_forms.contains(form))
            m_forms.append(form);
    }
    std::stable_sort(m_forms.begin(), m_forms.end(),
                     [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
}

QByteArray SentSecrets::replacedIn(const QByteArray &text, const QByteArray &standIn) const
{
    QByteArray replaced = text;
    for (const QByteArray &form : m_forms)
        replaced.replace(form, standIn);
    return replaced;
}

QByteArray SentSecrets::hiddenIn(const QByteArray &text) const
{
    return isEmpty() ? text : replacedIn(text, secretDots().toUtf8());
}

QByteArray SentSecrets::hiddenInBody(const QByteArray &body) const
{
    return replacedIn(body, QByteArrayLiteral("******"));
}

QString SentSecrets::hiddenIn(const QString &text) const
{
    return isEmpty() ? text : QString::fromUtf8(hiddenIn(text.toUtf8()));
}

HeaderList SentSecrets::hiddenIn(const HeaderList &headers) const
{
    if (isEmpty())
        return headers;
    HeaderList hidden;
    for (const auto &[name, value] : headers)
        hidden.append(name, hiddenIn(value));
    return hidden;
}

} // namespace ferry
