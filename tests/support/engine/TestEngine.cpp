#include "tests/support/engine/TestEngine.h"

#include <QDir>
#include <QFile>

namespace ferry {

TestEngine::TestEngine(EngineOptions options)
    : m_options(std::move(options))
{
    QDir(m_tree.path()).mkdir(QStringLiteral("files"));
    QDir(m_tree.path()).mkdir(QStringLiteral("target"));
    if (m_options.temporaryRoot.isEmpty())
        m_options.temporaryRoot = m_tree.filePath(QStringLiteral("temporary"));
    restart();
}

TestEngine::~TestEngine() = default;

QString TestEngine::temporaryRoot() const
{
    return m_options.temporaryRoot;
}

QString TestEngine::target() const
{
    return m_tree.filePath(QStringLiteral("target"));
}

QStringList TestEngine::saved() const
{
    return namesIn(target());
}

void TestEngine::end()
{
    m_engine.reset();
}

void TestEngine::restart()
{
    m_engine.reset();
    m_engine = std::make_unique<TransferEngine>(m_options);
    m_probe = std::make_unique<EngineProbe>(*m_engine);
}

QString TestEngine::file(const QString &name, const QByteArray &content) const
{
    QFile file(m_tree.filePath(QStringLiteral("files/") + name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no test file");
    return file.fileName();
}

QString TestEngine::largeFile(const QString &name, qint64 size) const
{
    const QString path = file(name, {});
    QFile::resize(path, size);
    return path;
}

TransferId TestEngine::run(const TransferRequest &request) const
{
    const TransferId id = m_engine->add(request);
    m_probe->waitForOutcome(id);
    return id;
}

QStringList TestEngine::namesIn(const QString &directory)
{
    return QDir(directory).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

QStringList TestEngine::temporaryFiles() const
{
    QStringList names = namesIn(m_engine->temporaryDirectory());
    names.removeAll(QStringLiteral(".lock"));
    names.removeAll(QStringLiteral(".folders"));
    return names;
}

QByteArray TestEngine::contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

DownloadRequest downloadOf(const QUrl &url)
{
    DownloadRequest request;
    request.url = url;
    request.options.proxy.kind = ProxyChoice::None;
    return request;
}

UploadRequest uploadOf(const QUrl &url, const QString &path)
{
    UploadRequest request;
    request.url = url;
    request.files = {FormFile{QStringLiteral("file"), path, {}, {}}};
    request.options.proxy.kind = ProxyChoice::None;
    return request;
}

UploadRequest putOf(const QUrl &url, const QString &path)
{
    UploadRequest request = uploadOf(url, {});
    request.method = QByteArrayLiteral("PUT");
    request.files.clear();
    request.rawBodyPath = path;
    return request;
}

} // namespace ferry
