#pragma once

#include <QByteArrayView>

namespace ferry::secretwords {

// The words of the rule that Secrets.h tells. Pure, any thread. Names are UTF-8.

/// By everything but `key` alone.
bool isSecret(QByteArrayView name);
bool isKeyAlone(QByteArrayView name);

} // namespace ferry::secretwords
