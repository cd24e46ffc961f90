#pragma once

#include <QString>
#include <QUrl>

namespace ferry {

/// Where everything of a run lies.
struct KilledPlaces
{
    QString root;

    QString store() const { return root + QStringLiteral("/ferry.sqlite"); }
    QString temporary() const { return root + QStringLiteral("/transfers"); }
    QString target() const { return root + QStringLiteral("/target"); }
    QString source() const { return root + QStringLiteral("/source"); }
};

/// The program that is killed: an engine on the store, with `count` new transfers numbered from `first` on. Says
/// "added N" on standard output for each that it was told of, and "idle" at the end, where it ends by itself.
int runKilledChild(const KilledPlaces &places, const QUrl &server, int first, int count);

} // namespace ferry
