#include "app/terminal/FormParser.h"

#include "app/terminal/TerminalText.h"

#include "core/types/Secrets.h"

namespace ferry {

namespace {

/// Walks over the text behind `name=`, `name=@` or `name=<`.
class FormReader
{
public:
    FormReader(QStringView text, bool isList)
        : m_text(text)
        , m_isList(isList)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    bool take(char16_t c)
    {
        if (atEnd() || m_text.at(m_at) != c)
            return false;
        ++m_at;
        return true;
    }
    void skipSpace()
    {
        while (!atEnd() && m_text.at(m_at).isSpace())
            ++m_at;
    }
    bool takePrefix(QLatin1String prefix)
    {
        if (!m_text.mid(m_at).startsWith(prefix, Qt::CaseInsensitive))
            return false;
        m_at += prefix.size();
        return true;
    }
    /// Up to the next `;` (or `,` in a list of files); bare text loses the spaces around it.
    QString word()
    {
        skipSpace();
        QString quoted;
        if (takeQuoted(quoted))
            return quoted;
        return bareWord().toString();
    }
    QStringView bareWord()
    {
        const qsizetype start = m_at;
        while (!atEnd() && !atSeparator())
            ++m_at;
        return m_text.mid(start, m_at - start).trimmed();
    }
    QStringView rest() const { return m_text.mid(m_at); }

private:
    bool atSeparator() const { return m_text.at(m_at) == u';' || (m_isList && m_text.at(m_at) == u','); }
    /// A quote that is never closed is ordinary text, as for curl.
    bool takeQuoted(QString &result)
    {
        if (atEnd() || m_text.at(m_at) != u'"')
            return false;
        for (qsizetype i = m_at + 1; i < m_text.size(); ++i) {
            QChar c = m_text.at(i);
            if (c == u'"') {
                m_at = i + 1;
                skipSpace();
                return true;
            }
            const bool escape =
                c == u'\\' && i + 1 < m_text.size() && (m_text.at(i + 1) == u'"' || m_text.at(i + 1) == u'\\');
            if (escape)
                c = m_text.at(++i);
            result.append(c);
        }
        return false;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_isList;
};

/// Content types have parameters behind a `;` of their own: `type=text/plain; charset=utf-8`.
QByteArray contentType(FormReader &reader)
{
    reader.skipSpace();
    QByteArray type = reader.bareWord().toUtf8();
    for (;;) {
        FormReader ahead = reader;
        if (!ahead.take(u';'))
            return type;
        ahead.skipSpace();
        for (const char *own : {"filename=", "type=", "headers=", "encoder="}) {
            if (ahead.rest().startsWith(QLatin1String(own), Qt::CaseInsensitive))
                return type;
        }
        type += "; " + ahead.bareWord().toUtf8();
        reader = ahead;
    }
}

/// A part of what was typed for a field, for a sentence.
QString shownPart(const QString &fieldName, QStringView part)
{
    return isSecretField(fieldName) ? QString(QChar(0x2026)) : part.toString();
}

/// What stands behind the value: `;type=...;filename=...`.
QString readAttributes(FormReader &reader, FormArgument &argument)
{
    while (reader.take(u';')) {
        reader.skipSpace();
        if (reader.takePrefix(QLatin1String("type="))) {
            argument.contentType = contentType(reader);
        } else if (reader.takePrefix(QLatin1String("filename="))) {
            argument.fileName = reader.word();
            if (argument.kind != FormArgument::File)
                return TerminalText::tr("“filename=” in -F needs a file: write “%1=@path;filename=…”.")
                    .arg(argument.name);
        } else {
            return TerminalText::tr(
                       "“;%1” in -F is not understood. Put a value with a semicolon in double quotes, or use "
                       "--form-string.")
                .arg(shownPart(argument.name, reader.bareWord()));
        }
    }
    return {};
}

QString splitName(const QString &text, QString &name)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals <= 0) {
        const QString alone = TerminalText::nameAlone(text);
        const bool isSecret = alone.endsWith(QChar(0x2026)) && isSecretField(alone.chopped(1));
        return TerminalText::tr("“%1” is not a form field. Write it as “name=text”, “name=@path” or “name=<path”.")
            .arg(isSecret ? alone : text);
    }
    name = text.left(equals);
    return {};
}

} // namespace

QList<FormArgument> parseFormArgument(const QString &text, QString &error)
{
    FormArgument first;
    error = splitName(text, first.name);
    if (!error.isEmpty())
        return {};
    QStringView value = QStringView(text).mid(first.name.size() + 1);
    if (value.startsWith(u'(') || value == QLatin1String(")")) {
        error = TerminalText::tr("A form inside a form cannot be sent. If “%1” is meant as text, use --form-string.")
                    .arg(shownPart(first.name, value));
        return {};
    }
    if (value.startsWith(u'@'))
        first.kind = FormArgument::File;
    else if (value.startsWith(u'<'))
        first.kind = FormArgument::FileContent;
    if (first.kind != FormArgument::Text)
        value = value.mid(1);

    QList<FormArgument> result;
    FormReader reader(value, first.kind == FormArgument::File);
    do {
        FormArgument argument = first;
        argument.text = reader.word();
        error = readAttributes(reader, argument);
        if (error.isEmpty() && argument.kind != FormArgument::Text && argument.text.isEmpty())
            error = TerminalText::tr("-F %1 names no file.").arg(text);
        result.append(argument);
    } while (error.isEmpty() && first.kind == FormArgument::File && reader.take(u','));
    if (error.isEmpty() && !reader.atEnd())
        error = TerminalText::tr("“%1” behind the closing quote in -F is not understood.")
                    .arg(shownPart(first.name, reader.rest()));
    return error.isEmpty() ? result : QList<FormArgument>();
}

QList<FormArgument> parseFormString(const QString &text, QString &error)
{
    FormArgument argument;
    error = splitName(text, argument.name);
    if (!error.isEmpty())
        return {};
    argument.text = text.mid(argument.name.size() + 1);
    return {argument};
}

} // namespace ferry
