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
    if (!options.user.isEmpty())
        return Credentials{options.user, options.password};
    return userInfoOf(urlOf(request));
}

Authentication::Authentication(const TransferRequest &request, const SignedIn &signedIn)
    : m_request(request)
    , m_signedIn(signedIn)
{
}

void Authentication::apply(QNetworkRequest &head, const QByteArray &method, bool atOrigin)
{
    const QUrl url = head.url();
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

QByteArray Authentication::valueFor(Space &space, const QByteArray &method, const QByteArray &target)
{
    const QByteArray user = space.credentials.user.toUtf8();
    const QByteArray password = space.credentials.password.toUtf8();
    if (space.challenge.scheme == "basic")
        return basicAnswer(user, password);
    return digestAnswer(space.challenge, {user, password, method, target, randomWord(), ++space.count});
}

bool Authentication::answers(const WireFacts &facts, const QUrl &url, bool atOrigin)
{
    m_signIn.reset();
    const auto challenge = strongestChallenge(parseChallenges(facts.headers.values("WWW-Authenticate")));
    if (facts.statusCode != unauthorized || !challenge)
        return false;
    const auto own = atOrigin ? ownCredentials(m_request) : std::nullopt;
    const bool ahead = own && !headersOf(m_request).contains("Authorization");
    return take({originOf(url), realmOf(*challenge), {}, false, false}, *challenge, own, ahead);
}

bool Authentication::answersProxy(const WireFacts &facts)
{
    m_signIn.reset();
    const auto challenge = strongestChallenge(parseChallenges(facts.proxyHeaders.values("Proxy-Authenticate")));
    if (facts.proxyStatus != proxyAsks || !challenge)
        return false;
    const ProxyChoice &proxy = optionsOf(m_request).proxy;
    const auto own = proxy.kind == ProxyChoice::Explicit ? userInfoOf(proxy.url) : std::nullopt;
    return take({facts.proxy, realmOf(*challenge), {}, true, false}, *challenge, own, facts.toldProxyWho);
}

bool Authentication::take(SignIn where, const Challenge &challenge, const std::optional<Credentials> &own,
                          bool sentAhead)
{
    where.scheme = challenge.scheme == "basic" ? QByteArrayLiteral("Basic") : QByteArrayLiteral("Digest");
    Space *before = spaceFor(where);
    const bool onlyStale = before && !before->stale && before->where.isSameRealm(where) &&
                           challenge.parameter("stale").compare("true", Qt::CaseInsensitive) == 0;
    if (onlyStale) { // the password is right, the nonce was too old (RFC 7616 3.3)
        *before = Space{where, challenge, before->credentials, before->own, true, 0};
        return true;
    }
    for (const bool isOwn : {true, false}) {
        const auto credentials = isOwn ? own : m_signedIn.credentialsFor(where);
        const Try attempt{where.origin, where.proxy, where.scheme, isOwn};
        const bool sentBefore = before && before->where.scheme == where.scheme && before->credentials == credentials;
        const bool sentUnasked = sentAhead && where.scheme == "Basic" && own == credentials;
        if (!credentials || m_tries.contains(attempt) || sentBefore || sentUnasked)
            continue;
        m_tries.append(attempt);
        const Space space{where, challenge, *credentials, isOwn, before && before->stale, 0};
        if (before)
            *before = space;
        else
            m_spaces.append(space);
        return true;
    }
    where.tried = before || sentAhead;
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
