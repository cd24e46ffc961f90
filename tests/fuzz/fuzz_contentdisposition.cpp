#include "core/http/ContentDisposition.h"
#include "core/io/SafeName.h"
#include "tests/fuzz/Require.h"

#include <cstdint>

using namespace ferry;
using fuzz::require;

/// The input is the field; what is made of it must be a name that any disk takes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray field(reinterpret_cast<const char *>(data), qsizetype(size));
    const std::optional<QString> suggestion = fileNameFrom(field);
    require(!suggestion || !suggestion->isEmpty());
    const QString name = nameForDownload(suggestion, QUrl());
    const QByteArray bytes = name.toUtf8();
    require(!bytes.isEmpty() && bytes.size() <= 255 && name.isValidUtf16());
    for (const char bad : {'/', '\\', '\0', ':', '\n', '"', '*', '?', '<', '>', '|'})
        require(!bytes.contains(bad));
    require(!bytes.startsWith('.') && !bytes.startsWith('-') && !bytes.endsWith('.') && !bytes.endsWith(' '));
    for (const char *end : {".desktop", ".lnk", ".url", ".scf", ".local"})
        require(!bytes.toLower().endsWith(end));
    require(safeFileName(name) == name);
    for (const int n : {1, 99'999}) {
        const QByteArray numbered = numberedName(name, n).toUtf8();
        require(!numbered.isEmpty() && numbered.size() <= 255);
    }
    return 0;
}
