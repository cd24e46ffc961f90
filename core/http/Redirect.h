#pragma once

#include <QByteArray>
#include <QUrl>

namespace ferry {

enum class RedirectVerdict {
    NotRedirect, ///< the answer stands for itself: any status but 301, 302, 303, 307, 308
    Follow,
    Refuse,
};

enum class RedirectRefusal {
    None,
    TooMany,     ///< more than maxHops; a loop ends here too
    NoLocation,  ///< missing or empty
    BadLocation, ///< control characters, no host, or otherwise no address
    Scheme,      ///< neither http nor https
    Downgrade,   ///< from https to http
};

struct RedirectDecision
{
    RedirectVerdict verdict = RedirectVerdict::NotRedirect;
    RedirectRefusal refusal = RedirectRefusal::None;
    QUrl url;                 ///< Follow: where to. Never with user info: credentials are the task's, by origin.
                              ///< Refuse: the address as far as it could be read, for words.
    QByteArray method;        ///< Follow: of the next request
    bool dropBody = false;    ///< Follow: the next request has no body, and none of the fields of describesBody().
                              ///< Otherwise a body is sent again from its start.
    bool crossOrigin = false; ///< Follow: fields of staysAtOrigin(), user and cookies go no further, and do not
                              ///< come back with a later hop to the first origin
};

/// What to do with an answer, by RFC 9110 10.2.2 and 15.4 and the Fetch standard's method table: 301 and 302 make
/// a POST a GET, 303 makes everything but HEAD a GET, 307 and 308 change nothing. A fragment is inherited.
/// `location` is the field's bytes; raw UTF-8 in it is taken. `hopsSoFar` redirects were followed before this one.
RedirectDecision decideRedirect(int statusCode, const QByteArray &method, const QUrl &from, const QByteArray &location,
                                int hopsSoFar, int maxHops);

} // namespace ferry
