#include "ui/look/Resources.h"

#include <QDir>

// Q_INIT_RESOURCE declares a function, which must not be in a namespace.
static void initFerryResources()
{
    Q_INIT_RESOURCE(ferry);
    Q_INIT_RESOURCE(translations);
}

namespace ferry::ui {

void initResources()
{
    static const bool once = [] {
        initFerryResources();
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace ferry::ui
