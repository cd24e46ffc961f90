#pragma once

#include "core/types/TransferError.h"

#include <optional>

namespace ferry {

/// Makes `folder` (0755) if it is the system's folder for downloads and not there, as on a bare system; what was wrong
/// if that does not work. Any other folder that is not there was named by a person and is gone: a disk that is not
/// mounted, for example, and nothing is made in its place. Any thread; blocking.
std::optional<TransferError> makeDownloadFolder(const QString &folder);
/// Whether that would make it. Any thread; blocking.
bool isDownloadFolderToMake(const QString &folder);

} // namespace ferry
