#pragma once

#include "core/types/TransferRequest.h"

namespace ferry::ui {

class BoxFrame;
class FieldProblem;
class KeyValueTable;

/// What is written in a table as parts of a request, and back; rows that are empty are left out. GUI thread.
QList<FormField> formFieldsOf(const KeyValueTable &table);
HeaderList headersOf(const KeyValueTable &table);
void setFormFields(KeyValueTable &table, const QList<FormField> &fields);
void setHeaders(KeyValueTable &table, const HeaderList &headers);

/// All that is written in it, to be compared.
QStringList textsOf(const KeyValueTable &table);

/// The row in the table of the n-th row that is not empty; -1 if there is none.
int tableRow(const KeyValueTable &table, int requestRow);

} // namespace ferry::ui
