#pragma once

#include <QByteArray>
#include <QUrl>

namespace ferry {

/// The address that an upload's answer names for the file, or an empty one. Looked for in this order: a JSON body
/// (members url, link, href, src, location, path and their kin, at the top before deeper ones such as data.url and
/// files[0].url), a body that is nothing but one address, the Location of an object store's XML, and the header
/// field Location. Only http and https, relative ones resolved against the answer's address, user info removed.
/// Pure, any thread; reads at most 1 MiB.
QUrl linkInAnswer(const QByteArray &body, const QByteArray &location, const QUrl &answerUrl);

} // namespace ferry
