#pragma once

#include "core/types/TransferSnapshot.h"

#include <QHash>
#include <QStringList>

namespace ferry {

/// How the items of a run are called where a person is told of them: by the file's name, and by their number too where
/// the run has several of that name. Main thread.
class ItemNames
{
public:
    /// For all items of the run, in order, before any of them is called by its name.
    void add(const TransferRequest &request);
    int count() const { return int(m_asked.size()); }

    /// In quotes; of several files that go together, the first and how many more. task: counts from 1.
    QString of(int task, const TransferSnapshot &snapshot) const;
    /// In place of what a page came: after a redirect the page has a name of its own, which nobody asked for.
    QString wanted(int task, const TransferSnapshot &snapshot) const;

private:
    QString numbered(int task, const QString &name) const;

    QStringList m_asked;
    QHash<QString, int> m_times; ///< that each of them was asked for
};

} // namespace ferry
