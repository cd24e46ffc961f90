#pragma once

#include <QCoreApplication>

namespace ferry {

/// The translation context of what the wire says: WireText::tr("A whole sentence.").
class WireText
{
    Q_DECLARE_TR_FUNCTIONS(WireText)
};

} // namespace ferry
