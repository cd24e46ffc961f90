#include "core/store/JsonFields.h"

namespace ferry::json {

void write(JsonText &text, const HeaderList &value)
{
    text.beginArray();
    for (const auto &[name, content] : value) {
        text.beginArray();
        text.latin1(name);
        text.latin1(content);
        text.endArray();
    }
    text.endArray();
}

void read(JsonReader &reader, HeaderList &value)
{
    value = {};
    reader.array([&] {
        QList<QByteArray> pair;
        read(reader, pair);
        value.append(pair.value(0), pair.value(1));
    });
}

void read(JsonReader &reader, bool &value)
{
    value = reader.boolean().value_or(value);
}

void read(JsonReader &reader, qint64 &value)
{
    value = reader.number().value_or(value);
}

void read(JsonReader &reader, int &value)
{
    const qint64 number = reader.number().value_or(value);
    if (number == int(number))
        value = int(number);
}

void read(JsonReader &reader, QString &value)
{
    if (std::optional<QString> text = reader.string())
        value = *std::move(text);
}

void read(JsonReader &reader, QByteArray &value)
{
    if (std::optional<QByteArray> bytes = reader.latin1())
        value = *std::move(bytes);
}

void read(JsonReader &reader, QUrl &value)
{
    if (const std::optional<QString> text = reader.string())
        value = QUrl(*text, QUrl::TolerantMode); // encoded, so of ASCII alone
}

void read(JsonReader &reader, QDateTime &value)
{
    if (const std::optional<qint64> moment = reader.number())
        value = QDateTime::fromMSecsSinceEpoch(*moment, Qt::UTC);
}

void read(JsonReader &reader, std::chrono::milliseconds &value)
{
    value = std::chrono::milliseconds(reader.number().value_or(value.count()));
}

void read(JsonReader &reader, QSslCertificate &value)
{
    value = QSslCertificate(reader.latin1().value_or(QByteArray()), QSsl::Der);
}

} // namespace ferry::json
