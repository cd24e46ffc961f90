#include "core/http/ChecksumFile.h"

#include <algorithm>
#include <optional>
#include <QList>

namespace ferry {

namespace {

constexpr qsizetype hexDigits = 64;

struct Entry
{
    QByteArray hex;
    QByteArray name; ///< the last part of its path; empty: none was given
};

bool isHex(QByteArrayView text)
{
    return text.size() == hexDigits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
           });
}

/// What stands behind the last of the separators.
QByteArray lastPart(const QByteArray &path, QByteArrayView separators)
{
    const auto behind = std::find_if(path.rbegin(), path.rend(), [&](char c) { return separators.contains(c); });
    return path.sliced(path.rend() - behind);
}

/// sha256sum writes a backslash before a line whose name it had to write with escapes.
QByteArray withoutEscapes(const QByteArray &name)
{
    QByteArray plain;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name.at(i) != '\\' || i + 1 == name.size()) {
            plain += name.at(i);
            continue;
        }
        const char next = name.at(++i);
        plain += next == 'n' ? '\n' : next == 'r' ? '\r' : next;
    }
    return plain;
}

/// `SHA256 (NAME) = HEX`
std::optional<Entry> taggedEntry(const QByteArray &line)
{
    const QByteArrayView tag("SHA256 (");
    const qsizetype end = line.lastIndexOf(") = ");
    if (!line.startsWith(tag) || end < tag.size())
        return std::nullopt;
    const QByteArray hex = line.sliced(end + 4);
    if (!isHex(hex))
        return std::nullopt;
    return Entry{hex.toLower(), line.sliced(tag.size(), end - tag.size())};
}

/// `HEX`, `HEX  NAME`, `HEX *NAME`
std::optional<Entry> plainEntry(const QByteArray &line)
{
    const QByteArray hex = line.first(std::min(hexDigits, line.size()));
    QByteArray rest = line.sliced(hex.size());
    if (!isHex(hex) || !(rest.isEmpty() || rest.startsWith(' ') || rest.startsWith('\t')))
        return std::nullopt;
    rest = rest.trimmed();
    if (rest.startsWith('*'))
        rest.remove(0, 1);
    return Entry{hex.toLower(), rest};
}

std::optional<Entry> entryOf(QByteArray line)
{
    const bool escaped = line.startsWith('\\');
    if (escaped)
        line.remove(0, 1);
    std::optional<Entry> entry = taggedEntry(line);
    if (!entry)
        entry = plainEntry(line);
    if (entry)
        entry->name = escaped ? lastPart(withoutEscapes(entry->name), "/") : lastPart(entry->name, "/\\");
    return entry;
}

QList<Entry> entriesOf(const QByteArray &content)
{
    QList<Entry> entries;
    const QList<QByteArray> lines = content.split('\n');
    for (const QByteArray &line : lines) {
        if (const auto entry = entryOf(line.trimmed()))
            entries.append(*entry);
    }
    return entries;
}

} // namespace

QByteArray sha256InChecksumFile(const QByteArray &content, const QStringList &names)
{
    const QByteArray text = content.startsWith("\xef\xbb\xbf") ? content.sliced(3) : content;
    if (text.size() > checksumFileLimit || text.contains('\0') || text.trimmed().startsWith('<'))
        return {};
    const QList<Entry> entries = entriesOf(text);
    if (entries.size() == 1)
        return entries.first().hex;
    QByteArray found;
    for (const Entry &entry : entries) {
        if (!names.contains(QString::fromUtf8(entry.name)))
            continue;
        if (!found.isEmpty() && found != entry.hex)
            return {};
        found = entry.hex;
    }
    return found;
}

} // namespace ferry
