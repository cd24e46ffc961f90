#pragma once

namespace ferry {
class Settings;
class TransferEngine;
} // namespace ferry

namespace ferry::ui {

/// From now on the engine has the limits of the settings: how many to one host, and how fast. GUI thread; ends with
/// either of them.
void connectLimits(Settings &settings, TransferEngine &engine);

} // namespace ferry::ui
