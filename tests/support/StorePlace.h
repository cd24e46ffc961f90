#pragma once

#include "core/engine/TransferEngine.h"
#include "tests/support/ScriptedServer.h"

#include <QFile>
#include <QTemporaryDir>

namespace ferry {

/// A place for the store of an engine.
class StorePlace
{
public:
    QString path() const { return m_place.path(); }
    QString storeFile() const { return m_place.filePath(QStringLiteral("ferry.sqlite")); }
    EngineOptions options() const
    {
        EngineOptions options;
        options.storeFile = storeFile();
        return options;
    }
    /// For an engine on the store as a kill would leave it at this moment.
    EngineOptions killed() const
    {
        const QString copy = m_place.filePath(QStringLiteral("killed.sqlite"));
        for (const char *suffix : {"", "-wal"}) {
            if (QFile::exists(storeFile() + QLatin1String(suffix)))
                QFile::copy(storeFile() + QLatin1String(suffix), copy + QLatin1String(suffix));
        }
        EngineOptions options;
        options.storeFile = copy;
        return options;
    }

private:
    QTemporaryDir m_place;
};

/// Answers once the gate opens.
inline ScriptedServer::Script behind(const Gate &gate, const QByteArray &body = QByteArrayLiteral("x"))
{
    return [&gate, body](ScriptPeer &peer) {
        peer.readRequest();
        if (peer.await(gate))
            peer.reply(200, body);
    };
}

} // namespace ferry
