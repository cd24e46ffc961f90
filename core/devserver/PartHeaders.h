#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <variant>

namespace ferry::devserver {

/// What the headers of one part of a form say.
struct PartHead
{
    QByteArray name;        ///< of the form's field, UTF-8 as sent
    QByteArray fileName;    ///< as sent, paths and all
    QByteArray contentType; ///< empty: none given
    bool isFile = false;    ///< it has a file name, perhaps an empty one
};

/// Reads the header lines of a part, up to and without the empty line (RFC 7578 4, and the WHATWG's form encoding:
/// in names only %22, %0D and %0A are escapes). The other alternative is a sentence about what is wrong.
std::variant<PartHead, QByteArray> parsePartHead(QByteArrayView block);

/// The boundary in a Content-Type of multipart/form-data; empty if the value is something else or has none that
/// RFC 2046 allows.
QByteArray boundaryOf(QByteArrayView contentType);

} // namespace ferry::devserver
