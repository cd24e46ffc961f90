#pragma once

#include <QByteArray>
#include <QString>

namespace ferry {

/// Header values and boundaries of multipart/form-data, as browsers write them (WHATWG HTML, "multipart/form-data
/// encoding algorithm"; RFC 7578). Pure functions for any thread; only makeBoundary() asks the system for randomness.

/// The Content-Disposition of a field: `form-data; name="..."`. In the name, every line end becomes CR LF first,
/// then `"` is written as %22, CR as %0D, LF as %0A; the rest is raw UTF-8, backslash and percent included.
QByteArray formDataDisposition(const QString &name);
/// The same for a file. Line ends in the file's name are escaped but not normalised.
QByteArray formDataDisposition(const QString &name, const QString &fileName);

/// A boundary from the system's random source: 160 bits, so that it is never repeated and cannot be foreseen by
/// whoever wrote the file that is sent. Letters and digits only, at most 70 (RFC 2046 5.1.1).
QByteArray makeBoundary();

} // namespace ferry
