#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

/// The translations, read from their sources: a sentence that stays English, or loses a placeholder, is found here and
/// not by the person who reads it. After a change of sentences: cmake --build DIR --target update_translations.

namespace {

struct Message
{
    QString context;
    QString source;
    QString comment;
    bool numerus = false;
    bool finished = false;
    QStringList forms; ///< one, or as many as the language has plurals

    QString name() const { return context + QStringLiteral(": ") + source.simplified(); }
};

/// Stands at the start of <message>; leaves at its end.
Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    message.numerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            message.comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!message.numerus)
                message.forms.append(xml.readElementText());
            else
                while (xml.readNextStartElement())
                    message.forms.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QString translationFile(const char *language)
{
    return QStringLiteral(FERRY_SOURCE_DIR "/resources/translations/ferry_%1.ts").arg(QLatin1String(language));
}

/// The sentences of the window. The commands of the terminal speak English in every country.
QList<Message> windowMessages(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message") && context != QLatin1String("TerminalText"))
            messages.append(readMessage(xml, context));
        else if (xml.name() == QLatin1String("message"))
            xml.skipCurrentElement();
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// Every match of the expression's first group, in upper case, sorted: what must be the same on both sides.
QStringList marks(const QString &text, const QRegularExpression &expression)
{
    QStringList found;
    for (auto it = expression.globalMatch(text); it.hasNext();)
        found.append(it.next().captured(1).toUpper());
    found.sort();
    return found;
}

/// Places for values, mnemonics, line breaks, markup, and spaces at the ends, which sentences are joined by. Chinese
/// commas bring their own space.
QString lostMark(const QString &source, const QString &form)
{
    static const QRegularExpression kept[] = {
        QRegularExpression(QStringLiteral("(%(?:L?n|L?\\d+))")), QRegularExpression(QStringLiteral("&(\\w)")),
        QRegularExpression(QStringLiteral("(\\n)")), QRegularExpression(QStringLiteral("(&\\w+;|<[^>]*>)")),
        QRegularExpression(QStringLiteral("(^\\s|(?<!,)\\s$|…$)"))};
    for (const QRegularExpression &expression : kept) {
        if (marks(source, expression) != marks(form, expression))
            return expression.pattern();
    }
    return {};
}

/// Why a Chinese sentence is not set as Chinese is; empty if it is.
QString wrongSetting(const Message &message, QString form)
{
    static const QRegularExpression value(QStringLiteral("%(?:L?n|L?\\d+)"));
    static const QRegularExpression mnemonicInEnglish(QStringLiteral("&\\w"));
    static const QRegularExpression mnemonic(QStringLiteral("\\(&[A-Z]\\)"));
    static const QRegularExpression halfWidth(
        QStringLiteral("[\\x{4e00}-\\x{9fff}][,.;:?!](?!\\w)|[,.;:?!][\\x{4e00}-\\x{9fff}]"));
    static const QRegularExpression noSpace(
        QStringLiteral("[\\x{4e00}-\\x{9fff}][A-Za-z0-9]|[A-Za-z0-9][\\x{4e00}-\\x{9fff}]"));
    static const QRegularExpression needlessSpace(
        QStringLiteral("[\\x{4e00}-\\x{9fff}] [\\x{4e00}-\\x{9fff}]|[，。；：？！、（）“”] | [，。；：？！、（）]"));
    if (message.source.contains(mnemonicInEnglish)) {
        if (!form.contains(mnemonic))
            return QStringLiteral("the mnemonic is not in brackets");
        form.remove(mnemonic);
    }
    if (form.contains(halfWidth))
        return QStringLiteral("half-width punctuation");
    // A value may be of either script, so its neighbours cannot be judged.
    form.replace(value, QString(QChar(QChar::ObjectReplacementCharacter)));
    if (form.contains(noSpace))
        return QStringLiteral("no space between the scripts");
    return form.contains(needlessSpace) ? QStringLiteral("a needless space") : QString();
}

const Message *find(const QList<Message> &messages, const QString &context, const QString &source)
{
    for (const Message &message : messages) {
        if (message.context == context && message.source == source)
            return &message;
    }
    return nullptr;
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theSourcesSayNothingElse();
    void everySentenceIsTranslated();
    void nothingIsLost();
    void chineseIsSetAsChinese();
    void englishCounts();
    void stateWords_data();
    void stateWords();

private:
    QList<Message> m_chinese;
    QList<Message> m_english;
};

void TestTranslations::initTestCase()
{
    m_chinese = windowMessages(translationFile("zh_CN"));
    m_english = windowMessages(translationFile("en"));
    QVERIFY2(m_chinese.size() > 300, "The Chinese translations cannot be read.");
    QVERIFY2(!m_english.isEmpty(), "The English plurals cannot be read.");
}

/// What is collected from the sources is what has been translated.
void TestTranslations::theSourcesSayNothingElse()
{
    const QTemporaryDir place;
    const QString copy = place.filePath(QStringLiteral("ferry_zh_CN.ts"));
    QVERIFY(QFile::copy(translationFile("zh_CN"), copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(FERRY_SOURCE_DIR));
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(QStringLiteral(FERRY_LUPDATE),
                  {QStringLiteral("-silent"), QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-no-obsolete"),
                   QStringLiteral("-source-language"), QStringLiteral("en"), QStringLiteral("app"),
                   QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("-ts"), copy});
    QVERIFY(lupdate.waitForFinished(FERRY_TEST_PATIENCE));
    QCOMPARE(lupdate.readAll(), QByteArray()); // no warnings
    QCOMPARE(lupdate.exitCode(), 0);
    const auto names = [](const QList<Message> &messages) {
        QStringList list;
        for (const Message &message : messages)
            list.append(message.name() + message.comment);
        list.sort();
        return list;
    };
    const QStringList translated = names(m_chinese);
    const QStringList said = names(windowMessages(copy));
    for (const QString &name : said)
        QVERIFY2(translated.contains(name), qPrintable(name));
    QCOMPARE(translated.size(), said.size()); // and nothing that is said no more
}

void TestTranslations::everySentenceIsTranslated()
{
    QStringList open;
    const auto check = [&open](const QList<Message> &messages, qsizetype plurals) {
        for (const Message &message : messages) {
            const qsizetype forms = message.numerus ? plurals : 1;
            if (!message.finished || message.forms.contains(QString()) || message.forms.size() != forms)
                open.append(message.name());
        }
    };
    check(m_chinese, 1);
    check(m_english, 2);
    QVERIFY2(open.isEmpty(), qPrintable(open.join(u'\n')));
}

void TestTranslations::nothingIsLost()
{
    QStringList lost;
    for (const Message &message : m_chinese + m_english) {
        for (const QString &form : message.forms) {
            if (const QString mark = lostMark(message.source, form); !mark.isEmpty())
                lost.append(QStringLiteral("%1 -> %2 (%3)").arg(message.name(), form, mark));
        }
    }
    QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u'\n')));
}

void TestTranslations::chineseIsSetAsChinese()
{
    QStringList wrong;
    for (const Message &message : m_chinese) {
        for (const QString &form : message.forms) {
            if (const QString why = wrongSetting(message, form); !why.isEmpty())
                wrong.append(QStringLiteral("%1 -> %2 (%3)").arg(message.name(), form, why));
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

/// English is in the sources, but for its plurals: every counted sentence has both, and none says "item(s)".
void TestTranslations::englishCounts()
{
    for (const Message &message : m_chinese) {
        if (!message.numerus)
            continue;
        const Message *english = find(m_english, message.context, message.source);
        QVERIFY2(english, qPrintable(message.name()));
        for (const QString &form : english->forms)
            QVERIFY2(!form.contains(QLatin1String("s)")), qPrintable(form));
    }
    for (const Message &message : m_english)
        QVERIFY2(find(m_chinese, message.context, message.source), qPrintable(message.name()));
}

void TestTranslations::stateWords_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("chinese");
    const auto row = [](const char *english, const char16_t *chinese) {
        QTest::newRow(english) << QString::fromUtf8(english) << QString::fromUtf16(chinese);
    };
    row("Waiting", u"等待中");
    row("Connecting", u"正在连接");
    row("Sending", u"正在发送");
    row("Sent, waiting for the answer", u"已发完，等待答复");
    row("Receiving", u"正在接收");
    row("Checking", u"正在校验");
    row("Saving", u"正在保存");
    row("Paused", u"已暂停");
    row("Ready to save", u"待保存");
    row("Held: a web page came", u"已扣住：收到的是网页");
    row("Done", u"完成");
    row("Saved", u"已保存");
    row("Refused: %1", u"被拒绝：%1");
    row("Failed: %1", u"失败：%1");
    row("Answer unknown", u"答复未知");
    row("Cancelled", u"已取消");
}

/// A state is called the same wherever it is named: the row, the details, the question before quitting.
void TestTranslations::stateWords()
{
    QFETCH(QString, english);
    QFETCH(QString, chinese);
    const Message *row = find(m_chinese, QStringLiteral("Row"), english);
    QVERIFY2(row, "The row names this state no more.");
    for (const Message &message : m_chinese) {
        if (message.source == english)
            QCOMPARE(message.forms, QStringList(chinese));
    }
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
