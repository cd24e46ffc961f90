#pragma once

#include <QString>
#include <QUrl>

namespace ferry::ui {

/// What is said of the secrets in what is kept: the query of an address, headers and fields. GUI thread.

/// That they are not kept, for an address that is about to be; empty if there are none.
QString secretsNotKept(const QUrl &url);

/// That their values are to be written, for an address that was kept; empty if none is missing.
QString secretsMissing(const QUrl &url);

/// The same of a header or a field of this name, which can also be removed.
QString secretMissing(const QString &name);

} // namespace ferry::ui
