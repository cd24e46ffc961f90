#include "ui/settings/TransferLimits.h"

#include "core/engine/TransferEngine.h"
#include "core/store/Settings.h"

namespace ferry::ui {

namespace {

struct Limits
{
    int perHost = 0;
    RateLimits rates;

    friend bool operator==(const Limits &, const Limits &) = default;
};

Limits limitsOf(const Settings &settings)
{
    return {settings.perHost(), {settings.downLimit(), settings.upLimit()}};
}

void tell(TransferEngine &engine, const Limits &limits)
{
    engine.setPerHost(limits.perHost);
    engine.setRateLimits(limits.rates);
}

} // namespace

void connectLimits(Settings &settings, TransferEngine &engine)
{
    const Limits first = limitsOf(settings);
    tell(engine, first);
    QObject::connect(&settings, &Settings::changed, &engine, [&settings, &engine, told = first]() mutable {
        // Most changes of the settings are about other things.
        const Limits now = limitsOf(settings);
        if (now == told)
            return;
        told = now;
        tell(engine, now);
    });
}

} // namespace ferry::ui
