#include "core/wire/ByteSink.h"
#include "core/wire/SinkWriter.h"

#include <QTest>

using namespace ferry;

namespace {

constexpr qsizetype KiB = 1024;
constexpr qsizetype piece = 16 * KiB;

/// Remembers what it got, and from where.
class PlaceSink : public ByteSink
{
public:
    bool write(const char *data, qint64 size) override
    {
        if (refuses)
            return false;
        bytes.append(data, qsizetype(size));
        places.append(data);
        sizes.append(qsizetype(size));
        return true;
    }

    QByteArray bytes;
    QList<const char *> places;
    QList<qsizetype> sizes;
    bool refuses = false;
};

QByteArray someBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char((i * 7 + i / 251) & 0xff);
    return bytes;
}

/// As libcurl does: a block in pieces of 16 KiB.
bool addBlock(SinkWriter &writer, const char *data, qsizetype size)
{
    bool taken = true;
    for (qsizetype at = 0; taken && at < size; at += piece) {
        const qsizetype count = qMin(piece, size - at);
        taken = writer.add(data + at, size_t(count), at + count < size);
    }
    return taken;
}

} // namespace

/// Few and large writes, without a copy where the bytes lie together anyway.
class tst_sinkwriter : public QObject
{
    Q_OBJECT

private slots:
    void aLargeBlockGoesOnFromItsPlace();
    void smallBlocksAreGathered();
    void theOrderIsKept();
    void aRefusalIsTheEnd();
    void memoryThatMovedIsNotWritten();
    void aDroppedBlockIsForgotten();
};

void tst_sinkwriter::aLargeBlockGoesOnFromItsPlace()
{
    PlaceSink sink;
    SinkWriter writer(&sink);
    const QByteArray block = someBytes(512 * KiB - 100);
    QVERIFY(addBlock(writer, block.constData(), block.size()));
    QCOMPARE(sink.places, QList<const char *>{block.constData()});
    QVERIFY(sink.bytes == block);
    QVERIFY(writer.flush());
    QCOMPARE(sink.places.size(), 1);
}

void tst_sinkwriter::smallBlocksAreGathered()
{
    PlaceSink sink;
    SinkWriter writer(&sink);
    const QByteArray content = someBytes(1024 * KiB);
    for (qsizetype at = 0; at < content.size(); at += piece)
        QVERIFY(writer.add(content.constData() + at, piece, false));
    QVERIFY(writer.flush());
    QVERIFY(sink.bytes == content);
    QCOMPARE(sink.sizes, QList<qsizetype>({256 * KiB, 256 * KiB, 256 * KiB, 256 * KiB}));
}

void tst_sinkwriter::theOrderIsKept()
{
    PlaceSink sink;
    SinkWriter writer(&sink);
    const QByteArray content = someBytes(900 * KiB);
    qsizetype at = 0;
    for (const qsizetype size : {piece, 300 * KiB, qsizetype(10), 64 * KiB, 20 * KiB, qsizetype(0), 90 * KiB}) {
        QVERIFY(size == 0 ? writer.add(content.constData() + at, 0, false)
                          : addBlock(writer, content.constData() + at, size));
        at += size;
    }
    QVERIFY(writer.flush());
    QVERIFY(sink.bytes == content.first(at));
}

void tst_sinkwriter::aRefusalIsTheEnd()
{
    PlaceSink sink;
    SinkWriter writer(&sink);
    const QByteArray content = someBytes(128 * KiB);
    QVERIFY(writer.add(content.constData(), 10, false));
    sink.refuses = true;
    QVERIFY(!addBlock(writer, content.constData() + 10, 100 * KiB));
    sink.refuses = false;
    QVERIFY(!writer.add(content.constData() + 10, 10, false));
    QVERIFY(!writer.flush());
    QVERIFY(sink.bytes.isEmpty());
}

/// A block that was to go on and does not: its memory may hold other bytes by now.
void tst_sinkwriter::memoryThatMovedIsNotWritten()
{
    PlaceSink sink;
    SinkWriter writer(&sink);
    const QByteArray content = someBytes(256 * KiB);
    QVERIFY(writer.add(content.constData(), piece, true));
    QVERIFY(!writer.add(content.constData(), piece, false));
    QVERIFY(!writer.flush());
    QVERIFY(sink.bytes.isEmpty());
}

void tst_sinkwriter::aDroppedBlockIsForgotten()
{
    PlaceSink sink;
    SinkWriter writer(&sink);
    const QByteArray content = someBytes(256 * KiB);
    QVERIFY(writer.add(content.constData(), piece, false));
    QVERIFY(writer.add(content.constData() + piece, piece, true));
    writer.drop();
    QVERIFY(writer.flush());
    QVERIFY(sink.bytes == content.first(piece));
}

QTEST_GUILESS_MAIN(tst_sinkwriter)
#include "tst_sinkwriter.moc"
