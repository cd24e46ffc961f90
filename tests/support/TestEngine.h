#pragma once

#include "tests/support/EngineProbe.h"

#include <memory>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace ferry {

/// An engine with a place of its own on the disk, and a probe on it. Deleting it ends the engine first.
class TestEngine
{
public:
    explicit TestEngine(EngineOptions options = {})
        : m_options(std::move(options))
    {
        QDir(m_tree.path()).mkdir(QStringLiteral("files"));
        QDir(m_tree.path()).mkdir(QStringLiteral("target"));
        if (m_options.temporaryRoot.isEmpty())
            m_options.temporaryRoot = m_tree.filePath(QStringLiteral("temporary"));
        restart();
    }

    TransferEngine *operator->() const { return m_engine.get(); }
    TransferEngine &engine() const { return *m_engine; }
    EngineProbe &probe() const { return *m_probe; }
    QString temporaryRoot() const { return m_options.temporaryRoot; }
    QString target() const { return m_tree.filePath(QStringLiteral("target")); }
    /// Names of everything in the target directory, hidden files too.
    QStringList saved() const { return namesIn(target()); }

    void end() { m_engine.reset(); }
    /// Ends the engine if there is one, and begins a new one on the same places.
    void restart()
    {
        m_engine.reset();
        m_engine = std::make_unique<TransferEngine>(m_options);
        m_probe = std::make_unique<EngineProbe>(*m_engine);
    }

    /// A file to send; its path.
    QString file(const QString &name, const QByteArray &content) const
    {
        QFile file(m_tree.filePath(QStringLiteral("files/") + name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no test file");
        return file.fileName();
    }
    /// A sparse file of zeros.
    QString largeFile(const QString &name, qint64 size) const
    {
        const QString path = file(name, {});
        QFile::resize(path, size);
        return path;
    }

    /// Adds it and waits for its outcome.
    TransferId run(const TransferRequest &request) const
    {
        const TransferId id = m_engine->add(request);
        m_probe->waitForOutcome(id);
        return id;
    }

    static QStringList namesIn(const QString &directory)
    {
        return QDir(directory).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    /// Temporary files of the launch, without its lock and its list of folders elsewhere.
    QStringList temporaryFiles() const
    {
        QStringList names = namesIn(m_engine->temporaryDirectory());
        names.removeAll(QStringLiteral(".lock"));
        names.removeAll(QStringLiteral(".folders"));
        return names;
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_tree;
    EngineOptions m_options;
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<EngineProbe> m_probe;
};

/// Requests that take no proxy, whatever the machine's environment says.
inline DownloadRequest downloadOf(const QUrl &url)
{
    DownloadRequest request;
    request.url = url;
    request.options.proxy.kind = ProxyChoice::None;
    return request;
}

inline UploadRequest uploadOf(const QUrl &url, const QString &path)
{
    UploadRequest request;
    request.url = url;
    request.files = {FormFile{QStringLiteral("file"), path, {}, {}}};
    request.options.proxy.kind = ProxyChoice::None;
    return request;
}

inline UploadRequest putOf(const QUrl &url, const QString &path)
{
    UploadRequest request = uploadOf(url, {});
    request.method = QByteArrayLiteral("PUT");
    request.files.clear();
    request.rawBodyPath = path;
    return request;
}

} // namespace ferry
