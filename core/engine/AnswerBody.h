#pragma once

#include <memory>
#include <QByteArray>
#include <QString>

namespace ferry {

class PartFile;

/// The body of an answer that a person reads: of an upload, or of a refusal. Up to Exchange::bodyLimit bytes stay in
/// memory; what is longer goes to a temporary file, up to a limit that no server can make larger. What is beyond it, or
/// cannot be written, is only counted: an answer that came is an answer, and what it says of the transfer must not be
/// lost over its length or a full disk. Engine thread.
class AnswerBody
{
public:
    static constexpr qint64 uploadLimit = 64 * 1024 * 1024; ///< bytes of the answer to an upload
    static constexpr qint64 refusalLimit = 8 * 1024 * 1024; ///< bytes of what comes in place of a file

    /// temporaryDirectory: where a long body goes. limit: bytes that are kept, not less than Exchange::bodyLimit.
    AnswerBody(QString temporaryDirectory, qint64 limit);
    ~AnswerBody();

    void write(const char *data, qint64 size);
    /// The first bytes, at most Exchange::bodyLimit.
    const QByteArray &head() const { return m_head; }
    /// How many came.
    qint64 size() const { return m_size; }
    /// More came than is kept: nobody needs the rest.
    bool isCut() const { return m_size > m_limit; }
    /// Gives the file away: its path, or nothing if the body fits in memory. It is the caller's to delete.
    QString takeFile();

private:
    void spill();

    QString m_directory;
    qint64 m_limit;
    QByteArray m_head;
    qint64 m_size = 0;
    std::unique_ptr<PartFile> m_file; ///< null again if it could not be written
    bool m_spilled = false;
};

} // namespace ferry
