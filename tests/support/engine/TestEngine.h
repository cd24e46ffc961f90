#pragma once

#include "tests/support/engine/EngineProbe.h"

#include <memory>
#include <QTemporaryDir>

namespace ferry {

/// An engine with a place of its own on the disk, and a probe on it. Deleting it ends the engine first.
class TestEngine
{
public:
    explicit TestEngine(EngineOptions options = {});
    ~TestEngine();

    TransferEngine *operator->() const { return m_engine.get(); }
    TransferEngine &engine() const { return *m_engine; }
    EngineProbe &probe() const { return *m_probe; }
    QString temporaryRoot() const;
    QString target() const;
    /// Names of everything in the target directory, hidden files too.
    QStringList saved() const;

    void end();
    /// Ends the engine if there is one, and begins a new one on the same places.
    void restart();

    /// A file to send; its path.
    QString file(const QString &name, const QByteArray &content) const;
    /// A sparse file of zeros.
    QString largeFile(const QString &name, qint64 size) const;

    /// Adds it and waits for its outcome.
    TransferId run(const TransferRequest &request) const;

    static QStringList namesIn(const QString &directory);
    /// Temporary files of the launch, without its lock and its list of folders elsewhere.
    QStringList temporaryFiles() const;
    static QByteArray contentOf(const QString &path);

private:
    QTemporaryDir m_tree;
    EngineOptions m_options;
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<EngineProbe> m_probe;
};

// Requests that take no proxy, whatever the machine's environment says.
DownloadRequest downloadOf(const QUrl &url);
UploadRequest uploadOf(const QUrl &url, const QString &path);
UploadRequest putOf(const QUrl &url, const QString &path);

} // namespace ferry
