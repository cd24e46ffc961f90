#pragma once

#include "core/devserver/FileHandler.h"

namespace ferry::devserver {

// The few pages for a person with a browser: no scripts, nothing from elsewhere.

/// Whether an HTML page is wanted rather than JSON.
bool acceptsHtml(const RequestHead &head);

/// GET /: an upload form, the files, and the routes below /try/.
QByteArray indexPage(const FileStore &store);
/// The answer to the form of that page.
QByteArray uploadResultPage(const QList<std::pair<QByteArray, QByteArray>> &fields, const QList<ReceivedFile> &files);
/// Such a page as an answer, with a policy that lets it do nothing else.
Response page(const QByteArray &html);

/// GET /favicon.ico, which browsers ask for unasked; also the icon of the pages.
Response pageIcon();

/// GET /files/: {"files": [{"name", "size", "modified", "url"}...]}
QByteArray fileListJson(const ServerContext &context);

} // namespace ferry::devserver
