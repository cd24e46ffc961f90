#pragma once

#include <functional>
#include <optional>
#include <QByteArray>
#include <QUrl>

namespace ferry {

/// What the environment says of the way to an address, as curl documents it: `http_proxy` in small letters only, since
/// a web server passes a client's `Proxy` field to its programs as HTTP_PROXY; `https_proxy`, `all_proxy` and
/// `no_proxy` in small or, where those are not set, in capital letters. An address without a scheme is an http proxy's.
struct ProxyEnvironment
{
    /// The value of a variable; a null array if it is not set.
    using Lookup = std::function<QByteArray(const char *name)>;

    enum class Way {
        Unsaid, ///< no variable names a proxy for any address
        Direct, ///< none for this one, or no_proxy excepts it
        Proxy,
    };
    Way way = Way::Unsaid;
    QByteArray address;    ///< Proxy: as written, perhaps nonsense; with user info
    QByteArray variable{}; ///< Proxy: that names it

    static ProxyEnvironment forUrl(const QUrl &url, const Lookup &lookup);
    /// Of the process.
    static ProxyEnvironment forUrl(const QUrl &url);

    /// Whether a list as in no_proxy excepts the host of an address: "*" alone for all; names with all below them, a
    /// leading dot does not count; addresses and networks (192.0.2.0/24, 2001:db8::/32). Names and addresses may have a
    /// port, for which alone they count then. Separated by commas or blanks.
    static bool excepts(const QByteArray &list, const QUrl &url);
};

} // namespace ferry
