#include "core/http/HttpDate.h"
#include "core/http/RetryAfter.h"
#include "tests/fuzz/Require.h"

#include <cstdint>

using namespace ferry;
using namespace std::chrono;
using fuzz::require;

/// The input is the field. A wait is never negative and never more than 2^31 s; a date lies in the years that can be
/// written.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray field(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const int y : {1970, 1999, 2026, 2099}) {
        const sys_seconds now = sys_days(year(y) / 6 / 15);
        const std::optional<seconds> wait = parseRetryAfter(field, now);
        require(!wait || (wait->count() >= 0 && wait->count() <= qint64(1) << 31));
        const std::optional<sys_seconds> date = parseHttpDate(field, now);
        require(!date || (*date >= sys_days(year(0) / 1 / 1) && *date <= sys_days(year(10'000) / 1 / 1)));
        require(!date || wait);
    }
    return 0;
}
