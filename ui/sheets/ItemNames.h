#pragma once

#include "core/types/TransferSnapshot.h"

class QWidget;

namespace ferry::ui {

class NameList;

/// How many items a question names before it counts the rest.
constexpr int mostItemsNamed = 5;

/// The items that a question is about, by name: the first few, and how many more. `detail` gives the word at the right.
/// The caller places it. GUI thread.
NameList *makeItemNames(const QList<TransferSnapshot> &items, QString (*detail)(const TransferSnapshot &),
                        QWidget *parent);

} // namespace ferry::ui
