#include "app/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace ferry {

Language::Language(QObject *parent)
    : QObject(parent)
{
}

bool Language::use(const QString &language)
{
    if (language == m_current)
        return false;
    m_current = language;
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_own);
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    // Numbers, dates and sizes follow the language of the sentences they stand in.
    QLocale::setDefault(locale);

    // English has one too: its plurals.
    const QString folder = QStringLiteral(":/translations");
    if (m_own.load(locale, QStringLiteral("ferry"), QStringLiteral("_"), folder) ||
        m_own.load(QStringLiteral("ferry_en"), folder))
        QCoreApplication::installTranslator(&m_own);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    return true;
}

} // namespace ferry
