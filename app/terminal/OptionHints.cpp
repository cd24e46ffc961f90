#include "app/terminal/OptionHints.h"

#include "app/terminal/TerminalText.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace ferry {

namespace {

/// What other programs need an option for, and how it is here.
struct Habit
{
    const char *spellings; ///< with a space around each
    int commands;          ///< of OptionCommand
    QString sentence;
};

QString habitHint(const QString &spelling, int command)
{
    const std::array habits = {
        Habit{" -L --location ", ForTransfers, TerminalText::tr("Redirects are followed without it.")},
        Habit{" -f --fail ", ForTransfers, TerminalText::tr("Any status but 2xx ends with exit status 1 without it.")},
        Habit{" -s --silent -S --show-error ", ForTransfers | ForServe,
              TerminalText::tr("-q leaves out all but results and errors.")},
        Habit{" -v --verbose --include -D --dump-header ", ForTransfers,
              TerminalText::tr("--json tells the headers of the answer.")},
        Habit{" -i ", ForUpload, TerminalText::tr("--json tells the headers of the answer.")},
        Habit{" -i --input-file ", ForDownload,
              TerminalText::tr("For a list of addresses write “xargs ferry download < FILE”; --json tells the headers "
                               "of the answer.")},
        Habit{" -m --max-time --connect-timeout ", ForTransfers,
              TerminalText::tr("--timeout bounds the time without a byte.")},
        Habit{" -A --user-agent ", ForTransfers, TerminalText::tr("Write -H 'User-Agent: NAME'.")},
        Habit{" -b --cookie ", ForTransfers, TerminalText::tr("Write -H 'Cookie: NAME=VALUE'.")},
        Habit{" -e --referer ", ForTransfers, TerminalText::tr("A Referer follows from --appid.")},
        Habit{" -O --remote-name -J --remote-header-name ", ForDownload,
              TerminalText::tr("-o PATH names the file; without it, it gets the server's name.")},
        Habit{" -C --continue-at -c --continue ", ForDownload,
              TerminalText::tr("The same command, run again, goes on where the last one broke off.")},
        Habit{" -P --directory-prefix --dir ", ForDownload, TerminalText::tr("-d DIR is where files go.")},
        Habit{" --split --max-connection-per-server ", ForDownload,
              TerminalText::tr("--segments N is how many connections a file gets.")},
        Habit{" -d --data --data-raw --data-binary --data-urlencode ", ForUpload,
              TerminalText::tr("-F sends a field of a form, -T a file as the whole body.")},
    };
    const QString word = u' ' + spelling + u' ';
    const auto is = [&](const Habit &habit) {
        return (habit.commands & command) != 0 && QLatin1String(habit.spellings).contains(word);
    };
    const auto found = std::find_if(habits.begin(), habits.end(), is);
    return found == habits.end() ? QString() : found->sentence;
}

bool isForToolkit(const OptionSpec &spec)
{
    return spec.option == Option::ToolkitFlag || spec.option == Option::ToolkitValue;
}

QString otherCommandHint(const QString &spelling, std::span<const OptionSpec> specs)
{
    const auto is = [&](const OptionSpec &spec) {
        const bool letter = spec.letter != 0 && spelling == QStringLiteral("-") + QLatin1Char(spec.letter);
        return !isForToolkit(spec) && (letter || spelling == QStringLiteral("--") + QLatin1String(spec.name));
    };
    const auto found = std::find_if(specs.begin(), specs.end(), is);
    if (found == specs.end())
        return {};
    QStringList owners;
    for (const auto &[command, name] :
         {std::pair(ForUpload, "“ferry upload”"), std::pair(ForDownload, "“ferry download”"),
          std::pair(ForServe, "“ferry serve”"), std::pair(ForWindow, "“ferry” alone")}) {
        if ((found->commands & command) != 0)
            owners.append(QString::fromUtf8(name));
    }
    const QString last = owners.takeLast();
    return owners.isEmpty() ? TerminalText::tr("It belongs to %1.").arg(last)
                            : TerminalText::tr("It belongs to %1 and %2.").arg(owners.join(QStringLiteral(", ")), last);
}

/// How many letters to add, drop or change until one word is the other.
int distanceOf(QStringView a, QStringView b)
{
    std::vector<int> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const QChar letter : a) {
        int diagonal = row[0]++;
        for (size_t i = 1; i < row.size(); ++i) {
            const int changed = diagonal + (letter == b.at(qsizetype(i) - 1) ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({row[i] + 1, row[i - 1] + 1, changed});
        }
    }
    return row.back();
}

QString slipHint(const QString &spelling, std::span<const OptionSpec> specs, int command)
{
    const QString typed = spelling.mid(2).toLower();
    QStringList near;
    for (const OptionSpec &spec : specs) {
        const QString name = QLatin1String(spec.name);
        const bool close =
            name.startsWith(typed) || distanceOf(typed, name) <= std::min<qsizetype>(2, typed.size() / 2);
        if ((spec.commands & command) != 0 && !isForToolkit(spec) && close)
            near.append(QStringLiteral("--") + name);
    }
    constexpr qsizetype most = 3; // more are no help
    return near.isEmpty() || near.size() > most
               ? QString()
               : TerminalText::tr("Did you mean %1?").arg(near.join(TerminalText::tr(" or ")));
}

QString otherCaseHint(const QString &spelling, std::span<const OptionSpec> specs, int command)
{
    const QString other = spelling.toLower() == spelling ? spelling.toUpper() : spelling.toLower();
    const auto is = [&](const OptionSpec &spec) {
        return spec.letter != 0 && (spec.commands & command) != 0 &&
               other == QStringLiteral("-") + QLatin1Char(spec.letter);
    };
    return std::any_of(specs.begin(), specs.end(), is) ? TerminalText::tr("Did you mean %1?").arg(other) : QString();
}

} // namespace

QString optionHint(const QString &spelling, std::span<const OptionSpec> specs, OptionCommand command)
{
    QString hint = habitHint(spelling, command);
    if (hint.isEmpty())
        hint = otherCommandHint(spelling, specs);
    if (hint.isEmpty())
        hint = otherCaseHint(spelling, specs, command);
    if (hint.isEmpty() && spelling.startsWith(QLatin1String("--")) && spelling.size() > 3)
        hint = slipHint(spelling, specs, command);
    return hint;
}

} // namespace ferry
