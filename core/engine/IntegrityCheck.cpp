#include "core/engine/IntegrityCheck.h"

#include <QCoreApplication>

namespace ferry {

namespace {

/// Gives the sentences their translation context.
class IntegrityText
{
    Q_DECLARE_TR_FUNCTIONS(IntegrityText)
};

Digest::Algorithm algorithmOf(const PromisedDigest &promised)
{
    return Digest::algorithmFor(promised.algorithm).value_or(Digest::Sha256);
}

} // namespace

IntegrityCheck::IntegrityCheck(const DownloadRequest &request)
    : m_checksum(request.checksum)
    , m_sha256Wanted(request.sha256 || request.checkNeighbour)
{
}

void IntegrityCheck::takeHead(const HeaderList &headers, Body body)
{
    const auto add = [this](const std::optional<PromisedDigest> &promised, const char *field) {
        if (promised)
            m_promises.append({*promised, QString::fromLatin1(field)});
    };
    // Of the whole representation, also on a part of it (RFC 9530 3.1); a range that becomes the file is another thing.
    if (body != Body::AskedRange)
        add(parseDigestField(headers.values("Repr-Digest")), "Repr-Digest");
    // Of the bytes of this very message (RFC 9530 2).
    if (body != Body::Rest)
        add(parseDigestField(headers.values("Content-Digest")), "Content-Digest");
    // Meant like Repr-Digest and used like Content-Digest: only where both are the same.
    if (body == Body::File)
        add(parseOldDigestField(headers.values("Digest")), "Digest");
}

void IntegrityCheck::promise(const PromisedDigest &promised, const QString &source)
{
    m_promises.prepend({promised, source});
}

QList<Digest::Algorithm> IntegrityCheck::needed() const
{
    QList<Digest::Algorithm> algorithms;
    const auto add = [&algorithms](Digest::Algorithm algorithm) {
        if (!algorithms.contains(algorithm))
            algorithms.append(algorithm);
    };
    if (m_sha256Wanted)
        add(Digest::Sha256);
    if (const auto algorithm = m_checksum ? Digest::algorithmFor(m_checksum->algorithm) : std::nullopt)
        add(*algorithm);
    for (const Promise &promise : m_promises)
        add(algorithmOf(promise.digest));
    return algorithms;
}

std::optional<QString> IntegrityCheck::compareChecksum(const DigestSet &file) const
{
    const auto algorithm = Digest::algorithmFor(m_checksum->algorithm);
    const QByteArray actual = algorithm ? file.hex(*algorithm) : QByteArray();
    if (actual == m_checksum->hex.toLower())
        return std::nullopt;
    // Old algorithms may be switched off by the system's policy.
    if (actual.isEmpty())
        return IntegrityText::tr("This system does not compute %1.").arg(QString::fromLatin1(m_checksum->algorithm));
    return IntegrityText::tr("It is %1.").arg(QString::fromLatin1(actual));
}

std::optional<QString> IntegrityCheck::compare(const DigestSet &file)
{
    m_checkedBy.clear();
    if (m_checksum) {
        if (auto why = compareChecksum(file))
            return why;
        m_checkedBy = QString::fromLatin1(m_checksum->algorithm);
    }
    for (const auto &[promised, source] : m_promises) {
        const QByteArray actual = file.hex(algorithmOf(promised));
        if (actual != promised.hex) {
            return IntegrityText::tr("%1 promises %2, and the file has %3.")
                .arg(source, QString::fromLatin1(promised.hex), QString::fromLatin1(actual));
        }
        if (m_checkedBy.isEmpty())
            m_checkedBy = source;
    }
    return std::nullopt;
}

} // namespace ferry
