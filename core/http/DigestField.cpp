#include "core/http/DigestField.h"

#include "core/http/StructuredDictionary.h"

#include <array>

namespace ferry {

namespace {

struct Known
{
    const char *key;
    const char *algorithm;
    qsizetype bytes;
};

/// The strongest first.
constexpr std::array<Known, 2> knownDigests = {{{"sha-512", "sha512", 64}, {"sha-256", "sha256", 32}}};

std::optional<PromisedDigest> strongest(const QList<DictionaryMember> &members)
{
    for (const Known &k : knownDigests) {
        for (const DictionaryMember &member : members) {
            if (member.key == k.key && member.bytes && member.bytes->size() == k.bytes)
                return PromisedDigest{k.algorithm, member.bytes->toHex()};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<PromisedDigest> parseDigestField(const QList<QByteArray> &fieldLines)
{
    const auto members = parseDictionary(fieldLines);
    return members ? strongest(*members) : std::nullopt;
}

std::optional<PromisedDigest> parseOldDigestField(const QList<QByteArray> &fieldLines)
{
    QList<DictionaryMember> members;
    const QList<QByteArray> instances = fieldLines.join(',').split(',');
    for (const QByteArray &instance : instances) {
        const qsizetype equals = instance.indexOf('=');
        if (equals < 0)
            continue;
        const auto value = QByteArray::fromBase64Encoding(instance.sliced(equals + 1).trimmed(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
        if (value)
            members.append({instance.first(equals).trimmed().toLower(), *value});
    }
    return strongest(members);
}

QByteArray digestFieldValue(const QByteArray &sha256Hex)
{
    return "sha-256=:" + QByteArray::fromHex(sha256Hex).toBase64() + ':';
}

} // namespace ferry
