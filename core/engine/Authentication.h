#pragma once

#include "core/engine/TransferContext.h"
#include "core/http/Challenge.h"
#include "core/types/TransferRequest.h"
#include "core/wire/WireFacts.h"

class QNetworkRequest;

namespace ferry {

/// The names and passwords of one attempt: which are sent, to whom, and what is answered to a server (401) or a proxy
/// (407) that asks for them. Those of the request go to its own origin only, and never back there once a redirect has
/// left it; those that the person gave for a realm go to this realm only: when it asks, and unasked where it took them
/// before (see SignedIn). Each is sent once: whoever turns it away has answered, and there is no loop. Engine thread.
class Authentication
{
public:
    /// Both outlive this.
    Authentication(const TransferRequest &request, SignedIn &signedIn);

    /// Adds what was asked for to the head of the next request, in place of what is sent unasked. A Digest answer
    /// counts its requests, so this is for heads that are sent.
    void apply(QNetworkRequest &head, const QByteArray &method, bool atOrigin);

    /// To be asked once for the head of each final answer: whether to send the request again, since it asks for what is
    /// known. Else signIn() names who asks, if anybody does.
    bool answers(const WireFacts &facts, const QUrl &url, bool atOrigin);
    /// To be told of each answer that is no refusal: from now on, what was asked for there goes unasked.
    void taken(const QUrl &url, bool atOrigin);
    /// As answers(), for a proxy's 407.
    bool answersProxy(const WireFacts &facts);

    const std::optional<SignIn> &signIn() const { return m_signIn; }

private:
    /// A realm that is answered.
    struct Space
    {
        SignIn where;
        std::shared_ptr<CountedChallenge> challenge;
        Credentials credentials;
        bool own = false;   ///< the credentials are the request's
        bool stale = false; ///< a new nonce was taken once
        QUrl askedAt;       ///< empty: it did not ask in this attempt, and is answered unasked
    };
    struct Try
    {
        QUrl origin;
        bool proxy = false;
        QByteArray scheme;
        bool own = false;

        friend bool operator==(const Try &, const Try &) = default;
    };

    void goAhead(const QUrl &url);
    bool take(SignIn where, const Challenge &challenge, const QUrl &url, const std::optional<Credentials> &own,
              bool sentAhead);
    Space *spaceFor(const SignIn &where);
    static QByteArray valueFor(Space &space, const QByteArray &method, const QByteArray &target);

    const TransferRequest &m_request;
    SignedIn &m_signedIn;
    QList<Space> m_spaces; ///< at most one for each origin and proxy
    QList<Try> m_tries;
    std::optional<SignIn> m_signIn;
};

/// The name and the password that a request brings for its origin; nothing with a bearer token.
std::optional<Credentials> ownCredentials(const TransferRequest &request);

} // namespace ferry
