#include "core/devserver/MultipartReader.h"

#include <cstdint>
#include <cstdlib>

using namespace ferry::devserver;

namespace {

/// Keeps what it is given, and checks that the calls come in a sensible order.
class Recorder : public MultipartReader::Sink
{
public:
    bool partBegan(const PartHead &head) override
    {
        require(!m_inPart);
        m_inPart = true;
        log += '[' + head.name + '|' + head.fileName + '|' + head.contentType + (head.isFile ? "|file=" : "=");
        return true;
    }
    bool partContent(QByteArrayView bytes) override
    {
        require(m_inPart && !bytes.isEmpty());
        log += bytes;
        return true;
    }
    bool partEnded() override
    {
        require(m_inPart);
        m_inPart = false;
        log += ']';
        return true;
    }

    static void require(bool holds)
    {
        if (!holds)
            std::abort();
    }

    QByteArray log;

private:
    bool m_inPart = false;
};

QByteArray read(const QByteArray &boundary, QByteArrayView body, qsizetype piece, bool &whole)
{
    Recorder recorder;
    MultipartReader reader(boundary, recorder, {1024, 20});
    for (qsizetype at = 0; at < body.size(); at += piece)
        reader.feed(body.sliced(at, std::min(piece, body.size() - at)));
    whole = reader.finish();
    Recorder::require(whole == (reader.problem() == MultipartReader::Problem::None));
    return recorder.log + '#' + QByteArray::number(int(reader.problem())) + reader.errorString();
}

} // namespace

/// The first line of the input is a Content-Type, the rest a body. However it is cut into pieces, the same must come
/// of it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype line = input.indexOf('\n');
    if (line < 0)
        return 0;
    QByteArray boundary = boundaryOf(input.first(line));
    if (boundary.isEmpty())
        boundary = "B";
    const QByteArrayView body = input.sliced(line + 1);
    bool whole = false;
    bool wholeInPieces = false;
    const QByteArray atOnce = read(boundary, body, std::max<qsizetype>(1, body.size()), whole);
    for (const qsizetype piece : {1, 2, 7, 64}) {
        const QByteArray inPieces = read(boundary, body, piece, wholeInPieces);
        // Content of a part that fails later may be cut elsewhere, but it never depends on the pieces as a whole.
        Recorder::require(whole == wholeInPieces && (!whole || inPieces == atOnce));
    }
    return 0;
}
