#pragma once

#include "core/http/DigestField.h"
#include "core/io/DigestSet.h"
#include "core/types/TransferRequest.h"

namespace ferry {

/// Whether a downloaded file is the promised one: by the person's checksum, by the fields of the server (Repr-Digest
/// and Content-Digest of RFC 9530, Digest of RFC 3230) and by a checksum file beside it. Whatever was promised must
/// hold. It reads neither files nor sockets: it says which digests of the whole file it needs, and compares them once
/// they are known, be it that they were taken while the bytes came or from the finished file. Engine thread.
class IntegrityCheck
{
public:
    /// What the body of an answer is.
    enum class Body {
        File,       ///< all of the file, from its first byte on
        Rest,       ///< a part of the file, which was asked for to complete it
        AskedRange, ///< the range that the person's own headers asked for: it becomes the file
    };

    explicit IntegrityCheck(const DownloadRequest &request);

    /// The head of an answer with a body that is kept. Of a Rest, Content-Digest says nothing of the file.
    void takeHead(const HeaderList &headers, Body body);
    /// One more promise, by whoever `source` names to a person.
    void promise(const PromisedDigest &promised, const QString &source);

    /// Which digests compare() wants, in all: complete once the head and the promises are here.
    QList<Digest::Algorithm> needed() const;
    /// Why the whole file, which has these digests, is not the promised one: a sentence. Nothing if it is.
    std::optional<QString> compare(const DigestSet &file);
    /// Who promised what compare() found to be true, as TransferSnapshot::checkedBy.
    const QString &checkedBy() const { return m_checkedBy; }

private:
    struct Promise
    {
        PromisedDigest digest;
        QString source;
    };

    std::optional<QString> compareChecksum(const DigestSet &file) const;

    std::optional<ExpectedChecksum> m_checksum;
    bool m_sha256Wanted;
    QList<Promise> m_promises; ///< the one that is shown comes first
    QString m_checkedBy;
};

} // namespace ferry
