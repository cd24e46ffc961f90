#pragma once

#include "core/http/Challenge.h"
#include "core/types/SignIn.h"

#include <memory>
#include <optional>
#include <QByteArray>
#include <QList>
#include <QUrl>

namespace ferry {

/// What a server asked by, and how many requests have answered it: of Digest, all that use one nonce count together
/// (RFC 7616 section 3.4), whichever transfer they belong to.
struct CountedChallenge
{
    Challenge challenge;
    quint32 count = 0; ///< requests with this nonce
};

/// The names and passwords of a launch: those that the person gave for realms and proxies, and the places of servers
/// where one was taken, so that it is sent unasked there: a refusal would cost a whole upload. In memory only. Engine
/// thread.
class SignedIn
{
public:
    /// A name and a password with the place where they are sent unasked.
    struct Place
    {
        SignIn where;
        QByteArray directory; ///< encoded path, to its last slash
        Credentials credentials;
        bool own = false; ///< brought by requests, and only for those that bring the same
        std::shared_ptr<CountedChallenge> challenge;
    };

    void add(const SignIn &where, const Credentials &credentials);
    std::optional<Credentials> credentialsFor(const SignIn &where) const;

    /// They were taken at this address: all paths at or below its last slash belong to the realm too (RFC 7617 section
    /// 2.2). Not for proxies.
    void takenAt(const QUrl &url, Place place);
    /// Those that the person gave for the realm that asked at this address: with Basic, there is nothing to wait for.
    void expectAt(const QUrl &url, const SignIn &where);
    /// They were not, wherever in the realm.
    void refused(const SignIn &where);
    /// Nothing is sent unasked anywhere.
    bool isEmpty() const { return m_places.isEmpty(); }
    /// What to send unasked: the deepest place of the same origin that the address lies in. Own: those of the request,
    /// which are sent in place of nothing else.
    std::optional<Place> placeOf(const QUrl &url, const std::optional<Credentials> &own) const;

private:
    struct Entry
    {
        SignIn where;
        Credentials credentials;
    };
    QList<Entry> m_entries;
    QList<Place> m_places; ///< the latest last
};

} // namespace ferry
