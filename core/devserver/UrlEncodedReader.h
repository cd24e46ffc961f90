#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <utility>

namespace ferry::devserver {

/// Reads an application/x-www-form-urlencoded body as it comes. Pure; holds one pair.
class UrlEncodedReader
{
public:
    /// Takes a finished pair, decoded; false ends the reading.
    class Sink
    {
    public:
        virtual ~Sink() = default;
        virtual bool pairRead(QByteArray name, QByteArray value) = 0;
    };

    /// `pairLimit`: bytes of one pair as sent. The sink outlives the reader.
    UrlEncodedReader(Sink &sink, qsizetype pairLimit)
        : m_sink(sink)
        , m_limit(pairLimit)
    {
    }

    /// False if a pair is too long (tooLong()) or the sink refused one.
    bool feed(QByteArrayView bytes);
    bool finish();
    bool tooLong() const { return m_tooLong; }

private:
    bool endPair();

    Sink &m_sink;
    qsizetype m_limit;
    QByteArray m_pair;
    bool m_tooLong = false;
};

} // namespace ferry::devserver
