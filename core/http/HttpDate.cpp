#include "core/http/HttpDate.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <numeric>

namespace ferry {

namespace {

using namespace std::chrono;

using Words = QVarLengthArray<QByteArrayView, 8>;

/// Two to four digits, say; -1 for anything else.
int number(QByteArrayView text, qsizetype least, qsizetype most)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && text.size() >= least && text.size() <= most
               ? std::accumulate(text.begin(), text.end(), 0, [](int sum, char c) { return 10 * sum + c - '0'; })
               : -1;
}

bool isSame(QByteArrayView text, QByteArrayView word)
{
    return text.size() == word.size() && text.compare(word, Qt::CaseInsensitive) == 0;
}

int monthOf(QByteArrayView text)
{
    constexpr QByteArrayView names("janfebmaraprmayjunjulaugsepoctnovdec");
    if (text.size() != 3)
        return -1;
    const auto isMonth = [&](qsizetype at) {
        // The letters of ASCII differ in one bit from their capitals.
        return (text[0] | 0x20) == names[at] && (text[1] | 0x20) == names[at + 1] && (text[2] | 0x20) == names[at + 2];
    };
    for (int month = 0; month < 12; ++month) {
        if (isMonth(month * 3))
            return month + 1;
    }
    return -1;
}

bool isWeekday(QByteArrayView text)
{
    static constexpr std::array names = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    return std::any_of(names.begin(), names.end(), [text](const char *name) {
        return isSame(text, name) || isSame(text, QByteArrayView(name).first(3));
    });
}

/// Between each two marks, also where that is nothing.
Words partsOf(QByteArrayView text, char mark)
{
    Words parts;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
        parts.append(text.sliced(from, at - from));
        from = at + 1;
    }
    parts.append(text.sliced(from));
    return parts;
}

/// hh:mm:ss; 60 stands for a leap second.
std::optional<seconds> timeOfDay(QByteArrayView text)
{
    const Words parts = partsOf(text, ':');
    if (parts.size() != 3)
        return {};
    const int h = number(parts.at(0), 2, 2);
    const int m = number(parts.at(1), 2, 2);
    const int s = number(parts.at(2), 2, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60)
        return {};
    return hours(h) + minutes(m) + seconds(s);
}

std::optional<sys_seconds> assemble(int y, int m, int d, QByteArrayView time)
{
    const std::optional<seconds> ofDay = timeOfDay(time);
    if (y < 0 || m < 0 || d < 0 || !ofDay)
        return {};
    const year_month_day date{year(y), month(unsigned(m)), day(unsigned(d))};
    if (!date.ok())
        return {};
    return sys_days(date) + *ofDay;
}

int fullYear(int twoDigits, sys_seconds now)
{
    if (twoDigits < 0)
        return -1;
    const int thisYear = int(year_month_day(floor<days>(now)).year());
    const int candidate = thisYear / 100 * 100 + twoDigits;
    if (candidate > thisYear + 50)
        return candidate - 100;
    return candidate <= thisYear - 50 ? candidate + 100 : candidate;
}

bool isBetweenWords(char c)
{
    return c == ' ' || c == ',' || (c >= '\t' && c <= '\r');
}

/// Between blanks; a comma ends a word too.
Words wordsOf(QByteArrayView text)
{
    Words words;
    qsizetype from = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && !isBetweenWords(text.at(at)))
            continue;
        if (at > from)
            words.append(text.sliced(from, at - from));
        from = at + 1;
    }
    return words;
}

} // namespace

std::optional<sys_seconds> parseHttpDate(const QByteArray &text, sys_seconds now)
{
    if (text.size() > 64)
        return {};
    const Words words = wordsOf(text);
    if (words.isEmpty() || !isWeekday(words.first()))
        return {};
    const bool universal = isSame(words.last(), "GMT") || isSame(words.last(), "UTC");
    if (words.size() == 6 && universal)
        return assemble(number(words.at(3), 4, 4), monthOf(words.at(2)), number(words.at(1), 1, 2), words.at(4));
    if (words.size() == 4 && universal) {
        const Words date = partsOf(words.at(1), '-');
        if (date.size() != 3)
            return {};
        // Some servers write the four digits in this form too.
        const int y = date.at(2).size() == 4 ? number(date.at(2), 4, 4) : fullYear(number(date.at(2), 2, 2), now);
        return assemble(y, monthOf(date.at(1)), number(date.at(0), 1, 2), words.at(2));
    }
    if (words.size() == 5)
        return assemble(number(words.at(4), 4, 4), monthOf(words.at(1)), number(words.at(2), 1, 2), words.at(3));
    return {};
}

} // namespace ferry
