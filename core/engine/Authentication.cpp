#include "core/engine/Authentication.h"

#include "core/http/DigestAnswer.h"
#include "core/http/Origin.h"
#include "core/wire/NetworkAccessManager.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace ferry {

namespace {

constexpr int unauthorized = 401;
constexpr int proxyAsks = 407;
/// A realm is a line for a person, not a page.
constexpr qsizetype longestRealm = 200;

QString realmOf(const Challenge &challenge)
{
    const QByteArray bytes = challenge.parameter("realm");
    QString realm = bytes.isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
    realm.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return realm.left(longestRealm);
}

QByteArray randomWord()
{
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), qsizetype(bits.size()));
    return QByteArray(reinterpret_cast<const char *>(bits.data()), qsizetype(sizeof bits)).toHex();
}

/// Path and query as the wire sends them.
QByteArray targetOf(const QUrl &url)
{
    const QByteArray target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    return target.startsWith('/') ? target : '/' + target;
}

QByteArray tunnelTarget(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    return (host.contains(':') ? '[' + host + ']' : host) + ':' + QByteArray::number(effectivePort(url));
}

std::optional<Credentials> userInfoOf(const QUrl &url)
{
    if (url.userName().isEmpty())
        return std::nullopt;
    return Credentials{url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded)};
}

} // namespace

std::optional<Credentials> ownCredentials(const TransferRequest &request)
{
    const TransferOptions &options = optionsOf(request);
    if (!options.bearerToken.isEmpty())
        return std::nullopt;
    if (options.hasCredentials())
        return Credentials{options.user, options.password};
    return userInfoOf(urlOf(request));
}

Authentication::Authentication(const TransferRequest &request, SignedIn &signedIn)
    : m_request(request)
    , m_signedIn(signedIn)
{
}

void Authentication::apply(QNetworkRequest &head, const QByteArray &method, bool atOrigin)
{
    const QUrl url = head.url();
    m_spaces.removeIf([](const Space &space) { return space.askedAt.isEmpty(); }); // asked for each hop
    if (atOrigin)
        goAhead(url);
    for (Space &space : m_spaces) {
        if (space.where.proxy) {
            const bool tunnel = url.scheme() == QLatin1String("https");
            const QByteArray value = tunnel ? valueFor(space, QByteArrayLiteral("CONNECT"), tunnelTarget(url))
                                            : valueFor(space, method, url.toEncoded(QUrl::RemoveFragment));
            head.setAttribute(QNetworkRequest::Attribute(NetworkAccessManager::ProxyAuthorizationAttribute),
                              QVariant::fromValue(ProxyAuthorization{space.where.origin, value}));
        } else if (sameOrigin(space.where.origin, url) && (atOrigin || !space.own)) {
            head.setRawHeader(QByteArrayLiteral("Authorization"), valueFor(space, method, targetOf(url)));
        }
    }
}

/// Where a password was taken before, it is sent unasked. What a request brings otherwise is not replaced.
void Authentication::goAhead(const QUrl &url)
{
    if (m_signedIn.isEmpty())
        return;
    const bool answered = std::any_of(m_spaces.begin(), m_spaces.end(), [&url](const Space &space) {
        return !space.where.proxy && sameOrigin(space.where.origin, url);
    });
    if (answered || !optionsOf(m_request).bearerToken.isEmpty() || headersOf(m_request).contains("Authorization"))
        return;
    if (const auto place = m_signedIn.placeOf(url, ownCredentials(m_request)))
        m_spaces.append({place->where, place->challenge, place->credentials, place->own, false, {}});
}

void Authentication::taken(const QUrl &url, bool atOrigin)
{
    const Space *space = m_spaces.isEmpty() ? nullptr : spaceFor({originOf(url), {}, {}, false, false});
    if (space && space->askedAt == url && (atOrigin || !space->own))
        m_signedIn.takenAt(url, {space->where, {}, space->credentials, space->own, space->challenge});
}

QByteArray Authentication::valueFor(Space &space, const QByteArray &method, const QByteArray &target)
{
    const QByteArray user = space.credentials.user.toUtf8();
    const QByteArray password = space.credentials.password.toUtf8();
    CountedChallenge &asked = *space.challenge;
    if (asked.challenge.scheme == "basic")
        return basicAnswer(user, password);
    return digestAnswer(asked.challenge, {user, password, method, target, randomWord(), ++asked.count});
}

bool Authentication::answers(const WireFacts &facts, const QUrl &url, bool atOrigin)
{
    m_signIn.reset();
    const auto challenge = strongestChallenge(parseChallenges(facts.headers.values("WWW-Authenticate")));
    if (facts.statusCode != unauthorized || !challenge)
        return false;
    const auto own = atOrigin ? ownCredentials(m_request) : std::nullopt;
    const bool ahead = own && !headersOf(m_request).contains("Authorization");
    return take({originOf(url), realmOf(*challenge), {}, false, false}, *challenge, url, own, ahead);
}

bool Authentication::answersProxy(const WireFacts &facts)
{
    m_signIn.reset();
    const auto challenge = strongestChallenge(parseChallenges(facts.proxyHeaders.values("Proxy-Authenticate")));
    if (facts.proxyStatus != proxyAsks || !challenge)
        return false;
    const ProxyChoice &proxy = optionsOf(m_request).proxy;
    const auto own = proxy.kind == ProxyChoice::Explicit ? userInfoOf(proxy.url) : std::nullopt;
    return take({facts.proxy, realmOf(*challenge), {}, true, false}, *challenge, facts.proxy, own, facts.toldProxyWho);
}

bool Authentication::take(SignIn where, const Challenge &challenge, const QUrl &url,
                          const std::optional<Credentials> &own, bool sentAhead)
{
    where.scheme = challenge.scheme == "basic" ? QByteArrayLiteral("Basic") : QByteArrayLiteral("Digest");
    Space *before = spaceFor(where);
    const bool sameRealm = before && before->where.isSameRealm(where);
    const auto asked = std::make_shared<CountedChallenge>(CountedChallenge{challenge, 0});
    const bool onlyStale =
        sameRealm && !before->stale && challenge.parameter("stale").compare("true", Qt::CaseInsensitive) == 0;
    if (onlyStale) { // the password is right, the nonce was too old (RFC 7616 3.3)
        *before = Space{where, asked, before->credentials, before->own, true, url};
        return true;
    }
    // What was sent unasked was for another realm here, or by a nonce that this server has forgotten.
    const bool unasked = before && before->askedAt.isEmpty();
    if (unasked && sameRealm)
        m_signedIn.refused(where);
    bool known = false;
    for (const bool isOwn : {true, false}) {
        const auto credentials = isOwn ? own : m_signedIn.credentialsFor(where);
        const Try attempt{where.origin, where.proxy, where.scheme, isOwn};
        const bool sameBytes = before && before->where.scheme == where.scheme && before->credentials == credentials;
        const bool sentBefore = sameBytes && !(unasked && where.scheme == "Digest");
        const bool sentUnasked = sentAhead && !unasked && where.scheme == "Basic" && own == credentials;
        known = known || credentials;
        if (!credentials || m_tries.contains(attempt) || sentBefore || sentUnasked)
            continue;
        m_tries.append(attempt);
        const Space space{where, asked, *credentials, isOwn, before && before->stale, url};
        if (before)
            *before = space;
        else
            m_spaces.append(space);
        return true;
    }
    where.tried = known || sentAhead || (before && (sameRealm || !unasked));
    m_signIn = where;
    return false;
}

Authentication::Space *Authentication::spaceFor(const SignIn &where)
{
    const auto it = std::find_if(m_spaces.begin(), m_spaces.end(), [&where](const Space &space) {
        return space.where.proxy == where.proxy && space.where.origin == where.origin;
    });
    return it == m_spaces.end() ? nullptr : &*it;
}

} // namespace ferry
