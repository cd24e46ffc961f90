#pragma once

#include "core/http/Challenge.h"

namespace ferry {

/// What a Digest answer is made of beside the challenge (RFC 7616 3.4).
struct DigestInput
{
    QByteArray user;        ///< UTF-8
    QByteArray password;    ///< UTF-8
    QByteArray method;      ///< as in the request line
    QByteArray target;      ///< path and query, as in the request line; of CONNECT host and port
    QByteArray cnonce;      ///< random, a new one for each answer
    quint32 nonceCount = 1; ///< how many requests were sent with this nonce, this one included
};

/// Whether a challenge of the scheme Digest can be answered: MD5 and SHA-256, each with or without "-sess"; without
/// quality of protection, or with "auth" among those offered. Without a nonce it cannot.
bool canAnswerDigest(const Challenge &challenge);

/// The value of Authorization or Proxy-Authorization. Only for challenges that can be answered. Pure, any thread.
/// It is computed here and not by libcurl, which would ask the server anew, by a request of its own, for each answer.
QByteArray digestAnswer(const Challenge &challenge, const DigestInput &input);

/// RFC 7617: the value of Authorization or Proxy-Authorization for a name and a password in UTF-8.
QByteArray basicAnswer(const QByteArray &user, const QByteArray &password);

} // namespace ferry
