#include "core/engine/Libraries.h"

#include "core/store/Database.h"
#include "core/store/JsonDocument.h"
#include "core/wire/CurlGlobal.h"

#include <QStringList>

namespace ferry {

QString libraryVersions()
{
    QStringList all{QStringLiteral("Qt ") + QString::fromLatin1(qVersion())};
    all += curlVersions();
    all += QStringLiteral("SQLite ") + Database::libraryVersion();
    all += QStringLiteral("RapidJSON ") + JsonDocument::libraryVersion();
    return all.join(QStringLiteral(", "));
}

} // namespace ferry
