#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace ferry {

/// Why a server refused, in its own words, from the body of its answer: a JSON message, the title of a page, the
/// Message of an object store's XML, or the first line of plain text. One line without control and direction
/// characters, at most 200 characters; empty if there is nothing to be read. It is the server's text: show it as such,
/// never as rich text. Pure, any thread; reads the first 64 KiB of text and pages, up to 1 MiB of JSON.
/// What must not be told of the text, hide replaces, before a long one is cut.
QString serverReason(const QByteArray &body, const QByteArray &contentType,
                     const std::function<QString(const QString &)> &hide = {});

} // namespace ferry
