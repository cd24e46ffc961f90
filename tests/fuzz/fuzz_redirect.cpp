#include "core/http/Origin.h"
#include "core/http/Redirect.h"
#include "tests/fuzz/Require.h"

#include <array>
#include <cstdint>

using namespace ferry;
using fuzz::require;

/// The first byte chooses status, method and where it comes from; the rest is the Location.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static constexpr std::array statuses = {301, 302, 303, 307, 308};
    static const std::array methods = {QByteArray("GET"), QByteArray("POST"), QByteArray("PUT"), QByteArray("HEAD")};
    static const std::array from = {
        QUrl(QStringLiteral("http://a.example/d/e?f#g")),
        QUrl(QStringLiteral("https://user:secret@a.example:8443/d/")),
        QUrl(QStringLiteral("https://[::1]/")),
    };
    if (size == 0)
        return 0;
    const QUrl &start = from.at(data[0] % from.size());
    const QByteArray &method = methods.at(data[0] / 3 % methods.size());
    const int status = statuses.at(data[0] / 12 % statuses.size());
    const QByteArray location(reinterpret_cast<const char *>(data + 1), qsizetype(size) - 1);

    const RedirectDecision decision = decideRedirect(status, method, start, location, 0, 20);
    require(decision.verdict != RedirectVerdict::NotRedirect);
    require(decision.url.userInfo().isEmpty());
    if (decision.verdict == RedirectVerdict::Refuse) {
        require(decision.refusal != RedirectRefusal::None);
        return 0;
    }
    const QUrl &url = decision.url;
    require(url.isValid() && !url.host().isEmpty());
    require(url.scheme() == QLatin1String("https") ||
            (url.scheme() == QLatin1String("http") && start.scheme() == QLatin1String("http")));
    require(decision.crossOrigin == !sameOrigin(start, url));
    require(effectivePort(url) >= 0 && effectivePort(url) <= 65535);
    require(status < 307 || (decision.method == method && !decision.dropBody));
    const QByteArray encoded = url.toEncoded();
    for (const char c : encoded)
        require(static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f);
    // What goes over the wire is read back as the same address.
    require(QUrl::fromEncoded(encoded, QUrl::StrictMode).host() == url.host());
    require(decideRedirect(status, method, start, location, 20, 20).refusal == RedirectRefusal::TooMany);
    return 0;
}
