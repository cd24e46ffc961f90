#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace ferry {

/// Bytes that servers send as text, made into text. Pure, any thread.

/// Bytes as UTF-8 if they are, else as windows-1252, which the WHATWG calls Latin-1.
QString textFromBytes(const QByteArray &bytes);
/// Bytes in a named character set; nothing if the set is not known here or the bytes are not of it.
std::optional<QString> textFromCharset(const QByteArray &bytes, QByteArrayView charset);
/// Bytes with %XX decoded; nothing if a percent sign is not followed by two hex digits.
std::optional<QByteArray> percentDecoded(QByteArrayView bytes);
/// RFC 2047 encoded words replaced by what they stand for; text outside of them is read by textFromBytes().
QString withEncodedWords(const QByteArray &bytes);

} // namespace ferry
