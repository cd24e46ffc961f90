#include "core/store/JsonReader.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ferry;

class TestJsonReader : public QObject
{
    Q_OBJECT

private slots:
    void strings_data();
    void strings();
    void numbers_data();
    void numbers();
    void otherTypesArePassedOver();
    void whatIsNoJson_data();
    void whatIsNoJson();
    void deepNestingEnds();
    void cutAnywhere();
};

void TestJsonReader::strings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QByteArray("\"\"") << QString();
    QTest::newRow("plain") << QByteArray("\"a b\"") << QStringLiteral("a b");
    QTest::newRow("UTF-8") << QByteArray("\"\xc3\xa4\xe6\x8a\xa5\xf0\x9f\x9a\xa2\"") << QStringLiteral("ä报🚢");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QStringLiteral("\"\\/\b\f\n\r\t");
    QTest::newRow("numbers") << QByteArray(R"("x\u00e4\u62A5y")") << QStringLiteral("xä报y");
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\udea2")") << QStringLiteral("🚢");
    QTest::newRow("half a pair") << QByteArray(R"("a\ud83db")") << QStringLiteral("a%1b").arg(QChar(0xd83d));
    QTest::newRow("NUL") << QByteArray(R"("a\u0000b")") << QStringLiteral("a%1b").arg(QChar(0));
}

void TestJsonReader::strings()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    JsonReader reader(json);
    const std::optional<QString> read = reader.string();
    QVERIFY(read);
    QCOMPARE(*read, text);
    QVERIFY(reader.isWhole());
    JsonReader bytes(json);
    QCOMPARE(bytes.latin1(), text.toLatin1());
    QVERIFY(bytes.isWhole());
}

void TestJsonReader::numbers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<qint64>("number");
    QTest::newRow("zero") << QByteArray("0") << true << qint64(0);
    QTest::newRow("negative") << QByteArray(" -17 ") << true << qint64(-17);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << true << std::numeric_limits<qint64>::max();
    QTest::newRow("too large") << QByteArray("9223372036854775808") << false << qint64(0);
    QTest::newRow("fraction") << QByteArray("1.5") << false << qint64(0);
    QTest::newRow("exponent") << QByteArray("1e3") << false << qint64(0);
}

void TestJsonReader::numbers()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isNumber);
    QFETCH(qint64, number);
    JsonReader reader(json);
    const std::optional<qint64> read = reader.number();
    QCOMPARE(read.has_value(), isNumber);
    QCOMPARE(read.value_or(0), number);
    QVERIFY(reader.isWhole());
}

void TestJsonReader::otherTypesArePassedOver()
{
    const QByteArray json =
        R"( { "a" : [ 1, { "x" : "}" }, [] ] , "b":"text", "c" : null,"d":true , "e" : -2.5e+3, "f":7 } )";
    QVERIFY(QJsonDocument::fromJson(json).isObject());
    JsonReader reader(json);
    QByteArray keys;
    reader.object([&](QByteArrayView key) {
        keys += key;
        if (key == QByteArrayView("f"))
            QCOMPARE(reader.number(), 7);
        else if (key == QByteArrayView("b"))
            QVERIFY(!reader.number());
        else if (key == QByteArrayView("d"))
            reader.array([] { QFAIL("an element of no array"); });
        else
            QVERIFY(!reader.string());
    });
    QCOMPARE(keys, QByteArray("abcdef"));
    QVERIFY(reader.isWhole());
}

void TestJsonReader::whatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {"",           " ",    "{",     "}",         "[",     "]",  "{\"a\"", "{\"a\":", "{\"a\":1",  "{\"a\":1,",
          "{\"a\":1,}", "[1,]", "[1 2]", "{\"a\" 1}", "{a:1}", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"",
          "\"a\nb\"",   "tru",  "nul",   "{}{}",      "1 2",   "[}", "'a'",    "\\",      ","})
        QTest::newRow(json) << QByteArray(json);
}

void TestJsonReader::whatIsNoJson()
{
    QFETCH(QByteArray, json);
    JsonReader reader(json);
    reader.skip();
    QVERIFY(!reader.isWhole());
    QVERIFY(!reader.string());
    QVERIFY(!reader.number());
}

void TestJsonReader::deepNestingEnds()
{
    const QByteArray json = QByteArray(100'000, '[') + QByteArray(100'000, ']');
    JsonReader reader(json);
    reader.skip();
    QVERIFY(!reader.isWhole());
}

// No look goes behind the end of a text, wherever that is; the address sanitizer sees it.
void TestJsonReader::cutAnywhere()
{
    const QByteArray json = R"({"a":[1,-2,"x\u00e4\n",true,false,null,{"b":{}}],"c":"\ud83d\udea2"})";
    for (qsizetype size = 0; size < json.size(); ++size) {
        const std::vector<char> cut(json.begin(), json.begin() + size);
        JsonReader reader(QByteArrayView(cut.data(), size));
        reader.skip();
        QVERIFY2(!reader.isWhole(), QByteArray::number(size).constData());
    }
    JsonReader reader(json);
    reader.skip();
    QVERIFY(reader.isWhole());
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
