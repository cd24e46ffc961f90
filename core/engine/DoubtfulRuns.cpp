#include "core/engine/DoubtfulRuns.h"

#include "core/io/PartFile.h"

namespace ferry {

DoubtfulRuns::DoubtfulRuns(const ByteRanges &runs)
{
    for (const ByteRange &run : runs.list()) {
        const qint64 from = run.end - comparedBytes;
        if (from > run.first)
            m_runs.append(Run{{run.first, from}, {from, run.end}, {}});
    }
}

ByteRanges DoubtfulRuns::spared() const
{
    ByteRanges all;
    for (const Run &run : m_runs)
        all.add(run.spared);
    return all;
}

bool DoubtfulRuns::compare(PartFile &part, qint64 first, const char *data, qint64 size)
{
    for (Run &run : m_runs) {
        const ByteRange both{qMax(first, run.compared.first), qMin(first + size, run.compared.end)};
        if (both.isEmpty())
            continue;
        if (part.read(both.first, both.size()) != QByteArrayView(data + (both.first - first), qsizetype(both.size()))) {
            m_runs.clear();
            return false;
        }
        run.arrived.add(both);
        if (run.arrived.size() == run.compared.size())
            part.trust(run.spared);
    }
    m_runs.removeIf([](const Run &run) { return run.arrived.size() == run.compared.size(); });
    return true;
}

} // namespace ferry
