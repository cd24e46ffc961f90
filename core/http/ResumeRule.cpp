#include "core/http/ResumeRule.h"

#include "core/http/ContentRange.h"
#include "core/http/HttpDate.h"

namespace ferry {

namespace {

constexpr std::chrono::seconds clocksAgree(60);

/// An entity-tag that is strong: quoted, with none of the characters that cannot stand in one (RFC 9110 8.8.3). An
/// empty one would be as good, but stands where a server has one for all files.
bool isStrongTag(const QByteArray &etag)
{
    if (etag.size() <= 2 || !etag.startsWith('"') || !etag.endsWith('"'))
        return false;
    const QByteArrayView inside = QByteArrayView(etag).sliced(1, etag.size() - 2);
    return std::all_of(inside.begin(), inside.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte != '"' && byte != 0x7f;
    });
}

bool isCoded(const FileHead &head)
{
    const QByteArray coding = head.contentEncoding.trimmed();
    return !coding.isEmpty() && coding.compare("identity", Qt::CaseInsensitive) != 0;
}

bool listHolds(const QByteArray &list, const char *word)
{
    const QList<QByteArray> words = list.split(',');
    return std::any_of(words.begin(), words.end(), [word](const QByteArray &entry) {
        return entry.trimmed().compare(word, Qt::CaseInsensitive) == 0;
    });
}

std::optional<std::chrono::sys_seconds> dateIn(const QByteArray &field)
{
    return parseHttpDate(field, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

bool isDateStrong(const FileHead &head)
{
    const auto modified = dateIn(head.lastModified);
    const auto sent = dateIn(head.date);
    return modified && sent && *sent - *modified >= clocksAgree;
}

/// Two files of one length that were written within one second have this tag in common.
bool isDateAndLength(const FileHead &head)
{
    const auto modified = dateIn(head.lastModified);
    const qint64 size = wholeSize(head);
    if (!modified || size < 0)
        return false;
    const qint64 seconds = modified->time_since_epoch().count();
    const QByteArray tag = head.etag.sliced(1).chopped(1);
    return tag == QByteArray::number(seconds, 16) + '-' + QByteArray::number(size, 16) ||
           tag == QByteArray::number(seconds, 36) + QByteArray::number(size, 36);
}

bool isTheRest(const HeldFile &held, const FileHead &answer)
{
    const std::optional<ContentRange> range = parseContentRange(answer.contentRange);
    return range && range->first == held.asked && range->total == held.total && !isCoded(answer) &&
           (answer.bodyLength < 0 || answer.bodyLength == range->size()) &&
           (held.validator.isEmpty() || isSameFile(held.validator, answer));
}

bool isWhole(const HeldFile &held, const FileHead &answer)
{
    const std::optional<ContentRange> range = parseContentRange(answer.contentRange);
    const bool sizeFits = range && !range->isSatisfied() && range->total == held.held && held.total == held.held;
    const bool otherTag = !answer.etag.isEmpty() && answer.etag != held.validator && held.validator.startsWith('"');
    return sizeFits && held.asked == held.held && !otherTag && !held.validator.isEmpty();
}

} // namespace

QByteArray strongValidator(const FileHead &head)
{
    if (!head.etag.isEmpty()) {
        const bool strong = isStrongTag(head.etag) && (!isDateAndLength(head) || isDateStrong(head));
        return strong ? head.etag : QByteArray();
    }
    return isDateStrong(head) ? head.lastModified : QByteArray();
}

qint64 wholeSize(const FileHead &head)
{
    if (head.statusCode != 206)
        return head.bodyLength;
    const std::optional<ContentRange> range = parseContentRange(head.contentRange);
    return range ? range->total : -1;
}

Resumability resumability(const FileHead &head, const QByteArray &validator)
{
    if (isCoded(head))
        return Resumability::Coded;
    if (wholeSize(head) < 0)
        return Resumability::NoLength;
    if (listHolds(head.acceptRanges, "none"))
        return Resumability::NoRanges;
    if (validator.isEmpty())
        return Resumability::NoValidator;
    return head.statusCode == 206 || listHolds(head.acceptRanges, "bytes") ? Resumability::Yes : Resumability::Unsaid;
}

bool isSameFile(const QByteArray &validator, const FileHead &answer)
{
    if (validator.startsWith('"'))
        return answer.etag == validator;
    return answer.lastModified == validator && answer.etag.isEmpty();
}

ResumeVerdict judgeResume(const HeldFile &held, const FileHead &answer)
{
    if (answer.statusCode == 206)
        return isTheRest(held, answer) ? ResumeVerdict::Append : ResumeVerdict::AskAgain;
    if (answer.statusCode == 416)
        return isWhole(held, answer) ? ResumeVerdict::Whole : ResumeVerdict::AskAgain;
    return answer.statusCode == 200 || answer.statusCode == 203 ? ResumeVerdict::StartOver : ResumeVerdict::Refused;
}

} // namespace ferry
