#include "ui/parts/ForeignText.h"

#include "core/types/Invisible.h"

#include <algorithm>

namespace ferry::ui {

QString harmless(const QString &foreign)
{
    // Asked for with each painting of a row: most names stay as they are.
    const auto mayBeInvisible = [](QChar c) { return c.isSurrogate() || isInvisible(c.unicode()); };
    if (std::none_of(foreign.cbegin(), foreign.cend(), mayBeInvisible))
        return foreign;
    QString text;
    for (const char32_t c : foreign.toUcs4()) {
        if (!isInvisible(c))
            text.append(QChar::fromUcs4(c));
        else if (QChar::isSpace(c))
            text.append(u' ');
    }
    return text;
}

} // namespace ferry::ui
