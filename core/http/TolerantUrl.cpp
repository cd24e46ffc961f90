#include "core/http/TolerantUrl.h"

#include <QRegularExpression>

namespace ferry {

QUrl tolerantUrl(QString text)
{
    static const QRegularExpression stray(QStringLiteral("%(?![0-9A-Fa-f]{2})"));
    if (text.contains(u'%'))
        text.replace(stray, QStringLiteral("%25"));
    return QUrl(text, QUrl::TolerantMode);
}

} // namespace ferry
