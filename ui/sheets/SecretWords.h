#pragma once

#include <QString>
#include <QUrl>

namespace ferry::ui {

/// What is said of the secrets in the query of a destination's address. GUI thread.

/// That they are not kept, for an address that is about to be; empty if there are none.
QString secretsNotKept(const QUrl &url);

/// That their values are to be written, for an address that was kept; empty if none is missing.
QString secretsMissing(const QUrl &url);

} // namespace ferry::ui
