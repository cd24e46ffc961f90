#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

/// Sentences in the sources that no translation can reach, because they go to a person on another way than as the words
/// of a tr() or translate(): that is where translations are collected from.

namespace {

/// Literals that stand side by side are one.
const QString literal = QString::fromUtf8(R"((?:"(?:[^"\\\n]|\\.)*"\s*)+)");

/// Comments, raw literals (of which none is for the window) and single characters as spaces, and lines as they were.
QString withoutComments(const QString &source)
{
    static const QRegularExpression parts(
        QString::fromUtf8(R"RE((//[^\n]*|/\*.*?\*/|R"\(.*?\)"|'(?:[^'\\\n]|\\[^\n]\w*)')|)RE") + literal,
        QRegularExpression::DotMatchesEverythingOption);
    QString code = source;
    for (auto it = parts.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        for (qsizetype i = match.capturedStart(1); i >= 0 && i < match.capturedEnd(1); ++i)
            code[i] = code.at(i) == u'\n' ? u'\n' : u' ';
    }
    return code;
}

QString words(const QString &literals)
{
    static const QRegularExpression seam(QString::fromUtf8(R"("\s*")"));
    QString text = literals.trimmed();
    return text.mid(1, text.size() - 2).remove(seam);
}

/// At least two words, of which the first begins like one, and an end.
bool isSentence(const QString &text)
{
    static const QRegularExpression sentence(QString::fromUtf8(R"(^[“%]*[A-Z0-9].*\s.*\S[.?!…](\\n)?$)"));
    return sentence.match(text).hasMatch();
}

/// Where words are collected: as the first of tr(), or the second of translate().
bool isCollected(QStringView before)
{
    static const QRegularExpression call(QString::fromUtf8(R"(\b(tr\(|translate\("\w+",)\s*$)"));
    return call.match(before.last(qMin<qsizetype>(120, before.size()))).hasMatch();
}

QStringList complaints(const QString &path, const QString &source)
{
    static const QRegularExpression literals(literal);
    static const QRegularExpression helper(QString::fromUtf8(R"(\b(?:tr\(\s*[^"\s]|translate\((?!\s*"\w+",\s*")).*)"));
    const QString code = withoutComments(source);
    QStringList found;
    for (auto it = literals.globalMatch(code); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString text = words(match.captured());
        if (isSentence(text) && !isCollected(QStringView(code).first(match.capturedStart())))
            found << QStringLiteral("%1 says without tr(): %2").arg(path, text);
    }
    for (auto it = helper.globalMatch(code); it.hasNext();)
        found << QStringLiteral("%1 translates what nobody collects: %2").arg(path, it.next().captured());
    return found;
}

/// The answers of the developer server are for programs, and in one language as HTTP is.
QStringList sources()
{
    QStringList paths;
    for (const char *folder : {"app", "core", "ui"}) {
        QDirIterator files(QStringLiteral(FERRY_SOURCE_DIR "/") + QLatin1String(folder),
                           {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            paths << files.next().mid(int(qstrlen(FERRY_SOURCE_DIR "/")));
    }
    return paths.filter(QRegularExpression(QStringLiteral("^(?!core/devserver/)")));
}

} // namespace

class TestSentences : public QObject
{
    Q_OBJECT

private slots:
    void everySentenceCanBeTranslated();
    void theRuleBites_data();
    void theRuleBites();
};

void TestSentences::everySentenceCanBeTranslated()
{
    QStringList found;
    const QStringList paths = sources();
    QVERIFY(paths.size() > 300);
    for (const QString &path : paths) {
        QFile file(QStringLiteral(FERRY_SOURCE_DIR "/") + path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        found += complaints(path, QString::fromUtf8(file.readAll()));
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestSentences::theRuleBites_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("wrong");
    const auto row = [](const char *line, bool wrong) { QTest::newRow(line) << QString::fromUtf8(line) << wrong; };
    row(R"(say(Words::tr("It broke.")))", false);
    row(R"(say(tr("It is %1, and " "broke.").arg(why)))", false);
    row(R"(say(QCoreApplication::translate("Words", "It broke.")))", false);
    row(R"(say(QStringLiteral("It broke.")))", true);
    row(R"(say(text("It " "broke.")))", true);
    row(R"(say(QLatin1String("“%1” is gone.").arg(name)))", true);
    row(R"(say(why ? tr("It broke.") : "It did not break."))", true);
    row(R"(say(tr(why ? "broken" : "whole")))", true);
    row(R"(return QCoreApplication::translate("Words", sentence);)", true);
    row(R"(return QCoreApplication::translate(context, "broken");)", true);
    row(R"(QObject::tr(sentence);)", true);
    row(R"(say(QStringLiteral("image/png"));)", false);
    row(R"(ask("SELECT name FROM item WHERE id = 1");)", false);
    row(R"(say(name); // "It broke." is what it says)", false);
    row(R"RAW(const char *help = R"(It broke. Try again.)";)RAW", false);
    row("const char *answer = \"It broke.\\n\";", true);
}

void TestSentences::theRuleBites()
{
    QFETCH(QString, line);
    QFETCH(bool, wrong);
    const QStringList found = complaints(QStringLiteral("ui/A.cpp"), line);
    QVERIFY2(found.isEmpty() != wrong, qPrintable(found.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestSentences)
#include "tst_sentences.moc"
