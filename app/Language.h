#pragma once

#include <QLocale>
#include <QObject>
#include <QStringList>
#include <QTranslator>

namespace ferry {

/// The translators of the program: Ferry's own sentences and those of Qt's dialogs. GUI thread.
class Language : public QObject
{
    Q_OBJECT

public:
    explicit Language(QObject *parent = nullptr);

    /// "en", "zh_CN", or empty for the system's. English where there is no translation. True if it is another one.
    bool use(const QString &language);

private:
    void useGlyphsOf(const QLocale &locale);

    QStringList m_systemFamilies; ///< of the system's font, in any language
    QTranslator m_own;
    QTranslator m_qt;
    QString m_current = QStringLiteral("-");
};

} // namespace ferry
