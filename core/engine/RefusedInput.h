#pragma once

#include "core/types/TransferError.h"

namespace ferry {

/// An input that cannot be sent as it is. The sentence is whole; the subject is what it is about.
inline TransferError refusedInput(const QString &subject, const QString &sentence)
{
    TransferError error;
    error.kind = ErrorKind::Header;
    error.subject = subject;
    error.detail = sentence;
    return error;
}

} // namespace ferry
