#pragma once

#include <QByteArray>
#include <QLibraryInfo>
#include <QVersionNumber>

namespace ferry {

/// A field of a form's part as QHttpPart writes it: from Qt 6.7 on its name is in small letters (RFC 2046 5.1: names of
/// fields are the same in either). The field without its line end.
inline QByteArray partHead(const QByteArray &field)
{
    const qsizetype colon = field.indexOf(':');
    const bool small = QLibraryInfo::version() >= QVersionNumber(6, 7);
    return small ? field.first(colon).toLower() + field.sliced(colon) : field;
}

} // namespace ferry
