#pragma once

#include <QString>

namespace ferry::ui {

/// A host for a person who is about to trust it: as it goes over the wire (RFC 5890), since letters of other scripts
/// look like those of a name that is known, with the letters beside it where they differ: "xn--mnchen-3ya.example
/// (münchen.example)". A port from 1 on is named too. A pure function.
QString hostText(const QString &host, int port = -1);

} // namespace ferry::ui
