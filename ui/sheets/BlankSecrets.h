#pragma once

#include <QStringList>

namespace ferry::ui {

class FieldProblem;
class KeyValueTable;

/// The secrets that were left out of what fills a sheet: their names stand in its table without a value. Each is to be
/// written again, or removed, before anything is sent. GUI thread.
class BlankSecrets
{
public:
    /// Both outlive it.
    BlankSecrets(KeyValueTable &table, FieldProblem &place);

    /// The table was just filled: whatever secret has no value in it now was not kept.
    void note();
    /// Says at each row, and beside the table for the first, what is still missing. Other problems are left alone.
    void show();

private:
    KeyValueTable &m_table;
    FieldProblem &m_place;
    QStringList m_names;
};

} // namespace ferry::ui
