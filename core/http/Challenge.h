#pragma once

#include <optional>
#include <QByteArray>
#include <QList>
#include <utility>

namespace ferry {

/// One challenge of a WWW-Authenticate or Proxy-Authenticate field (RFC 9110 11.6.1).
struct Challenge
{
    QByteArray scheme;                                   ///< lower case: "basic", "digest", "bearer" ...
    QByteArray token;                                    ///< token68, where one stands in place of parameters
    QList<std::pair<QByteArray, QByteArray>> parameters; ///< names in lower case, values without quotes and escapes

    /// The first of this name, or a null array. The name is in lower case.
    QByteArray parameter(QByteArrayView name) const;

    friend bool operator==(const Challenge &, const Challenge &) = default;
};

/// Every challenge of all fields of the name, in order. A field may hold several, and commas separate both challenges
/// and their parameters. What cannot be read is left out; what stands before and after it counts. Pure, any thread.
QList<Challenge> parseChallenges(const QList<QByteArray> &fieldValues);

/// The one to answer: Digest with SHA-256 (RFC 7616), Digest with MD5, Basic (RFC 7617), in this order; nothing if none
/// of them is offered in a form that can be answered.
std::optional<Challenge> strongestChallenge(const QList<Challenge> &challenges);

} // namespace ferry
