#include "core/http/HeaderRules.h"

#include <algorithm>
#include <array>

namespace ferry {

namespace {

template <size_t N>
bool isOneOf(QByteArrayView name, const std::array<const char *, N> &names)
{
    return std::any_of(names.begin(), names.end(),
                       [name](const char *n) { return name.compare(QByteArrayView(n), Qt::CaseInsensitive) == 0; });
}

constexpr bool isAlnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isTokenChar(char c)
{
    static constexpr QByteArrayView others("!#$%&'*+-.^_`|~");
    return isAlnum(c) || others.contains(c);
}

bool isForbiddenControl(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\t') || code == 0x7f;
}

bool isPathWord(QStringView text, QStringView others)
{
    if (text.isEmpty() || text.size() > 64)
        return false;
    return std::all_of(text.begin(), text.end(), [others](QChar c) {
        return c.unicode() < 0x80 && (isAlnum(c.toLatin1()) || others.contains(c));
    });
}

} // namespace

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

HeaderFault checkHeader(QByteArrayView name, QByteArrayView value, BodyKind body)
{
    static constexpr std::array framing = {"Host", "Content-Length", "Transfer-Encoding"};
    static constexpr std::array hopByHop = {"Connection", "Keep-Alive", "Proxy-Connection", "TE",
                                            "Trailer",    "Upgrade",    "Expect",           "HTTP2-Settings"};
    if (name.isEmpty())
        return HeaderFault::EmptyName;
    if (!isToken(name))
        return HeaderFault::NameNotToken;
    if (isOneOf(name, std::array{"Referer"}))
        return HeaderFault::RefererRefused;
    if (isOneOf(name, framing))
        return HeaderFault::MadeByFerry;
    if (isOneOf(name, hopByHop))
        return HeaderFault::HopByHop;
    if (body == BodyKind::Form && isOneOf(name, std::array{"Content-Type"}))
        return HeaderFault::FormType;
    if (std::any_of(value.begin(), value.end(), isForbiddenControl))
        return HeaderFault::ValueControl;
    return HeaderFault::None;
}

MethodFault checkMethod(QByteArrayView method)
{
    if (method.isEmpty())
        return MethodFault::Empty;
    if (!isToken(method))
        return MethodFault::NotToken;
    // Methods are case-sensitive, but servers that fold them exist, so every spelling is refused.
    if (isOneOf(method, std::array{"CONNECT", "TRACE"}))
        return MethodFault::Refused;
    return MethodFault::None;
}

bool describesBody(QByteArrayView name)
{
    return isOneOf(name, std::array{"Content-Type", "Content-Length", "Content-Encoding", "Content-Language",
                                    "Content-Location", "Content-MD5", "Content-Disposition", "Digest",
                                    "Content-Digest", "Repr-Digest", "Last-Modified"});
}

bool mayLeaveOrigin(QByteArrayView name)
{
    static constexpr std::array others = {
        "Accept",           "Accept-Charset",      "Accept-Encoding",
        "Accept-Language",  "User-Agent",          "Range",
        "If-Match",         "If-None-Match",       "If-Modified-Since",
        "If-Range",         "Cache-Control",       "Pragma",
        "Prefer",           "If-Unmodified-Since", "Want-Content-Digest",
        "Want-Repr-Digest", "Want-Digest",         "Idempotency-Key",
        "Priority",
    };
    return isOneOf(name, others) || describesBody(name);
}

bool isAppId(QStringView appId)
{
    return isPathWord(appId, u"_-");
}

bool isIdentityVersion(QStringView version)
{
    // A dot segment would change the path.
    const bool onlyDots = std::all_of(version.begin(), version.end(), [](QChar c) { return c == u'.'; });
    return !onlyDots && isPathWord(version, u"._-");
}

QByteArray refererFor(QStringView appId, QStringView version)
{
    if (!isAppId(appId) || !isIdentityVersion(version))
        return {};
    return "https://servicewechat.com/" + appId.toLatin1() + '/' + version.toLatin1() + "/page-frame.html";
}

} // namespace ferry
