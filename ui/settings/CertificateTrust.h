#pragma once

namespace ferry {
class Settings;
class TransferEngine;
} // namespace ferry

namespace ferry::ui {

/// Hands the certificates that the settings know to the engine, and from then on each one that is added or removed.
/// Both must live on this thread; the tie ends with either.
void connectTrust(Settings &settings, TransferEngine &engine);

} // namespace ferry::ui
