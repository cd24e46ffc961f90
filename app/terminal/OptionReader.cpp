#include "app/terminal/OptionReader.h"

#include "app/terminal/OptionHints.h"
#include "app/terminal/TerminalText.h"

namespace ferry {

OptionReader::OptionReader(const QStringList &arguments, std::span<const OptionSpec> specs, OptionCommand command)
    : m_arguments(arguments)
    , m_specs(specs)
    , m_command(command)
{
}

bool OptionReader::next(Item &item)
{
    item = {};
    if (!m_letters.isEmpty())
        return takeLetter(item);
    if (m_next >= m_arguments.size())
        return false;
    const QString argument = m_arguments.at(m_next++);
    if (!m_onlyArguments && argument == QLatin1String("--")) {
        m_onlyArguments = true;
        return next(item);
    }
    // A lone dash is an argument, as everywhere.
    if (m_onlyArguments || argument.size() < 2 || !argument.startsWith(u'-')) {
        item.value = argument;
        return true;
    }
    // Qt's own options have one dash and a long name: -platform offscreen.
    if (argument.startsWith(QLatin1String("--")) || (m_command == ForWindow && find(QStringView(argument).mid(1))))
        return takeLong(argument, item);
    m_letters = argument.mid(1);
    return takeLetter(item);
}

bool OptionReader::takeLong(const QString &argument, Item &item)
{
    const qsizetype start = argument.startsWith(QLatin1String("--")) ? 2 : 1;
    const qsizetype equals = argument.indexOf(u'=');
    item.spelling = argument.left(equals);
    const OptionSpec *spec = find(QStringView(item.spelling).mid(start));
    if (!spec)
        return failUnknown(item.spelling);
    item.option = spec->option;
    if (!spec->takesValue)
        return equals < 0 || fail(TerminalText::tr("%1 takes no value.").arg(item.spelling));
    if (equals >= 0) {
        item.value = argument.mid(equals + 1);
        return true;
    }
    if (m_next >= m_arguments.size())
        return fail(TerminalText::tr("%1 needs a value.").arg(item.spelling));
    item.value = m_arguments.at(m_next++);
    return true;
}

bool OptionReader::takeLetter(Item &item)
{
    const QChar letter = m_letters.at(0);
    m_letters.remove(0, 1);
    item.spelling = QStringLiteral("-") + letter;
    const OptionSpec *spec = find(letter.unicode());
    if (!spec)
        return failUnknown(item.spelling);
    item.option = spec->option;
    if (!spec->takesValue)
        return true;
    if (!m_letters.isEmpty()) {
        item.value = m_letters;
        m_letters.clear();
        return true;
    }
    if (m_next >= m_arguments.size())
        return fail(TerminalText::tr("%1 needs a value.").arg(item.spelling));
    item.value = m_arguments.at(m_next++);
    return true;
}

const OptionSpec *OptionReader::find(char16_t letter) const
{
    for (const OptionSpec &spec : m_specs) {
        if (spec.letter != 0 && letter == char16_t(spec.letter) && (spec.commands & m_command) != 0)
            return &spec;
    }
    return nullptr;
}

const OptionSpec *OptionReader::find(QStringView name) const
{
    for (const OptionSpec &spec : m_specs) {
        if (name == QLatin1String(spec.name) && (spec.commands & m_command) != 0)
            return &spec;
    }
    return nullptr;
}

bool OptionReader::failUnknown(const QString &spelling)
{
    const QString sentence = TerminalText::tr("There is no option %1 here.").arg(spelling);
    const QString hint = optionHint(spelling, m_specs, m_command);
    return fail(hint.isEmpty() ? sentence : sentence + u' ' + hint);
}

bool OptionReader::fail(const QString &sentence)
{
    m_error = sentence;
    m_letters.clear();
    m_next = m_arguments.size();
    return false;
}

} // namespace ferry
