#include "core/http/FormEncoding.h"

#include <QRandomGenerator>

#include <array>

namespace ferry {

namespace {

QString withCrLf(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r' || c == u'\n') {
            result += QLatin1String("\r\n");
            if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
                ++i;
        } else {
            result += c;
        }
    }
    return result;
}

QByteArray escaped(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    bytes.replace('"', "%22");
    bytes.replace('\r', "%0D");
    bytes.replace('\n', "%0A");
    return bytes;
}

} // namespace

QByteArray formDataDisposition(const QString &name)
{
    return "form-data; name=\"" + escaped(withCrLf(name)) + '"';
}

QByteArray formDataDisposition(const QString &name, const QString &fileName)
{
    return formDataDisposition(name) + "; filename=\"" + escaped(fileName) + '"';
}

QByteArray makeBoundary()
{
    std::array<quint32, 5> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    QByteArray boundary = QByteArrayLiteral("FerryBoundary");
    boundary.reserve(boundary.size() + 8 * qsizetype(random.size()));
    for (const quint32 word : random)
        boundary += QByteArray::number(word, 16).rightJustified(8, '0');
    return boundary;
}

} // namespace ferry
