#include "core/engine/RequestCheck.h"

#include "core/http/HeaderRules.h"

namespace ferry {

bool isSecretName(const QString &name)
{
    return isSecretHeader(name.trimmed().toUtf8());
}

} // namespace ferry
