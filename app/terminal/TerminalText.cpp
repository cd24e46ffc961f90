#include "app/terminal/TerminalText.h"

#include <algorithm>
#include <array>
#include <QLocale>

namespace ferry {

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

// Unicode's East Asian Width W and F, in coarse blocks: exact enough to keep a line from wrapping.
constexpr std::array<Range, 17> wideRanges = {{
    {0x1100, 0x115F},
    {0x231A, 0x231B},
    {0x23E9, 0x23F3},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD},
}};

int widthOf(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || category == QChar::Other_Format)
        return 0;
    for (const Range &range : wideRanges) {
        if (c >= range.first && c <= range.last)
            return 2;
    }
    return 1;
}

bool steers(char32_t c)
{
    switch (c) {
    case U'\n':
    case U'\t':
    case 0x200C:
    case 0x200D:
        return false;
    default:
        const QChar::Category category = QChar::category(c);
        return category == QChar::Other_Control || category == QChar::Other_Format ||
               category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
    }
}

} // namespace

QString TerminalText::bytes(qint64 count)
{
    if (count < 0)
        return tr("unknown");
    if (count == 1)
        return tr("1 byte");
    return QLocale::c().formattedDataSize(count, count < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString TerminalText::speed(double bytesPerSecond)
{
    return tr("%1/s").arg(bytes(qint64(qMax(0.0, bytesPerSecond))));
}

QString TerminalText::duration(qint64 seconds)
{
    if (seconds < 60)
        return tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString TerminalText::harmless(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        if (!steers(c))
            result.append(QChar::fromUcs4(c));
    }
    return result;
}

QString TerminalText::oneLine(const QString &text)
{
    return harmless(text).replace(u'\n', u' ').replace(u'\t', u' ').trimmed();
}

QString TerminalText::nameAlone(const QString &text)
{
    const auto isOfName = [](QChar c) { return c.unicode() < 0x80 && (c.isLetter() || c == u'-' || c == u'_'); };
    constexpr qsizetype longestName = 40;
    const qsizetype length = std::find_if_not(text.begin(), text.end(), isOfName) - text.begin();
    const bool ends = length == text.size() || QStringView(u" \t=").contains(text.at(length));
    const QString name = ends && length <= longestName ? text.first(length) : QString();
    return name.size() == text.size() ? name : name + QChar(0x2026);
}

int displayWidth(QStringView text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4())
        width += widthOf(c);
    return width;
}

QString elidedMiddle(const QString &text, int columns)
{
    if (displayWidth(text) <= columns)
        return text;
    if (columns < 2)
        return columns == 1 ? QStringLiteral("…") : QString();
    const QList<uint> letters = text.toUcs4();
    const int tail = (columns - 1) / 2;
    const int head = columns - 1 - tail;
    qsizetype left = 0;
    for (int width = 0; left < letters.size() && width + widthOf(letters.at(left)) <= head; ++left)
        width += widthOf(letters.at(left));
    qsizetype right = letters.size();
    for (int width = 0; right > left && width + widthOf(letters.at(right - 1)) <= tail; --right)
        width += widthOf(letters.at(right - 1));
    const auto part = [&letters](qsizetype from, qsizetype to) {
        QString result;
        for (qsizetype i = from; i < to; ++i)
            result.append(QString::fromUcs4(reinterpret_cast<const char32_t *>(letters.constData()) + i, 1));
        return result;
    };
    return part(0, left) + QStringLiteral("…") + part(right, letters.size());
}

} // namespace ferry
