#pragma once

#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// Overwrites what is secret in the arguments, which other users of the computer can see in its process list: passwords,
/// tokens, and the values of headers, fields and query parameters whose names say so (isSecretName()).
void hideSecrets(int argc, char **argv, const TerminalCommand &command);

} // namespace ferry
