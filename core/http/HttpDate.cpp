#include "core/http/HttpDate.h"

#include <QList>

#include <algorithm>
#include <array>

namespace ferry {

namespace {

using namespace std::chrono;

/// Two to four digits, say; -1 for anything else.
int number(const QByteArray &text, qsizetype least, qsizetype most)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && text.size() >= least && text.size() <= most ? text.toInt() : -1;
}

int indexOf(const QByteArray &text, const char *names)
{
    const QByteArray lower = text.toLower();
    const qsizetype at = text.size() == 3 ? QByteArrayView(names).indexOf(lower) : -1;
    return at >= 0 && at % 3 == 0 ? int(at / 3) : -1;
}

int monthOf(const QByteArray &text)
{
    const int index = indexOf(text, "janfebmaraprmayjunjulaugsepoctnovdec");
    return index < 0 ? -1 : index + 1;
}

bool isWeekday(const QByteArray &text)
{
    static constexpr std::array names = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    const QByteArray lower = text.toLower();
    return std::any_of(names.begin(), names.end(),
                       [&lower](const char *name) { return lower == name || lower == QByteArrayView(name).first(3); });
}

/// hh:mm:ss; 60 stands for a leap second.
std::optional<seconds> timeOfDay(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split(':');
    if (parts.size() != 3)
        return {};
    const int h = number(parts.at(0), 2, 2);
    const int m = number(parts.at(1), 2, 2);
    const int s = number(parts.at(2), 2, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60)
        return {};
    return hours(h) + minutes(m) + seconds(s);
}

std::optional<sys_seconds> assemble(int y, int m, int d, const QByteArray &time)
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

/// Words between blanks; a comma ends a word too.
QList<QByteArray> wordsOf(const QByteArray &text)
{
    QByteArray spaced = text;
    spaced.replace(',', ' ');
    const QByteArray simple = spaced.simplified();
    return simple.isEmpty() ? QList<QByteArray>() : simple.split(' ');
}

} // namespace

std::optional<sys_seconds> parseHttpDate(const QByteArray &text, sys_seconds now)
{
    if (text.size() > 64)
        return {};
    const QList<QByteArray> words = wordsOf(text);
    if (words.isEmpty() || !isWeekday(words.first()))
        return {};
    const QByteArray zone = words.last().toUpper();
    const bool universal = zone == "GMT" || zone == "UTC";
    if (words.size() == 6 && universal)
        return assemble(number(words.at(3), 4, 4), monthOf(words.at(2)), number(words.at(1), 1, 2), words.at(4));
    if (words.size() == 4 && universal) {
        const QList<QByteArray> date = words.at(1).split('-');
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
