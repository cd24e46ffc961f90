#include "ui/sheets/KeyValueRequest.h"

#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"

namespace ferry::ui {

QList<FormField> formFieldsOf(const KeyValueTable &table)
{
    QList<FormField> fields;
    for (const KeyValueModel::Row &row : table.values().rows()) {
        if (!row.isEmpty())
            fields.append({row.name, row.value.toUtf8(), {}});
    }
    return fields;
}

HeaderList headersOf(const KeyValueTable &table)
{
    HeaderList headers;
    for (const KeyValueModel::Row &row : table.values().rows()) {
        if (!row.isEmpty())
            headers.append(row.name.trimmed().toUtf8(), row.value.trimmed().toUtf8());
    }
    return headers;
}

void setFormFields(KeyValueTable &table, const QList<FormField> &fields)
{
    QList<KeyValueModel::Row> rows;
    for (const FormField &field : fields)
        rows.append({field.name, QString::fromUtf8(field.value)});
    table.values().setRows(rows);
}

void setHeaders(KeyValueTable &table, const HeaderList &headers)
{
    QList<KeyValueModel::Row> rows;
    for (const auto &[name, value] : headers)
        rows.append({QString::fromUtf8(name), QString::fromUtf8(value)});
    table.values().setRows(rows);
}

QStringList textsOf(const KeyValueTable &table)
{
    QStringList texts;
    for (const KeyValueModel::Row &row : table.values().rows()) {
        if (!row.isEmpty())
            texts << row.name << row.value;
    }
    return texts;
}

int tableRow(const KeyValueTable &table, int requestRow)
{
    const QList<KeyValueModel::Row> &rows = table.values().rows();
    for (int row = 0; row < rows.size(); ++row) {
        if (!rows.at(row).isEmpty() && requestRow-- == 0)
            return row;
    }
    return -1;
}

} // namespace ferry::ui
