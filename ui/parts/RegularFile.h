#pragma once

#include <QString>

class QFile;

namespace ferry::ui {

/// Opens the file for reading if it is a regular one. What stands in a shared folder may have become a FIFO or a device
/// since it was last seen: those are left alone, and nobody waits for them. Any thread.
bool openRegular(QFile &file, const QString &path);

} // namespace ferry::ui
