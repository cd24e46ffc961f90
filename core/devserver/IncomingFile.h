#pragma once

#include "core/devserver/Sha256.h"

#include <QFile>
#include <QString>

namespace ferry::devserver {

/// A file while it is received: written under a hidden temporary name with mode 0600, hashed on the way, and
/// removed again unless release() is called. Lives on the server's thread.
class IncomingFile
{
public:
    /// Creates the temporary file, never over an existing one; isOpen() tells whether that went well.
    explicit IncomingFile(const QString &directory);
    ~IncomingFile();
    IncomingFile(const IncomingFile &) = delete;
    IncomingFile &operator=(const IncomingFile &) = delete;

    bool isOpen() const { return m_open; }
    /// In the system's words, after a call that returned false.
    QString errorString() const { return m_error; }

    bool append(QByteArrayView bytes);
    /// Ends the file: closed, with the mode that the umask gives to new files.
    bool finish();

    QString temporaryPath() const { return m_file.fileName(); }
    qint64 size() const { return m_size; }
    /// Of the whole file; after finish().
    QByteArray sha256() const { return m_digest; }
    /// The file has got its name, nothing is to be removed.
    void release() { m_released = true; }

private:
    bool fail();

    QFile m_file;
    Sha256 m_hash;
    QByteArray m_digest;
    QString m_error;
    qint64 m_size = 0;
    bool m_open = false;
    bool m_released = false;
};

} // namespace ferry::devserver
