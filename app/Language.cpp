#include "app/Language.h"

#include <QFont>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace ferry {

namespace {

/// English with the forms of a place: of numbers, dates and times. Where it has none, the day stands before the month,
/// and a day has 24 hours.
QLocale englishFor(const QLocale &system)
{
    const QLocale there(QLocale::English, system.territory());
    const bool isKnown = system.language() != QLocale::C && there.territory() == system.territory();
    return isKnown ? there : QLocale(QLocale::English, QLocale::Europe);
}

} // namespace

Language::Language(QObject *parent)
    : QObject(parent)
{
}

bool Language::use(const QString &language)
{
    if (language == m_current)
        return false;
    m_current = language;
    QGuiApplication::removeTranslator(&m_qt);
    QGuiApplication::removeTranslator(&m_own);
    QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    const QString folder = QStringLiteral(":/translations");
    // English has one too: its plurals.
    if (m_own.load(locale, QStringLiteral("ferry"), QStringLiteral("_"), folder) ||
        m_own.load(QStringLiteral("ferry_en"), folder))
        QGuiApplication::installTranslator(&m_own);
    // The system's may be none of Ferry's, or have one of them as its second choice.
    const QLocale spoken(m_own.language());
    if (spoken.language() != locale.language())
        locale = spoken.language() == QLocale::English ? englishFor(locale) : spoken;
    // Dates and Qt's own words follow the language of the sentences they stand in.
    QLocale::setDefault(locale);
    useGlyphsOf(locale);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QGuiApplication::installTranslator(&m_qt);
    return true;
}

// Han characters have one code in all languages and another form in each: without a word the system picks any, and
// mixes faces in one line.
void Language::useGlyphsOf(const QLocale &locale)
{
    QFont font = QGuiApplication::font();
    if (m_systemFamilies.isEmpty())
        m_systemFamilies = font.families();
    QStringList families = m_systemFamilies;
    if (locale.language() == QLocale::Chinese)
        families << QStringLiteral("Noto Sans CJK SC") << QStringLiteral("Microsoft YaHei")
                 << QStringLiteral("PingFang SC");
    if (families == font.families())
        return;
    font.setFamilies(families);
    QGuiApplication::setFont(font);
}

} // namespace ferry
