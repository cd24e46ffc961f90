#pragma once

#include <QString>

namespace ferry::ui {

/// Copies of pictures that are made to be sent, each in a private folder (0700) of its own, so that it keeps its plain
/// name whatever else was pasted or compressed. See core/store/SentFiles.h. Any thread; blocking.

/// Where to write a copy of this name; empty if its folder cannot be made.
QString placeForCopy(const QString &directory, const QString &name);
/// Deletes a copy, or what there is of it, and its folder.
void removeCopy(const QString &path);

} // namespace ferry::ui
