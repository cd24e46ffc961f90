#pragma once

#include "core/types/TransferRequest.h"

namespace ferry::ui {

/// The address of a proxy as a person writes it; "proxy.example:8080" means http. Empty text: an empty URL.
QUrl proxyFromText(const QString &text);
/// What is wrong with it, in one or two sentences; empty if it can be used and kept.
QString proxyProblem(const QUrl &proxy);
/// A list of hosts as a person writes it, with one comma between two; "*.example" means ".example".
QString hostListFromText(const QString &text);
/// What is wrong with such a list, in one or two sentences; empty if every entry can except a host.
QString hostListProblem(const QString &list);
/// The request, through this proxy.
TransferRequest throughProxy(TransferRequest request, const ProxyChoice &proxy);

} // namespace ferry::ui
