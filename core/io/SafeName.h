#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace ferry {

/// File names that strangers suggest, made safe. The same result on every system, so that a name can be stored, shown
/// and tested apart from the disk it will be on. Pure, any thread.

/// One base name, at most 255 bytes of UTF-8, that can be created in a directory anywhere and does nothing by itself:
/// the part behind the last slash or backslash, composed (NFC), without control, direction and invisible characters,
/// with `_` for what Windows forbids and before its device names, without leading dots, dashes and white space and
/// trailing dots and white space; .desktop, .lnk, .url, .scf and .local get .download behind. A cut leaves the
/// extension whole. Empty if nothing is left. Applied to its own result it changes nothing.
QString safeFileName(const QString &suggestion);

/// The name of a download: the header's suggestion, else the last part of the address percent-decoded, else its host,
/// else "download"; made safe.
QString nameForDownload(const std::optional<QString> &suggestion, const QUrl &url);

/// The n-th name beside a taken one: "a (1).tar.gz". n from 1; at most 255 bytes.
QString numberedName(const QString &name, int n);
/// So many are tried before it is said that none is free.
constexpr int mostNumberedNames = 100'000;

} // namespace ferry
