#pragma once

#include <memory>
#include <QByteArray>
#include <QString>

namespace ferry {

class PartFile;

/// The body of an answer that a person reads: of an upload, or of a refusal. Up to Exchange::bodyLimit bytes stay in
/// memory; what is longer goes to a temporary file whole. Where that cannot be written the rest is only counted: an
/// answer that came is an answer, and what it says of the transfer must not be lost over a full disk. Engine thread.
class AnswerBody
{
public:
    /// temporaryDirectory: where a long body goes.
    explicit AnswerBody(QString temporaryDirectory);
    ~AnswerBody();

    void write(const char *data, qint64 size);
    /// The first bytes, at most Exchange::bodyLimit.
    const QByteArray &head() const { return m_head; }
    qint64 size() const { return m_size; }
    /// Gives the file away: its path, or nothing if the body fits in memory. It is the caller's to delete.
    QString takeFile();

private:
    void spill();

    QString m_directory;
    QByteArray m_head;
    qint64 m_size = 0;
    std::unique_ptr<PartFile> m_file; ///< null again if it could not be written
    bool m_spilled = false;
};

} // namespace ferry
