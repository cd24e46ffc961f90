#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace ferry {

/// What some bytes must give, by the word of a server.
struct PromisedDigest
{
    QByteArray algorithm; ///< "sha256" or "sha512", the words of Digest::algorithmFor()
    QByteArray hex;       ///< lower case, with all its digits

    friend bool operator==(const PromisedDigest &, const PromisedDigest &) = default;
};

/// The field lines of Repr-Digest or of Content-Digest (RFC 9530 2 and 3): the strongest promise that Ferry checks,
/// sha-512 before sha-256. The others are passed over, since 5 of the RFC calls them deprecated (md5, sha, unixsum,
/// unixcksum, adler, crc32c): they prove nothing against who wants to deceive, and the length is compared anyway.
/// A field that breaks the grammar, or a value with the wrong number of bytes, promises nothing. Pure, any thread.
std::optional<PromisedDigest> parseDigestField(const QList<QByteArray> &fieldLines);

/// The same for the older Digest (RFC 3230 4.3.2, values as in RFC 5843): `SHA-256=base64`, names in any case.
std::optional<PromisedDigest> parseOldDigestField(const QList<QByteArray> &fieldLines);

/// The value of Content-Digest or Repr-Digest for 64 hex digits of SHA-256: `sha-256=:base64:`.
QByteArray digestFieldValue(const QByteArray &sha256Hex);

} // namespace ferry
