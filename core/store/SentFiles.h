#pragma once

#include "core/types/TransferRequest.h"

#include <QStringList>

namespace ferry {

/// Copies that are made only to be sent, of pasted and of compressed pictures, lie in the launch's directory, each in a
/// folder of its own with this before its name. They belong to the items whose requests send them.
inline const QLatin1String sentFolderPrefix("send-");

/// The files that the request sends and that lie in such a folder of `directory`. A pure function.
QStringList sentFrom(const QString &directory, const TransferRequest &request);

} // namespace ferry
