#pragma once

#include <cstdlib>

namespace ferry::fuzz {

/// What must hold for any input; libFuzzer keeps the input for which it does not.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace ferry::fuzz
