#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace ferry::ui {

/// Lays JSON out with one value a line and two spaces of indent. Order, numbers and strings stay as they were written,
/// which a parser would not keep. Nothing if it is no JSON (RFC 8259), checked by its structure. Pure, any thread, linear.
/// Stops after `limit` characters and sets cut, in which case the rest was not looked at.
std::optional<QString> indentedJson(const QString &text, qsizetype limit, bool *cut = nullptr);
/// The same of the beginning of a JSON text, which may break off anywhere.
std::optional<QString> indentedJsonBeginning(const QString &text, qsizetype limit, bool *cut = nullptr);

} // namespace ferry::ui
