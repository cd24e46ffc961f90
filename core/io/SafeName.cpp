#include "core/io/SafeName.h"

#include "core/types/Invisible.h"

#include <algorithm>
#include <array>

namespace ferry {

namespace {

constexpr qsizetype longestName = 255;
/// A longer "extension" is part of a sentence with a dot in it.
constexpr qsizetype longestExtension = 32;

template <size_t N>
bool isOneOf(QStringView text, const std::array<const char *, N> &words)
{
    return std::any_of(words.begin(), words.end(), [text](const char *characters) {
        const QLatin1String word(characters);
        return text.size() == word.size() && text.compare(word, Qt::CaseInsensitive) == 0;
    });
}

qsizetype utf8Size(QStringView text)
{
    return text.toUtf8().size();
}

bool isForbiddenOnWindows(char32_t c)
{
    return c < 0x80 && QLatin1String("<>:\"|?*").contains(QLatin1Char(char(c)));
}

QString lastPart(const QString &path)
{
    QString text = path;
    text.replace(u'\\', u'/');
    while (text.endsWith(u'/'))
        text.chop(1);
    text = text.mid(text.lastIndexOf(u'/') + 1);
    const bool drive = text.size() >= 2 && text.at(1) == u':' && text.at(0).unicode() < 0x80 && text.at(0).isLetter();
    return drive ? text.mid(2) : text;
}

QString withSafeCharacters(const QString &text)
{
    QString result;
    result.reserve(text.size());
    const QList<uint> points = text.toUcs4();
    for (const char32_t c : points) {
        if (isInvisible(c))
            continue;
        const bool replaced = isForbiddenOnWindows(c) || c == U'/' || c == U'\\';
        result += QStringView(QChar::fromUcs4(replaced ? U'_' : c));
    }
    return result;
}

bool isDotOrSpace(QChar c)
{
    return c == u'.' || c.isSpace();
}

QString withoutTail(QString name)
{
    while (!name.isEmpty() && (isDotOrSpace(name.back()) || isJoiner(name.back().unicode())))
        name.chop(1);
    return name;
}

QString withoutHead(const QString &name)
{
    const auto bad = [](QChar c) { return isDotOrSpace(c) || c == u'-' || isJoiner(c.unicode()); };
    const auto *first = std::find_if_not(name.begin(), name.end(), bad);
    return name.mid(first - name.begin());
}

bool isDeviceName(const QString &name)
{
    static constexpr std::array devices = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"};
    const QString base = withoutTail(name.left(name.indexOf(u'.') < 0 ? name.size() : name.indexOf(u'.')));
    if (isOneOf(base, devices))
        return true;
    // COM and LPT count with a digit, also with a raised one.
    return base.size() == 4 && isOneOf(QStringView(base).first(3), std::array{"com", "lpt"}) &&
           (base.at(3).isDigit() || QStringView(u"\u00b9\u00b2\u00b3").contains(base.at(3)));
}

/// Files of these names are read by a desktop or a system when somebody only looks at their folder.
bool isFolderSetting(const QString &name)
{
    return isOneOf(name, std::array{"desktop.ini", "thumbs.db"});
}

bool actsByItself(const QString &name)
{
    const QStringView suffix = QStringView(name).sliced(name.lastIndexOf(u'.') + 1);
    if (suffix.size() == name.size())
        return false;
    const bool classId = suffix.startsWith(u'{') && suffix.endsWith(u'}');
    return classId || isOneOf(suffix, std::array{"desktop", "lnk", "url", "scf", "local"});
}

/// Where the extension begins, with its dot: that of a known pair as one. The name's length if there is none.
qsizetype extensionStart(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    if (dot <= 0 || dot == name.size() - 1)
        return name.size();
    const QStringView last = QStringView(name).sliced(dot + 1);
    const bool sentence = std::any_of(last.begin(), last.end(), [](QChar c) { return c.isSpace(); });
    if (sentence || utf8Size(last) > longestExtension)
        return name.size();
    const qsizetype before = name.lastIndexOf(u'.', dot - 1);
    if (before <= 0)
        return dot;
    const QStringView inner = QStringView(name).sliced(before + 1, dot - before - 1);
    const bool packed = isOneOf(last, std::array{"gz", "bz2", "xz", "zst", "lz", "lz4", "lzma", "br", "Z"});
    const bool pair = (packed && isOneOf(inner, std::array{"tar", "cpio", "svg", "ps", "sql", "csv", "json", "img"})) ||
                      (isOneOf(last, std::array{"download"}) && actsByItself(name.left(dot)));
    return pair ? before : dot;
}

/// The longest beginning of at most `bytes` bytes that ends at a whole character with its combining marks.
QString shortened(const QString &text, qsizetype bytes)
{
    QString result = text;
    while (!result.isEmpty() && utf8Size(result) > bytes) {
        const qsizetype over = utf8Size(result) - bytes;
        result.chop(std::max(qsizetype(1), over / 4));
    }
    while (!result.isEmpty() && result.size() < text.size() &&
           (result.back().isHighSurrogate() || text.at(result.size()).isMark()))
        result.chop(1);
    return result;
}

QString cut(const QString &name, qsizetype bytes)
{
    if (utf8Size(name) <= bytes)
        return name;
    const qsizetype dot = extensionStart(name);
    const QString extension = name.mid(dot);
    return withoutTail(shortened(name.left(dot), bytes - utf8Size(extension))) + extension;
}

QString onePass(const QString &suggestion)
{
    QString name = withSafeCharacters(lastPart(suggestion)).normalized(QString::NormalizationForm_C);
    name = withoutTail(withoutHead(name));
    if (isDeviceName(name) || isFolderSetting(name))
        name.prepend(u'_');
    if (actsByItself(name))
        name += QLatin1String(".download");
    return cut(name, longestName);
}

/// As most are: of letters, digits, dots, `_` and `-`, and none that means something to a system.
bool isSafe(const QString &name)
{
    const auto isWordy = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    };
    const auto isUsual = [&](QChar c) { return isWordy(c) || c == u'.' || c == u'-'; };
    return !name.isEmpty() && name.size() <= longestName && isWordy(name.front()) && name.back() != u'.' &&
           std::all_of(name.begin(), name.end(), isUsual) && !isDeviceName(name) && !isFolderSetting(name) &&
           !actsByItself(name);
}

} // namespace

QString safeFileName(const QString &suggestion)
{
    if (isSafe(suggestion))
        return suggestion;
    // A path longer than any system takes has nothing to say.
    QString name = suggestion.right(32 * 1024);
    // Each step may lay bare what an earlier one would have changed: a cut, for one, can end in ".url".
    for (int pass = 0; pass < 8; ++pass) {
        const QString next = onePass(name);
        if (next == name)
            return name;
        name = next;
    }
    return {};
}

QString nameForDownload(const std::optional<QString> &suggestion, const QUrl &url)
{
    if (const QString name = safeFileName(suggestion.value_or(QString())); !name.isEmpty())
        return name;
    const QString path = url.path(QUrl::FullyEncoded);
    const QByteArray part = QByteArray::fromPercentEncoding(path.mid(path.lastIndexOf(u'/') + 1).toLatin1());
    const QString decoded = QString::fromUtf8(part);
    const bool notUtf8 = decoded.contains(QChar::ReplacementCharacter);
    if (const QString name = safeFileName(notUtf8 ? QString::fromLatin1(part) : decoded); !name.isEmpty())
        return name;
    // In ASCII, since which names are shown in Unicode is a matter of the library's version.
    const QString host = safeFileName(url.host(QUrl::FullyEncoded));
    return host.isEmpty() ? QStringLiteral("download") : host;
}

QString numberedName(const QString &name, int n)
{
    const qsizetype dot = extensionStart(name);
    const QString tail = QStringLiteral(" (%1)").arg(n) + name.mid(dot);
    return shortened(name.left(dot), longestName - utf8Size(tail)) + tail;
}

} // namespace ferry
