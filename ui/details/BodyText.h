#pragma once

#include <QByteArray>
#include <QString>

namespace ferry::ui {

/// What a body is, as far as a person can look at it.
enum class BodyKind { Empty, Json, Text, Image, Binary };

/// A body made ready to be shown. A value; made by a pure function on any thread.
struct BodyText
{
    static constexpr qsizetype shownLimit = 64 * 1024;

    BodyKind kind = BodyKind::Empty;
    QString typeName; ///< "JSON", "HTML", "text", "PNG image", "image/heic"; for a person
    QString text;     ///< Json and Text
    bool cut = false; ///< the text is not the whole body
};

/// contentType is the header's value and may be empty; then the first bytes decide. Looks at no more than is shown.
BodyText bodyText(const QByteArray &body, const QByteArray &contentType, bool bodyWasCut);

} // namespace ferry::ui
