#include "core/store/JsonFields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace ferry;

namespace {

struct Inner
{
    QString text;
    bool flag = true;

    bool operator==(const Inner &) const = default;
};

struct Outer
{
    qint64 number = 7;
    QByteArray bytes;
    QList<Inner> list;
    std::optional<Inner> maybe;
};

/// Without what an object needs around it.
template <typename T>
QByteArray written(const T &value)
{
    rapidjson::StringBuffer text;
    json::JsonWriter to(text);
    json::write(to, value);
    return QByteArray(text.GetString(), qsizetype(text.GetSize()));
}

/// As Qt's reader sees it.
QString readByQt(const QByteArray &json)
{
    return QJsonDocument::fromJson('[' + json + ']').array().at(0).toString(QStringLiteral("no JSON"));
}

} // namespace

template <>
struct json::Fields<Inner>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("text", &Inner::text);
        visit("flag", &Inner::flag);
    }
};

template <>
struct json::Fields<Outer>
{
    template <typename Visit>
    static void each(Visit &&visit)
    {
        visit("number", &Outer::number);
        visit("bytes", &Outer::bytes);
        visit("list", &Outer::list);
        visit("maybe", &Outer::maybe);
    }
};

/// What is written is what Qt's reader reads, and whatever has been written once is read.
class TestJsonFields : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void everyByte();
    void strings_data();
    void strings();
    void numbers_data();
    void numbers();
    void structs();
    void otherTypesAreMissing();
    void whatIsNoJson_data();
    void whatIsNoJson();
    void deepNestingIsPassedOver();
};

void TestJsonFields::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("plain") << QStringLiteral("a file.txt");
    QTest::newRow("quotes") << QStringLiteral("\"a\\b\"/");
    QTest::newRow("control") << QString::fromLatin1("a\0b\n\r\t\x01\x1f\x7f", 9);
    QTest::newRow("wide") << QStringLiteral("a\u00e9\u4f60\u597d!\U0001f600");
    QTest::newRow("wide at both ends") << QStringLiteral("\u4f60 x \U0001f600");
    QTest::newRow("half pairs") << QStringLiteral("\"\\ud83d\U0001f600\u00e9") + QChar(0xd83d) + u'a' + QChar(0xde00);
    QTest::newRow("line separators") << QStringLiteral("\u2028\u2029\ufeff\uffff");
}

void TestJsonFields::texts()
{
    QFETCH(const QString, text);
    const QByteArray json = written(text);
    QCOMPARE(readByQt(json), text);
    QCOMPARE(json::valueOf<QString>(json), text);
}

void TestJsonFields::everyByte()
{
    QByteArray bytes(256, 0);
    for (int i = 0; i < 256; ++i)
        bytes[i] = char(i);
    QCOMPARE(readByQt(written(bytes)).toLatin1(), bytes);
    QCOMPARE(json::valueOf<QByteArray>(written(bytes)), bytes);
}

void TestJsonFields::strings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QByteArray("\"\"") << QString();
    QTest::newRow("spaces") << QByteArray(" \"a b\"\r\n\t") << QStringLiteral("a b");
    QTest::newRow("UTF-8") << QByteArray("\"\xc3\xa4\xe6\x8a\xa5\xf0\x9f\x9a\xa2\"") << QStringLiteral("ä报🚢");
    QTest::newRow("no UTF-8") << QByteArray("\"a\xff\"") << QStringLiteral("a\ufffd");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QStringLiteral("\"\\/\b\f\n\r\t");
    QTest::newRow("numbers") << QByteArray(R"("x\u00e4\u62A5\u001fy")") << QStringLiteral("xä报\u001fy");
    QTest::newRow("a pair") << QByteArray(R"("\ud83d\uDEA2")") << QStringLiteral("🚢");
    QTest::newRow("a high half") << QByteArray(R"("a\ud83db")") << QStringLiteral("a%1b").arg(QChar(0xd83d));
    QTest::newRow("a low half") << QByteArray(R"("\uDEA2")") << QString(QChar(0xdea2));
    QTest::newRow("no half") << QByteArray(R"("\\ud83d\\\"")") << QStringLiteral("\\ud83d\\\"");
    QTest::newRow("NUL") << QByteArray(R"("a\u0000b")") << QStringLiteral("a%1b").arg(QChar(0));
}

void TestJsonFields::strings()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, text);
    QCOMPARE(json::valueOf<QString>(json), text);
    QCOMPARE(json::valueOf<QByteArray>(json), text.toLatin1());
}

void TestJsonFields::numbers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("number"); // 7 where it is none
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("negative") << QByteArray(" -17 ") << qint64(-17);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << std::numeric_limits<qint64>::max();
    QTest::newRow("smallest") << QByteArray("-9223372036854775808") << std::numeric_limits<qint64>::min();
    QTest::newRow("too large") << QByteArray("9223372036854775808") << qint64(7);
    QTest::newRow("too small") << QByteArray("-9223372036854775809") << qint64(7);
    QTest::newRow("far too large") << QByteArray(100, '9') << qint64(7);
    QTest::newRow("fraction") << QByteArray("1.5") << qint64(7);
    QTest::newRow("exponent") << QByteArray("1e3") << qint64(7);
}

void TestJsonFields::numbers()
{
    QFETCH(const QByteArray, json);
    QFETCH(const qint64, number);
    const auto read = json::valueOf<Outer>("{\"number\":" + json + ",\"bytes\":\"x\"}");
    QCOMPARE(read.number, number);
    QCOMPARE(read.bytes, "x");
    if (number != 7)
        QCOMPARE(written(number), json.trimmed());
}

void TestJsonFields::structs()
{
    const Outer outer{7, QByteArrayLiteral("\xe4"), {{QStringLiteral("{"), true}, {{}, false}, {}}, Inner{}};
    const QByteArray json = json::textOf(outer, Inner{QStringLiteral("[:"), false});
    QCOMPARE(json, "{\"bytes\":\"\xc3\xa4\",\"list\":[{\"text\":\"{\"},{\"flag\":false},{}],\"maybe\":{},"
                   "\"text\":\"[:\",\"flag\":false}");
    QVERIFY(QJsonDocument::fromJson(json).isObject());
    const auto back = json::valueOf<Outer>(json);
    QCOMPARE(json::textOf(back), json::textOf(outer));
    QCOMPARE(back.list.size(), 3);
    QVERIFY(back.maybe);
    QVERIFY(!json::valueOf<Outer>(json::textOf(Outer{})).maybe);
    QCOMPARE(json::valueOf<Inner>(json).text, QStringLiteral("[:"));
}

void TestJsonFields::otherTypesAreMissing()
{
    const QByteArray json = R"( { "later" : [ 1, { "x" : "}" }, [] ] , "number":"text", "bytes" : null,
                                  "list":{"a":true} , "maybe" : -2.5e+3, "text":7,"flag":[] } )";
    QVERIFY(QJsonDocument::fromJson(json).isObject());
    const auto outer = json::valueOf<Outer>(json);
    QCOMPARE(outer.number, 7);
    QVERIFY(outer.bytes.isEmpty() && outer.list.isEmpty() && outer.maybe && outer.maybe->flag);
    QCOMPARE(json::textOf(json::valueOf<Inner>(json)), "{}");
    QCOMPARE(json::textOf(json::valueOf<Inner>("[{\"text\":\"x\"}]")), "{}");
}

void TestJsonFields::whatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {"",          " ",           "{",        "}",     "[",         "]",     "{\"a\"",    "{\"a\":",    "{\"a\":1",
          "{\"a\":1,", "{\"a\":1,}",  "[1,]",     "[1 2]", "{\"a\" 1}", "{a:1}", "\"",        "\"\\\"",     "\"\\x\"",
          "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "tru",   "nul",       "{}{}",  "1 2",       "[}",         "'a'",
          "\\",        ",",           "01",       "-",     "1.",        "--1",   "\"\\ud8\"", "\"\\ud83\"", "\"\\"})
        QTest::newRow(json) << QByteArray(json);
    QTest::newRow("NUL behind it") << QByteArray("{}\0", 3);
    QTest::newRow("more behind a NUL") << QByteArray("{}\0{}", 5);
}

void TestJsonFields::whatIsNoJson()
{
    QFETCH(const QByteArray, json);
    QVERIFY(JsonDocument(json).root().IsNull());
    QCOMPARE(json::valueOf<QString>(json), QString());
}

void TestJsonFields::deepNestingIsPassedOver()
{
    const QByteArray deep = QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']');
    QCOMPARE(json::valueOf<Outer>("{\"later\":" + deep + ",\"number\":1}").number, 1);
    QCOMPARE(json::valueOf<Outer>("{\"list\":" + deep + "}").list.size(), 1);
    QVERIFY(JsonDocument(QByteArray(1'000'000, '[')).root().IsNull());
}

QTEST_GUILESS_MAIN(TestJsonFields)
#include "tst_jsonfields.moc"
