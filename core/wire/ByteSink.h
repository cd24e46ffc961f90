#pragma once

#include <QMetaType>
#include <QtGlobal>

namespace ferry {

/// Takes the bytes of an answer's body straight from the wire, without a copy through QNetworkReply's buffer.
/// Called on the thread of the manager, from inside the wire: an implementation writes and returns. It must not
/// emit signals, run an event loop, or abort or delete the reply.
class ByteSink
{
public:
    virtual ~ByteSink() = default;
    /// Takes all of the bytes and returns true, or none further and returns false: the reply then ends with
    /// WireFault::Sink. The sink remembers why; the wire does not ask.
    virtual bool write(const char *data, qint64 size) = 0;
};

} // namespace ferry

Q_DECLARE_METATYPE(ferry::ByteSink *)
