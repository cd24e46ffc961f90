#pragma once

#include "core/io/FileHandle.h"
#include "core/types/TransferError.h"

#include <QIODevice>

#include <optional>

struct stat;

namespace ferry {

/// The source of an upload: a regular file as it was when it was opened. It delivers exactly size() bytes of that
/// file, or fails; it never returns 0 before the end, which QHttpMultiPart would wait on for ever. A file that
/// shrinks, grows, is rewritten, replaced or removed meanwhile is a failure, and no byte of what it has become is
/// delivered, as far as the file system tells times apart.
/// Random access, unbuffered: reads go by pread() straight into the caller's memory. Blocking, as files are.
/// A descriptor is held from the first byte to the last, so that one form can carry more files than may be open; or
/// from open() on, where there is one file alone, which saves opening it twice.
/// Lives on the thread that reads it; a parent or the caller owns it.
class FrozenFile : public QIODevice
{
    Q_OBJECT

public:
    enum class Hold : quint8 { WhileRead, FromOpen };

    explicit FrozenFile(const QString &path, QObject *parent = nullptr);
    FrozenFile(const QString &path, Hold hold);
    ~FrozenFile() override;

    /// Opens what is at the path and notes what it is. False, with failure(), for what is no regular file or cannot
    /// be read; a FIFO or a device does not block. Does nothing else.
    bool open();
    /// The same; only ReadOnly (with or without Unbuffered) is possible.
    bool open(OpenMode mode) override;
    void close() override;

    QString path() const { return m_path; }
    /// As it was at open(), whatever became of the file.
    qint64 size() const override { return m_size; }
    bool isSequential() const override { return false; }

    /// At most two system calls: whether the file held and what is at the path are still what was opened. Records
    /// a failure and returns false if not; every read fails from then on. For a tick while bytes leave.
    bool stillSame();

    /// ErrorKind::Source with the path and a sentence; nothing as long as all is well.
    std::optional<TransferError> failure() const { return m_failure; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    struct Stamp
    {
        quint64 device = 0;
        quint64 inode = 0;
        qint64 size = 0;
        qint64 modified = 0; ///< ns
        qint64 changed = 0;  ///< ns

        friend bool operator==(const Stamp &, const Stamp &) = default;
    };

    static Stamp stampOf(const struct stat &facts);
    static std::optional<Stamp> stampOf(int descriptor);
    static std::optional<Stamp> stampOf(const QByteArray &encodedPath);
    bool hold();
    bool fail(const TransferError &error);
    bool failChanged();

    QString m_path;
    QByteArray m_encodedPath;
    Hold m_hold = Hold::WhileRead;
    FileHandle m_file;
    Stamp m_stamp;
    qint64 m_size = 0;
    std::optional<TransferError> m_failure;
};

/// Why the file at the path could not be sent, by opening it as FrozenFile does; nothing if it could.
std::optional<TransferError> checkSource(const QString &path);

} // namespace ferry
