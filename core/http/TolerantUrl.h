#pragma once

#include <QUrl>

namespace ferry {

/// An address as people and servers write it: QUrl::TolerantMode, but a "%" without two hexadecimal digits behind it
/// stands for itself alone ("50%&b=a%20b"). QUrl takes every "%" of such an address for itself, and changes what is
/// encoded in it.
QUrl tolerantUrl(QString text);

} // namespace ferry
