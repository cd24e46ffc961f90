#include "core/http/ContentRange.h"
#include "tests/fuzz/Require.h"

#include <cstdint>

using namespace ferry;
using fuzz::require;

/// The input is the field. What is taken is a sound range, and written out again it is the same one.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::optional<ContentRange> range =
        parseContentRange(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!range)
        return 0;
    const QByteArray total = range->total < 0 ? QByteArray("*") : QByteArray::number(range->total);
    QByteArray written = "bytes */" + total;
    if (range->isSatisfied()) {
        require(range->last >= range->first && (range->total < 0 || range->total > range->last));
        require(range->size() > 0);
        written = "bytes " + QByteArray::number(range->first) + '-' + QByteArray::number(range->last) + '/' + total;
    } else {
        require(range->total >= 0 && range->size() == 0);
    }
    require(parseContentRange(written) == range);
    return 0;
}
