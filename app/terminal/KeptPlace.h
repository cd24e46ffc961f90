#pragma once

#include "core/types/TransferError.h"

#include <QStringList>

namespace ferry {

/// Private directories that outlive the program, for files that the person takes from the temporary place. Each is made
/// when it is first asked for, and goes with this object if nothing came to lie in it. Main thread.
class KeptPlace
{
public:
    /// profileDirectory: below which all of it is; empty: the system's places.
    explicit KeptPlace(const QString &profileDirectory);
    ~KeptPlace();
    Q_DISABLE_COPY_MOVE(KeptPlace)

    /// How many there may be, the best first: where one cannot be had, or takes no file, the next may.
    qsizetype count() const { return m_roots.size(); }
    /// Empty if it cannot be made.
    QString path(qsizetype index);
    /// For where none can be made.
    TransferError failure() const;

private:
    QStringList m_roots; ///< an empty one cannot be had
    QStringList m_paths; ///< of each root; empty: not made yet
};

} // namespace ferry
