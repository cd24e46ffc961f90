#include "core/engine/SignedIn.h"

#include "core/http/Origin.h"

namespace ferry {

namespace {

/// More than a person signs in to; who forgets one is only asked once more.
constexpr qsizetype mostPlaces = 100;

QByteArray pathOf(const QUrl &url)
{
    const QByteArray path = url.adjusted(QUrl::NormalizePathSegments).path(QUrl::FullyEncoded).toLatin1();
    return path.startsWith('/') ? path : '/' + path;
}

QByteArray directoryOf(const QUrl &url)
{
    const QByteArray path = pathOf(url);
    return path.left(path.lastIndexOf('/') + 1);
}

} // namespace

void SignedIn::add(const SignIn &where, const Credentials &credentials)
{
    refused(where);
    m_entries.removeIf([&](const Entry &known) { return known.where.isSameRealm(where); });
    m_entries.append({where, credentials});
}

std::optional<Credentials> SignedIn::credentialsFor(const SignIn &where) const
{
    for (const Entry &known : m_entries) {
        if (known.where.isSameRealm(where))
            return known.credentials;
    }
    return std::nullopt;
}

void SignedIn::takenAt(const QUrl &url, Place place)
{
    place.directory = directoryOf(url);
    for (Place &known : m_places) {
        if (!known.where.isSameRealm(place.where) || known.own != place.own || known.credentials != place.credentials)
            continue;
        known.challenge = place.challenge; // the newest nonce, in all of the realm
        if (place.directory.startsWith(known.directory))
            place.directory = known.directory;
    }
    m_places.removeIf([&place](const Place &known) {
        return known.where.isSameRealm(place.where) && known.own == place.own &&
               known.directory.startsWith(place.directory);
    });
    m_places.append(place);
    if (m_places.size() > mostPlaces)
        m_places.removeFirst();
}

void SignedIn::expectAt(const QUrl &url, const SignIn &where)
{
    const auto credentials = credentialsFor(where);
    if (!credentials || where.proxy || where.scheme != "Basic")
        return;
    const Challenge basic{QByteArrayLiteral("basic"), {}, {}};
    takenAt(url, {where, {}, *credentials, false, std::make_shared<CountedChallenge>(CountedChallenge{basic, 0})});
}

void SignedIn::refused(const SignIn &where)
{
    m_places.removeIf([&where](const Place &known) { return known.where.isSameRealm(where); });
}

std::optional<SignedIn::Place> SignedIn::placeOf(const QUrl &url, const std::optional<Credentials> &own) const
{
    const QByteArray path = pathOf(url);
    const Place *deepest = nullptr;
    for (const Place &place : m_places) {
        const bool fits = own ? place.credentials == *own : !place.own;
        if (fits && sameOrigin(place.where.origin, url) && path.startsWith(place.directory) &&
            (!deepest || place.directory.size() >= deepest->directory.size()))
            deepest = &place;
    }
    return deepest ? std::optional(*deepest) : std::nullopt;
}

} // namespace ferry
