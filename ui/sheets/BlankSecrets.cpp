#include "ui/sheets/BlankSecrets.h"

#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/sheets/SecretWords.h"

namespace ferry::ui {

BlankSecrets::BlankSecrets(KeyValueTable &table, FieldProblem &place)
    : m_table(table)
    , m_place(place)
{
}

void BlankSecrets::note()
{
    m_names.clear();
    const QList<KeyValueModel::Row> &rows = m_table.values().rows();
    for (int row = 0; row < rows.size(); ++row) {
        if (m_table.values().isSecret(row) && rows.at(row).value.isEmpty())
            m_names.append(rows.at(row).name);
    }
}

void BlankSecrets::show()
{
    const QList<KeyValueModel::Row> &rows = m_table.values().rows();
    for (int row = 0; row < rows.size(); ++row) {
        if (!rows.at(row).value.isEmpty() || !m_names.contains(rows.at(row).name))
            continue;
        const QString sentence = secretMissing(rows.at(row).name);
        m_table.values().setProblem(row, sentence);
        if (!m_place.isSet())
            m_place.setSentence(sentence);
    }
}

} // namespace ferry::ui
