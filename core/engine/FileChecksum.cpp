#include "core/engine/FileChecksum.h"

#include "core/io/Digest.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace ferry {

namespace {

constexpr qint64 checksumBlock = 1024 * 1024;

QByteArray algorithmOfLength(qsizetype digits)
{
    switch (digits) {
    case 32:
        return QByteArrayLiteral("md5");
    case 40:
        return QByteArrayLiteral("sha1");
    case 64:
        return QByteArrayLiteral("sha256");
    case 128:
        return QByteArrayLiteral("sha512");
    default:
        return {};
    }
}

std::optional<ExpectedChecksum> checksumInLine(const QString &line)
{
    static const QRegularExpression digits(QStringLiteral("(?<![0-9A-Za-z])[0-9A-Fa-f]{32,128}(?![0-9A-Za-z])"));
    static const QRegularExpression named(QStringLiteral("^\\s*(sha-?256|sha-?1|sha-?512|md5)\\s*[:=( ]"),
                                          QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch name = named.match(line);
    const QByteArray said = name.captured(1).toLower().remove(u'-').toLatin1();
    // The digits stand at either end of a line, and a file's name in between may look like them.
    QList<QByteArray> found;
    for (auto it = digits.globalMatch(line, name.hasMatch() ? name.capturedEnd(1) : 0); it.hasNext();)
        found.append(it.next().captured().toLower().toLatin1());
    if (name.hasMatch())
        std::reverse(found.begin(), found.end());
    for (const QByteArray &hex : found) {
        const QByteArray algorithm = algorithmOfLength(hex.size());
        if (!algorithm.isEmpty() && (said.isEmpty() || said == algorithm))
            return ExpectedChecksum{algorithm, hex};
    }
    return std::nullopt;
}

} // namespace

std::optional<ExpectedChecksum> checksumFromText(const QString &text, const QString &fileName)
{
    std::optional<ExpectedChecksum> first;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const std::optional<ExpectedChecksum> one = checksumInLine(line);
        if (one && !fileName.isEmpty() && line.contains(fileName))
            return one;
        if (!first)
            first = one;
    }
    return first;
}

FileChecksum checksumOfFile(const QString &path, const QByteArray &algorithm, const std::atomic_bool &stop)
{
    QFile file(path);
    const auto unreadable = [&file, &path] {
        TransferError error;
        error.kind = ErrorKind::Source;
        error.subject = QFileInfo(path).fileName();
        error.detail = file.errorString();
        return FileChecksum{{}, error};
    };
    const std::optional<Digest::Algorithm> known = Digest::algorithmFor(algorithm);
    if (!known || !file.open(QIODevice::ReadOnly))
        return unreadable();
    Digest digest(*known);
    QByteArray block(checksumBlock, Qt::Uninitialized);
    while (!stop) {
        const qint64 size = file.read(block.data(), block.size());
        if (size < 0)
            return unreadable();
        if (size == 0)
            return {digest.hex(), std::nullopt};
        digest.add(block.constData(), size);
    }
    return {};
}

} // namespace ferry
