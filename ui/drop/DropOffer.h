#pragma once

#include <QStringList>

class QMimeData;

namespace ferry::ui {

/// What a drag or the clipboard holds, as far as Ferry can do something with it. A value.
struct DropOffer
{
    enum Kind {
        Nothing,
        Upload,   ///< files, folders or a picture
        Download, ///< links
        Unusable, ///< reason says why
    };

    struct Named
    {
        QString name;
        qint64 size = -1; ///< -1: a folder, or not looked at
    };

    Kind kind = Nothing;
    QStringList paths;    ///< local files and folders
    QStringList links;    ///< http and https
    bool picture = false; ///< a picture without a file
    int folders = 0;
    QList<Named> shown; ///< the first three
    qint64 bytes = -1;  ///< of all files; -1 if there are folders, or too many to look at in time
    QString reason;

    int count() const { return picture ? 1 : int(kind == Download ? links.size() : paths.size()); }
};

/// Looks at no more than a few hundred files, and into none.
DropOffer offerOf(const QMimeData *data);

} // namespace ferry::ui
