#include "core/http/Challenge.h"
#include "tests/fuzz/Require.h"

#include <cstdint>

using namespace ferry;
using fuzz::require;

/// Each line of the input is one WWW-Authenticate field.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const QList<Challenge> challenges = parseChallenges(input.split('\n'));
    for (const Challenge &challenge : challenges) {
        require(!challenge.scheme.isEmpty() && challenge.scheme == challenge.scheme.toLower());
        for (const auto &[name, value] : challenge.parameters)
            require(!name.isEmpty() && name == name.toLower());
    }
    const std::optional<Challenge> strongest = strongestChallenge(challenges);
    require(!strongest || challenges.contains(*strongest));
    require(!strongest || strongest->scheme == "basic" || strongest->scheme == "digest");
    return 0;
}
