#pragma once

#include <QThreadPool>

namespace ferry {

/// Where files are moved and copied to their places, which may take hours and waits for disks: apart from the global
/// pool, whose few threads are for what takes a processor's time, such as digests. Any thread.
QThreadPool &copyThreads();

} // namespace ferry
