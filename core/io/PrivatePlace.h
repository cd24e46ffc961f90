#pragma once

#include <QString>

namespace ferry {

/// The directory of this user alone below the system's temporary one: made with mode 0700 where there is none. Empty
/// if it cannot be had: anybody may make a name there first, so a link, somebody else's directory, and one that others
/// may enter are none. Any thread; blocking.
QString privateTemporaryPlace();

} // namespace ferry
