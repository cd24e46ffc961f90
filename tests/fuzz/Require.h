#pragma once

#include <cstdio>
#include <cstdlib>

namespace ferry::fuzz {

/// What must hold for any input; libFuzzer keeps the input for which it does not.
inline void require(bool holds, int line = __builtin_LINE())
{
    if (holds)
        return;
    std::fprintf(stderr, "What line %d of the target requires does not hold.\n", line);
    std::abort();
}

} // namespace ferry::fuzz
