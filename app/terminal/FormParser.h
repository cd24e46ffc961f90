#pragma once

#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// Reads the value of one `-F` as curl does. `name=text`, `name=@path` (`name=@a,b` are two files of one name) and
/// `name=<path`, each with `;type=` and, for files, `;filename=`; a value in double quotes may hold `;` and `,`, with
/// `\"` and `\\` for the quote and the backslash themselves. Opens no file. Empty with a sentence in error if it
/// cannot be read. Where curl would drop a part that it does not know, this is an error instead.
QList<FormArgument> parseFormArgument(const QString &text, QString &error);

/// `--form-string name=text`: nothing in the text has a meaning.
QList<FormArgument> parseFormString(const QString &text, QString &error);

} // namespace ferry
