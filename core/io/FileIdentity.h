#pragma once

#include <QString>

namespace ferry {

/// Which file it is, whatever its name: the same after a rename, another one for a copy. Empty if it is none, or not a
/// regular one. Only to compare, on this computer. Any thread.
QString fileIdentity(const QString &path);
/// The same of one that is open.
QString fileIdentity(int descriptor);

/// The size that the file had, bytes; -1 if the identity is empty.
qint64 sizeIn(const QString &identity);

/// The file of a directory that has this identity under a name that a person sees, which no hidden part of a launch is;
/// empty if there is none. Blocking; looks at each file of it.
QString findFile(const QString &directory, const QString &identity);

} // namespace ferry
