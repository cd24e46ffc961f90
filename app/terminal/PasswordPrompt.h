#pragma once

#include <optional>
#include <QString>

namespace ferry {

/// Asks on the terminal, without echo. Nothing if standard input is no terminal, or the person broke off.
/// Blocks; for the start of a command, before any event loop.
std::optional<QString> askPassword(const QString &user);

/// Whether there is a terminal to ask on.
bool canAskPassword();

} // namespace ferry
