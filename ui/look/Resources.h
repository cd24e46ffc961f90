#pragma once

namespace ferry::ui {

/// Makes the icons and translations that are compiled in known to Qt; the linker drops them from a static library
/// unless something asks for them. As often as one likes.
void initResources();

} // namespace ferry::ui
