#pragma once

#include <atomic>
#include <memory>
#include <QObject>
#include <QStringList>

namespace ferry::ui {

/// A file that can be chosen for an upload.
struct FoundFile
{
    QString path;
    qint64 size = 0;

    friend bool operator==(const FoundFile &, const FoundFile &) = default;
};

/// What is not taken from a folder, at any depth.
struct LeftOut
{
    int hiddenFiles = 0;
    int hiddenFolders = 0; ///< each with all that is in it
    int links = 0;
    int unreadable = 0; ///< folders that cannot be looked into

    LeftOut &operator+=(const LeftOut &other);
};

/// A folder and the files in it, at any depth, without links and hidden ones.
struct FoundFolder
{
    QString path;
    QList<FoundFile> files;
    qint64 bytes = 0;
    LeftOut leftOut;
    bool cut = false;        ///< it holds more than mostFiles
    bool unreadable = false; ///< the folder itself
};

struct FoundPaths
{
    QList<FoundFile> files;
    QList<FoundFolder> folders;
    QStringList unusable; ///< neither a file nor a folder; they may be missing
};

/// Looks at paths and into folders on the thread pool. GUI thread; answers in the order of asking; ends with its
/// deletion.
class FileCollector : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostFiles = 100000;

    explicit FileCollector(QObject *parent = nullptr);
    ~FileCollector() override;

    void collect(const QStringList &paths);
    bool isBusy() const { return m_running > 0; }

    /// The work itself; any thread. Stops early when cancelled becomes true.
    static FoundPaths look(const QStringList &paths, const std::atomic_bool &cancelled);

signals:
    void found(const ferry::ui::FoundPaths &paths);

private:
    void startNext();

    std::shared_ptr<std::atomic_bool> m_cancelled = std::make_shared<std::atomic_bool>(false);
    QList<QStringList> m_waiting;
    int m_running = 0;
};

} // namespace ferry::ui
